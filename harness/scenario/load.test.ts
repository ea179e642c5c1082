import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadScenarios } from "./load.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rehearse-load-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, steps: string): Promise<string> {
  const file = path.join(folder, name);
  const head = [
    "formatVersion: 1",
    "id: x",
    "title: x",
    "why: x",
    "seed: 1",
    "start: 2026-08-03T12:00:00Z",
    'oneRoster: "1.1"',
    "district: { preset: tiny }",
    "steps:",
  ];
  await writeFile(file, [...head, steps].join("\n"));
  return file;
}

describe("loadScenarios", () => {
  it("finds a wrong SIS action before anything is played, at its line", async () => {
    const file = await write(
      "action.scenario.yaml",
      "  - sync: all\n  - sis: { action: activate-trail }",
    );

    await expect(loadScenarios([file])).rejects.toThrow(
      /action\.scenario\.yaml:11:\d+: steps\.1\.sis/,
    );
  });

  it("says so when a place holds nothing", async () => {
    await expect(loadScenarios([path.join(folder, "none")])).rejects.toThrow(
      /no such file or folder/,
    );
    await expect(loadScenarios(["core"])).rejects.toThrow(/no file here ends in \.scenario\.yaml/);
  });

  it("loads the bundled ones from their folder, in the order of their names", async () => {
    const loaded = await loadScenarios(["scenarios"]);

    expect(loaded.map(({ scenario }) => scenario.id)).toEqual([
      "happy-path",
      "narrowed-connection",
      "rolled-in",
      "trial-switch",
    ]);
  });
});
