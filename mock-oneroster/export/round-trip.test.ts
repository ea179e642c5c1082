import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import { worldFromRecords } from "../import/world-from-records.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { importBundle, type ImportedWorld } from "../import/import-bundle.ts";
import { compareText } from "../store/compare-text.ts";
import type { World } from "../store/world.ts";
import {
  createTempFolder,
  manifestText,
  type TempFolder,
  valuesText,
  writeFolder,
} from "../testing/bundles.ts";
import { tinyDistrict } from "../testing/ask.ts";
import { dumpWorld } from "../testing/dump-world.ts";
import { exportClock as clock, exportWorld } from "../testing/export-records.ts";
import { linkedRecords } from "../testing/linked-records.ts";
import { gradedWorld } from "../testing/graded-world.ts";
import { smallWorld } from "../testing/small-world.ts";
import { readStrictBundle, type StrictBundle } from "../testing/strict-bundle.ts";
import { type LinkedRows, linkedRows } from "../testing/linked-rows.ts";
import { exportBundle } from "./export-bundle.ts";

const modes = ["bulk", "delta"] as const;
const versions = ["1.1", "1.2"] as const;
const kinds = versions.flatMap((version) => modes.map((mode) => ({ version, mode })));

interface Kind {
  readonly version: OneRosterVersion;
  readonly mode: "bulk" | "delta";
}

async function importRows(
  folder: TempFolder,
  rows: LinkedRows,
  kind: Kind,
): Promise<ImportedWorld> {
  const texts = Array.from(rows, ([file, values]): [string, string] => [
    `${file}.csv`,
    valuesText(kind.version, file, kind.mode === "bulk" ? values.map(withoutStamp) : values),
  ]);
  const files = Object.fromEntries(texts);
  const manifest = manifestText(kind.version, Object.keys(files), kind.mode);
  const bundle = await writeFolder(folder, { ...files, "manifest.csv": manifest });
  return (await importBundle(bundle, clock)).value;
}

describe("an imported world", () => {
  it.each(kinds)("of $version is the same after export and import in $mode", async (kind) => {
    await fc.assert(
      fc.asyncProperty(linkedRows(kind.version), async (rows) => {
        await using folder = await createTempFolder();
        const target = path.join(folder.path, "out.zip");
        const world = await importRows(folder, rows, kind);

        const report = await exportBundle(world, { ...kind, target, clock });
        const back = await importBundle(target, clock);

        expect(back.diagnostics).toEqual([]);
        expect(report.losses).toEqual([]);
        expect(wireTables(back.value)).toEqual(wireTables(world));
      }),
      { numRuns: 15 },
    );
  });
});

describe("a world of Campus", () => {
  it.each(kinds)(
    "of $version comes back row by row, once it was imported, in $mode",
    async (kind) => {
      for (const world of [smallWorld(), gradedWorld(), tinyDistrict()]) {
        await using folder = await createTempFolder();
        const [first, second] = ["1", "2"].map((name) => path.join(folder.path, `${name}.zip`));
        if (first === undefined || second === undefined) return;

        await exportBundle(world, { ...kind, target: first, clock });
        const { value, diagnostics } = await importBundle(first, clock);
        await exportBundle(value, { ...kind, target: second, clock });

        expect(diagnostics).toEqual([]);
        const [before, after] = [await readStrictBundle(first), await readStrictBundle(second)];
        expect(before.problems).toEqual([]);
        expect(inAnyOrder(after)).toEqual(inAnyOrder(before));
      }
    },
  );
});

describe("a recorded world", () => {
  it.each(versions)("of %s is a valid bundle of either version", async (version) => {
    await fc.assert(
      fc.asyncProperty(linkedRecords(version), async (records) => {
        const { world } = await worldFromRecords(version, records, "2026-09-01T00:00:00.000Z");

        for (const other of versions) {
          expect((await exportWorld(world, { version: other })).problems).toEqual([]);
        }
      }),
      { numRuns: 10 },
    );
  });
});

/** The rows of a bundle. The order in which a guardian lists students is that of their ids, which 1.2 changes. */
function inAnyOrder({ rows }: StrictBundle): unknown {
  return Array.from(rows, ([file, values]) => [
    file,
    values.map((row) => ({
      ...row,
      agentSourcedIds: agentsIn(row).toSorted(compareText),
    })),
  ]);
}

function agentsIn({ agentSourcedIds }: RowValues): readonly string[] {
  return Array.isArray(agentSourcedIds) ? agentSourcedIds.map(String) : [];
}

/**
 * The tables of a world, but for two things that the wire does not tell: a result that does not name its class has
 * that of its line item, and contacts stand in an order without numbers.
 */
function wireTables(world: World): unknown {
  for (const result of world.results.values()) {
    const item = world.lineItems.get(result.lineItem);
    const section = result.section ?? item?.section;
    world.results.put({ ...result, section });
  }
  for (const { id } of world.people.values()) {
    const links = world.relationships.where("person", id).toSorted((a, b) => a.seq - b.seq);
    for (const [seq, link] of links.entries()) world.relationships.put({ ...link, seq });
  }
  return dumpWorld(world);
}

function withoutStamp(row: RowValues): RowValues {
  const { status: _status, dateLastModified: _moment, ...rest } = row;
  return rest;
}
