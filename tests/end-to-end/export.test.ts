import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  createTempFolder,
  manifestText,
  valuesText,
  writeFolder,
  type TempFolder,
} from "../../mock-oneroster/testing/bundles.ts";
import { runCli } from "../testing/run-cli.ts";
import { runInProcess } from "../testing/run-in-process.ts";

/** A district that is old, and a school in it that changed on 2 September. */
async function writeDistrict(folder: TempFolder): Promise<string> {
  const row = { status: "active", name: "North", type: "district" };
  const orgs = valuesText("1.1", "orgs", [
    { ...row, sourcedId: "d1", dateLastModified: "2026-08-01T00:00:00.000Z" },
    {
      ...row,
      sourcedId: "s1",
      type: "school",
      parentSourcedId: "d1",
      dateLastModified: "2026-09-02T00:00:00.000Z",
    },
  ]);
  const manifest = manifestText("1.1", ["orgs.csv"], "delta");
  return await writeFolder(folder, { "orgs.csv": orgs, "manifest.csv": manifest });
}

describe("rehearse export", () => {
  it("leaves out what a delta refers to, or takes it in with --references inside", async () => {
    await using folder = await createTempFolder();
    const bundle = await writeDistrict(folder);
    const exportDelta = (more: readonly string[]): ReturnType<typeof runCli> => {
      const out = path.join(folder.path, `out${more.length}.zip`);
      const how = ["--mode", "delta", "--since", "2026-09-02", "--out", out];
      return runCli(["export", "--bundle", bundle, ...how, ...more]);
    };

    const anywhere = await exportDelta([]);
    const inside = await exportDelta(["--references", "inside"]);

    expect([anywhere.exitCode, inside.exitCode]).toEqual([0, 0]);
    expect(anywhere.stdout).toMatch(/orgs\.csv +1$/m);
    expect(inside.stdout).toMatch(/orgs\.csv +2$/m);
  });

  it("never takes the place of what it is written from, and says when it takes another's", async () => {
    await using folder = await createTempFolder();
    const bundle = await writeDistrict(folder);
    const write = (out: string): ReturnType<typeof runInProcess> =>
      runInProcess(["export", "--bundle", bundle, "--out", out]);
    const other = path.join(folder.path, "other.zip");

    for (const out of [bundle, path.dirname(bundle), ""]) {
      expect({ out, ...(await write(out)) }).toMatchObject({ out, exitCode: 2 });
    }
    expect((await write(other)).stderr).not.toMatch("took the place");
    expect((await write(other)).stderr).toMatch("It took the place of what was there.");
  });

  it("says in whole sentences what CSV cannot hold", async () => {
    await using folder = await createTempFolder();
    const out = path.join(folder.path, "out.zip");

    const { exitCode, stderr } = await runInProcess(["export", "--preset", "tiny", "--out", out]);

    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^Not as it was: .+: metadata in CSV is text: .+ \(\d+\)\.$/m);
  });

  it.each([
    [["--since", "2026-09-02"], /--mode delta/],
    [["--mode", "delta", "--since", "soon"], /such as 2026-09-02T06:00:00Z/],
    [["--references", "inside"], /--mode delta and --since/],
    [["--mode", "delta", "--references", "inside"], /--since/],
  ])("refuses %j with exit code 2 and the remedy", async (args, remedy) => {
    const out = path.join("/tmp", "never-written.zip");

    const { exitCode, stderr } = await runInProcess(["export", "--out", out, ...args]);

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(remedy);
  });

  it("teaches in --help what a delta is for", async () => {
    const { stdout } = await runInProcess(["export", "--help"]);

    expect(stdout).toMatch(/--references <where>/);
    expect(stdout).toMatch(/rehearse export .*--mode delta .*--references inside/);
  });
});
