import type { WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import { type ExportScene, idRef } from "./export-scene.ts";
import type { Resolves } from "./fit-cell.ts";
import type { StandInScene } from "./stand-ins.ts";

/** Creates what stand-ins look up in the records of an export. */
export function createStandInScene(
  { projection }: ExportScene,
  resolves: Resolves,
): Omit<StandInScene, "record" | "draft"> {
  const find = (className: ClassName, sourcedId: string | undefined): WireRecord | undefined => {
    const view = projection.view(className);
    const handle = sourcedId === undefined ? -1 : view.find(sourcedId);
    return handle === -1 ? undefined : view.record(handle, idRef);
  };
  let known: { readonly district: string | undefined } | undefined;
  const findDistrict = (): string | undefined => {
    const view = projection.view("org");
    for (const handle of view.handles) {
      const id = view.sourcedIdAt(handle);
      if (view.belongs(handle, "district") && resolves("orgs", id)) return id;
    }
    return undefined;
  };
  return {
    classOf: (id) => find("class", id),
    courseOf: (id) => find("course", id),
    district: () => {
      known ??= { district: findDistrict() };
      return known.district;
    },
  };
}
