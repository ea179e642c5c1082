import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { ClassView } from "../project/class-view.ts";
import { createProjection, type Projection } from "../project/projection.ts";
import type { WireRecord } from "../project/refs.ts";
import { wireStyleDefault } from "../project/wire-style.ts";
import { compareText } from "../store/compare-text.ts";
import { createWorld } from "../store/world.ts";

/** Records by class, as they go over the wire. */
export type Records = Readonly<Partial<Record<ClassName, readonly WireRecord[]>>>;

/** A projection that shows these records and has no world behind it: for records that no world would send. */
export function recordsProjection(version: OneRosterVersion, records: Records): Projection {
  const views = new Map<ClassName, ClassView>();
  const view = (className: ClassName): ClassView => {
    const known = views.get(className) ?? viewOf(records[className] ?? []);
    views.set(className, known);
    return known;
  };
  const projection = createProjection(createWorld(), version, wireStyleDefault);
  return { ...projection, view, keyOf: (_class, sourcedId) => sourcedId };
}

function viewOf(records: readonly WireRecord[]): ClassView {
  const ordered = records.toSorted((a, b) => compareText(idOf(a), idOf(b)));
  const at = (handle: number): WireRecord => ordered[handle] ?? {};
  return {
    handles: Uint32Array.from(ordered.keys()),
    record: at,
    sourcedIdAt: (handle) => idOf(at(handle)),
    find: (sourcedId) => ordered.findIndex((record) => idOf(record) === sourcedId),
    candidates: () => undefined,
    belongs: (handle, kind) => at(handle)["type"] === kind,
    texts: () => undefined,
    shows: () => true,
  };
}

function idOf(record: WireRecord): string {
  return String(record["sourcedId"]);
}
