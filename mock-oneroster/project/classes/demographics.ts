import { compareText } from "../../store/compare-text.ts";
import type { Demographics, Metadata } from "../../store/records.ts";
import type { ViewMember } from "../class-view.ts";
import type { WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { textsOf } from "../table-member.ts";
import { householdMetadata } from "./household.ts";
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
    order.sort((a, b) => compareText(a.id, b.id));
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
    record: (row) => projectDemographics(scene, sourcedIdAt(row), rows.at(row)),
    candidates: (name, text) => {
      const field = columnOf(name);
      if (field === undefined) return undefined;
      return { handles: rows.where(field, text).filter(shows), exact: true };
    },
    belongs: () => true,
    texts: (name) => {
      const field = columnOf(name);
      return field === undefined ? undefined : textsOf(rows.column(field));
    },
  };
}

function columnOf(name: string): "status" | "modified" | undefined {
  if (name === "status") return "status";
  return name === "dateLastModified" ? "modified" : undefined;
}

function projectDemographics(
  scene: ProjectionScene,
  sourcedId: string,
  row: Demographics,
): WireRecord {
  const { birthDate, sex, facts } = row;
  const metadata = metadataOf(scene, row);
  return { ...stampFields(sourcedId, { ...row, metadata }), birthDate, sex, ...facts };
}

/** What Campus adds about the home, where the style wants it, and what was written. */
function metadataOf(scene: ProjectionScene, row: Demographics): Metadata | undefined {
  const { world, style } = scene;
  if (!style.campusMetadata || !style.householdMetadata) return row.metadata;
  const person = world.people.get(row.id);
  if (person === undefined || person.idForm === "written") return row.metadata;
  return { ...row.metadata, ...householdMetadata(scene, person) };
}
