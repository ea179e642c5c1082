import path from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { exportProjection } from "../export/export-bundle.ts";
import type { WireRecord } from "../project/refs.ts";
import { startTestMock, tinyDistrict } from "../testing/ask.ts";
import { createTempFolder, type TempFolder } from "../testing/bundles.ts";
import { classesOf } from "../testing/clean-records.ts";
import { exportClock as clock } from "../testing/export-records.ts";
import { compareAll, exportBoth } from "../testing/four-forms.ts";
import { linkedRecords } from "../testing/linked-records.ts";
import { recordsProjection } from "../testing/records-projection.ts";
import { recordRest, replayRest, type RecordedRest } from "../testing/recorded-rest.ts";
import { richWorld } from "../testing/rich-world.ts";
import { smallWorld } from "../testing/small-world.ts";
import { fileOf } from "./class-columns.ts";
import { checkParity } from "./check-parity.ts";
import type { ParityGet } from "./rest-records.ts";

const versions = ["1.1", "1.2"] as const;
const modes = ["bulk", "delta"] as const;
const kinds = versions.flatMap((version) => modes.map((mode) => ({ version, mode })));

describe("a world in its four forms", () => {
  it.each([
    ["small", "bulk", smallWorld],
    ["rich", "bulk", richWorld],
    ["rich", "delta", richWorld],
    ["generated", "bulk", tinyDistrict],
  ] as const)("says the same everywhere (%s, %s)", async (_name, mode, make) => {
    await using folder = await createTempFolder();
    const world = make();
    const { get } = await startTestMock(world);

    const report = await compareAll(get, await exportBoth(world, folder, mode));

    expect(report.differences).toEqual([]);
    expect(report.differenceCount).toBe(0);
    expect(report.unread).toEqual([]);
    const counts = new Map(
      report.classes.map(({ className, counts: found }) => [className, found]),
    );
    const sections = counts.get("class");
    expect(Object.keys(sections ?? {})).toEqual(["REST 1.1", "CSV 1.1", "REST 1.2", "CSV 1.2"]);
    expect(new Set(Object.values(sections ?? {})).size).toBe(1);
  });
});

interface RecordPlace {
  readonly version: OneRosterVersion;
  readonly className: ClassName;
}

/** The classes of both versions that several sources have. */
const places: readonly RecordPlace[] = versions.flatMap((version) =>
  classesOf(version)
    .filter((className) => fileOf(className) !== undefined)
    .map((className) => ({ version, className })),
);

/** What 1.2 may leave out, and nobody else says otherwise. */
const mayBeLeftOut: Readonly<Partial<Record<ClassName, readonly string[]>>> = {
  lineItem: ["gradingPeriod without"],
  scoreScale: ["course without"],
};

describe("a server and a bundle of one version", () => {
  it.each(kinds)("differ only where they have to ($version, $mode)", async ({ version, mode }) => {
    await fc.assert(
      fc.asyncProperty(linkedRecords(version), async (records) => {
        await using folder = await createTempFolder();
        const target = path.join(folder.path, "out.zip");
        const projection = recordsProjection(version, records);
        await exportProjection(projection, { version, mode, target, clock });
        const lists = new Map(
          classesOf(version).map((name) => [name, withoutRepeated(records[name] ?? [])]),
        );
        const get = replayRest({ "1.1": lists, "1.2": lists });

        const report = await checkParity([
          { kind: "rest", version, get },
          { kind: "csv", path: target },
        ]);

        expect(report.differences).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe("a planted difference", () => {
  let folder: TempFolder;
  let rest: RecordedRest;
  let paths: readonly string[];
  beforeAll(async () => {
    const world = richWorld();
    folder = await createTempFolder();
    rest = await recordRest(world);
    // A bulk bundle would say neither status nor moment.
    paths = await exportBoth(world, folder, "delta");
  });
  afterAll(async () => {
    await folder[Symbol.asyncDispose]();
  });

  it("is none in what was recorded", async () => {
    expect((await compareAll(replayRest(rest), paths)).differences).toEqual([]);
  });

  it.each(places)("in any field of $className of $version is found", async (at) => {
    const { version, className } = at;
    const records = rest[version].get(className) ?? [];
    const missed: string[] = [];
    for (const [field, index] of firstWith(records)) {
      for (const [kind, value] of changesOf(records[index]?.[field])) {
        const report = await compareAll(planted(at, { index, field, value }), paths);
        if (report.differenceCount === 0) missed.push(`${field} ${kind}`);
      }
    }

    expect(missed).toEqual(version === "1.1" ? [] : (mayBeLeftOut[className] ?? []));
  });

  it.each(places)("in the records of $className of $version is found", async (at) => {
    const [first, ...others] = rest[at.version].get(at.className) ?? [];
    const changed = {
      missing: others,
      twice: [first, ...others, first],
      more: [first, ...others, { ...first, sourcedId: "new" }],
    };
    const missed: string[] = [];
    for (const [kind, list] of Object.entries(changed)) {
      const get = replayRest(rest, (all, { version, className }) =>
        version === at.version && className === at.className ? list : all,
      );
      if ((await compareAll(get, paths)).differenceCount === 0) missed.push(kind);
    }

    expect(missed).toEqual([]);
  });

  function planted(
    { version, className }: RecordPlace,
    {
      index,
      field,
      value,
    }: { readonly index: number; readonly field: string; readonly value: unknown },
  ): ParityGet {
    return replayRest(rest, (records, at) =>
      at.version === version && at.className === className
        ? records.map((record, place) => (place === index ? { ...record, [field]: value } : record))
        : records,
    );
  }
});

/** Each field of a class, and the first record that has it. */
function firstWith(records: readonly WireRecord[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, record] of records.entries()) {
    for (const field of Object.keys(record)) {
      if (field !== "sourcedId" && !found.has(field)) found.set(field, index);
    }
  }
  return found;
}

/** Other values for a field: one of its kind, as sound as it was, and none. */
function changesOf(value: unknown): readonly (readonly [kind: string, value: unknown])[] {
  const changes: (readonly [string, unknown])[] = [["without", undefined]];
  if (Array.isArray(value)) changes.push(["fewer", value.slice(1)]);
  return [...changes, ["other", otherOf(value)]];
}

/** Words and ids that are as good as those that they stand for. */
const others: Readonly<Record<string, string>> = {
  active: "tobedeleted",
  true: "false",
  false: "true",
  north: "south",
  south: "north",
  d1: "south",
  y2027: "s2",
  s1: "s2",
  q1: "s2",
  alg: "bio",
  art: "bio",
  "alg-1": "bio-1",
  "art-1": "bio-1",
  "hw-1": "art-essay",
};

function otherOf(value: unknown): unknown {
  if (typeof value === "string") return others[value] ?? `${value}x`;
  if (typeof value === "number") return value + 1;
  if (Array.isArray(value)) return [...value.slice(1), otherOf(value[0])];
  if (typeof value !== "object" || value === null) return "x";
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === "href" || name === "type" ? inner : otherOf(inner),
    ]),
  );
}

/** Of records with one id the first: a file holds no other. */
function withoutRepeated(records: readonly WireRecord[]): readonly WireRecord[] {
  const byId = new Map(records.toReversed().map((record) => [record["sourcedId"], record]));
  return [...byId.values()];
}
