import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createTempFolder, type TempFolder } from "../testing/bundles.ts";
import { exportClock as clock } from "../testing/export-records.ts";
import { personRow } from "../testing/rows.ts";
import { smallWorld } from "../testing/small-world.ts";
import { readStrictBundle } from "../testing/strict-bundle.ts";
import { exportBundle, type ExportReport } from "./export-bundle.ts";

async function exportTo(folder: TempFolder, name: string): Promise<ExportReport> {
  const target = path.join(folder.path, name);
  return await exportBundle(smallWorld(), { version: "1.2", mode: "bulk", target, clock });
}

describe("a bundle on disk", () => {
  it("is the same as a zip and as a folder", async () => {
    await using folder = await createTempFolder();

    await exportTo(folder, "deep/er/out.zip");
    await exportTo(folder, "out");

    const zip = await readStrictBundle(path.join(folder.path, "deep/er/out.zip"));
    expect(await readStrictBundle(path.join(folder.path, "out"))).toEqual(zip);
  });

  it("has the same bytes for the same world, whatever the order in which it was made", async () => {
    await using folder = await createTempFolder();
    const world = smallWorld();
    const people = [...world.people.values()];
    for (const { id } of people) world.people.delete(id);
    for (const person of people.toReversed()) world.people.put(person);
    const target = path.join(folder.path, "other.zip");

    await exportTo(folder, "out.zip");
    await exportBundle(world, { version: "1.2", mode: "bulk", target, clock });

    const [one, other] = await Promise.all(
      ["out.zip", "other.zip"].map((name) => readFile(path.join(folder.path, name))),
    );
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
  });

  it.each(["out.zip", "out"])("takes the place of an older one (%s)", async (name) => {
    await using folder = await createTempFolder();
    const target = path.join(folder.path, name);
    const world = smallWorld();
    world.people.put(personRow({ id: "9", givenName: "New", familyName: "One" }));

    await exportBundle(world, { version: "1.1", mode: "delta", target, clock });
    await exportTo(folder, name);

    const { manifest, problems } = await readStrictBundle(target);
    expect([manifest.version, problems]).toEqual(["1.2", []]);
    expect(await readdir(folder.path)).toEqual([name]);
  });

  it("never takes the place of a folder that holds anything else", async () => {
    await using folder = await createTempFolder();
    await mkdir(path.join(folder.path, "mine"));
    await writeFile(path.join(folder.path, "mine", "thesis.txt"), "…");

    await expect(exportTo(folder, "mine")).rejects.toMatchObject({ code: "target-in-use" });
    await mkdir(path.join(folder.path, "folder.zip"));
    await expect(exportTo(folder, "folder.zip")).rejects.toMatchObject({ code: "target-in-use" });

    expect(await readdir(path.join(folder.path, "mine"))).toEqual(["thesis.txt"]);
  });

  it.each(["out.zip", "out"])(
    "is not there when the world changes meanwhile (%s)",
    async (name) => {
      await using folder = await createTempFolder();
      const world = smallWorld();
      const target = path.join(folder.path, name);
      await exportTo(folder, name);
      const before = await readStrictBundle(target);

      const change = exportBundle(world, {
        version: "1.2",
        mode: "bulk",
        target,
        clock,
        onProgress: () => world.orgs.delete("hill"),
      });

      await expect(change).rejects.toMatchObject({ code: "world-changed", retryable: true });
      expect(await readStrictBundle(target)).toEqual(before);
      expect(await readdir(folder.path)).toEqual([name]);
    },
  );

  it("is written aside, so that a failure leaves nothing", async () => {
    await using folder = await createTempFolder();
    const failure = new Error("the disk is full");

    for (const name of ["out.zip", "out"]) {
      const options = { version: "1.2", mode: "bulk", clock } as const;
      const target = path.join(folder.path, name);
      const onProgress = (): void => {
        throw failure;
      };
      await expect(exportBundle(smallWorld(), { ...options, target, onProgress })).rejects.toBe(
        failure,
      );
    }

    expect(await readdir(folder.path)).toEqual([]);
  });

  it("tells how far it is", async () => {
    await using folder = await createTempFolder();
    const seen: string[] = [];

    await exportBundle(smallWorld(), {
      version: "1.1",
      mode: "bulk",
      target: path.join(folder.path, "out.zip"),
      clock,
      onProgress: ({ file, rows }) => seen.push(`${file} ${rows}`),
    });

    expect(seen).toEqual([
      "academicSessions 11",
      "categories 2",
      "classes 12",
      "courses 8",
      "demographics 12",
      "enrollments 48",
      "lineItems 3",
      "orgs 3",
      "results 1",
      "users 26",
    ]);
  });
});
