import type { Demographics } from "../../store/records.ts";
import type { ViewMember } from "../class-view.ts";
import type { WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { stampFields } from "./stamp.ts";

/** Demographics under the sourcedId of the user: in 1.1 of the student's record. */
export function demographicsMember(scene: ProjectionScene): ViewMember {
  const { world, ids } = scene;
  const { rows } = world.demographics;
  const sourcedIdAt = (row: number): string => ids.ofPerson(rows.idAt(row), ["student"]);
  const users = scene.view("user");
  const shows = (row: number): boolean => rows.isLive(row) && users.find(sourcedIdAt(row)) !== -1;
  const keyed = (): Uint32Array => {
    const shown = rows.ordered().filter(shows);
    const order = Array.from(shown, (row) => ({ row, id: sourcedIdAt(row) }));
    order.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
    return Uint32Array.from(order, ({ row }) => row);
  };
  return {
    rows: keyed,
    sourcedIdAt,
    shows,
    find: (sourcedId) => {
      const key = scene.keyOf("user", sourcedId);
      const row = key === undefined ? -1 : rows.find(key);
      return row !== -1 && sourcedIdAt(row) === sourcedId ? row : -1;
    },
    record: (row) => projectDemographics(sourcedIdAt(row), rows.at(row)),
    candidates: (field, text) =>
      field === "status"
        ? { handles: rows.where("status", text).filter(shows), exact: true }
        : undefined,
    belongs: () => true,
    texts: () => undefined,
  };
}

function projectDemographics(sourcedId: string, row: Demographics): WireRecord {
  const { birthDate, sex, facts } = row;
  return { ...stampFields(sourcedId, row), birthDate, sex, ...facts };
}
