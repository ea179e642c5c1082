import { operationsOf } from "../../contracts/oneroster/operations.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { ParityGet } from "../parity/rest-records.ts";
import type { WireRecord } from "../project/refs.ts";
import type { World } from "../store/world.ts";
import { startTestMock } from "./ask.ts";

/** Every record that a mock serves of a version, by class. */
export type RecordedRest = Readonly<
  Record<OneRosterVersion, ReadonlyMap<ClassName, readonly WireRecord[]>>
>;

/** Records everything that a mock around a world serves. */
export async function recordRest(world: World): Promise<RecordedRest> {
  const { all } = await startTestMock(world);
  const record = async (
    version: OneRosterVersion,
  ): Promise<[ClassName, readonly WireRecord[]][]> => {
    const found: [ClassName, readonly WireRecord[]][] = [];
    for (const { kind, parents, subset, path, service, className } of operationsOf(version)) {
      if (kind !== "collection" || parents.length > 0 || subset !== undefined) continue;
      found.push([className, await all(version, path, service)]);
    }
    return found;
  };
  return { "1.1": new Map(await record("1.1")), "1.2": new Map(await record("1.2")) };
}

/** Serves records as they were recorded, or as a change leaves them. */
export function replayRest(
  rest: RecordedRest,
  change: (
    records: readonly WireRecord[],
    at: { version: OneRosterVersion; className: ClassName },
  ) => readonly unknown[] = (records) => records,
): ParityGet {
  return async (version, path) => {
    const url = new URL(path, "http://127.0.0.1");
    const [limit, offset] = ["limit", "offset"].map((name) => Number(url.searchParams.get(name)));
    const className = classAt(version, url.pathname);
    const records = change(rest[version].get(className) ?? [], { version, className });
    const page = records.slice(offset, (offset ?? 0) + (limit ?? 0));
    return Response.json({ page }, { headers: { "X-Total-Count": String(records.length) } });
  };
}

function classAt(version: OneRosterVersion, path: string): ClassName {
  const found = operationsOf(version).find((one) => one.path === path && one.kind === "collection");
  if (found === undefined) throw new RangeError(`Nothing is at ${path}.`);
  return found.className;
}
