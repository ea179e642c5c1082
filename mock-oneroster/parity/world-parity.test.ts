import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../core/random.ts";
import { exportBundle } from "../export/export-bundle.ts";
import { importBundle } from "../import/import-bundle.ts";
import { worldFromRecords } from "../import/world-from-records.ts";
import type { World } from "../store/world.ts";
import { tinyDistrict } from "../testing/ask.ts";
import { createTempFolder } from "../testing/bundles.ts";
import { exportClock as clock } from "../testing/export-records.ts";
import { hostileWorld } from "../testing/hostile-world.ts";
import { linkedRecords } from "../testing/linked-records.ts";
import { richWorld } from "../testing/rich-world.ts";
import type { ParityReport } from "./check-parity.ts";
import { checkWorldParity } from "./world-parity.ts";

const versions = ["1.1", "1.2"] as const;

async function parityOf(world: World): Promise<ParityReport> {
  return await checkWorldParity(world, { clock, random: createRandom("parity") });
}

describe("the four forms of a world", () => {
  it.each([
    ["generated", tinyDistrict],
    ["rich", richWorld],
    ["hostile", hostileWorld],
  ])("agree (%s)", async (_name, make) => {
    expect((await parityOf(make())).differences).toEqual([]);
  });

  it.each(versions)(
    "agree when every id is new in 1.2 and the world came from %s",
    async (version) => {
      await using folder = await createTempFolder();
      const target = path.join(folder.path, "out.zip");
      const world = richWorld();
      const fresh = "newGuid";
      world.setView({
        idPolicy: {
          user: fresh,
          org: fresh,
          academicSession: fresh,
          course: fresh,
          class: fresh,
          enrollment: fresh,
        },
      });
      await exportBundle(world, { version, mode: "bulk", target, clock });

      const { value: imported } = await importBundle(target, clock);

      expect((await parityOf(world)).differences).toEqual([]);
      expect((await parityOf(imported)).differences).toEqual([]);
    },
  );

  it.each(versions)("agree whatever a server of %s was recorded to say", async (version) => {
    await fc.assert(
      fc.asyncProperty(linkedRecords(version), async (records) => {
        const { world } = await worldFromRecords(version, records, "2026-09-01T00:00:00.000Z");

        expect((await parityOf(world)).differences).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});
