import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, afterEach, describe, expect, it } from "vitest";
import { Tab } from "../../contracts/run/plan.ts";
import { planSync } from "../../engine/index.ts";
import {
  cleanBundle,
  createTempFolder,
  writeFolder,
  type TempFolder,
} from "../../mock-oneroster/testing/bundles.ts";
import { InputError } from "../input-error.ts";
import { openCheckpointFile } from "./checkpoint-file.ts";
import { openEnds } from "./ends.ts";
import { readPlanFile, writePlanFile } from "./plan-file.ts";

let folder: TempFolder;

beforeEach(async () => {
  folder = await createTempFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const note = (batch: number) => ({ batch, learned: [], failed: [], diagnostics: [] });

async function keepPlan(): Promise<string> {
  const bundle = await writeFolder(folder, cleanBundle("1.1"));
  const source = { kind: "bundle", path: bundle } as const;
  const target = { kind: "empty" } as const;
  const about = { source, target, asOf: "2026-09-01", seed: 1 };
  await using ends = await openEnds({ ...about, chosen: {} });
  const planned = await planSync(ends.ports, { settings: ends.settings, tabs: Tab.options });
  const file = path.join(folder.path, "plan.jsonl");
  const header: Parameters<typeof writePlanFile>[1] = {
    format: "rehearse-plan",
    formatVersion: 1,
    toolVersion: "0",
    plannedAt: "2026-09-01T12:00:00.000Z",
    ...about,
    settings: null,
    oneRosterVersion: null,
    settingsDigest: "",
    activeYear: planned.activeYear,
    findings: [],
  };
  await writePlanFile(file, header, planned.plan);
  expect((await readPlanFile(file)).plan).toEqual(planned.plan);
  return file;
}

describe("a plan file", () => {
  it("gives the plan back as it was, for its owner's eyes only and without a secret", async () => {
    const file = await keepPlan();

    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, "utf8")).not.toMatch(/secret/);
  });

  it("has another digest when anything in it is changed", async () => {
    const file = await keepPlan();
    const { digest } = await readPlanFile(file);
    await writeFile(file, (await readFile(file, "utf8")).replace('"label":"', '"label":"X'));

    expect((await readPlanFile(file)).digest).not.toBe(digest);
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ["nothing", () => "", /empty/],
    ["no plan", () => "{}\n", /line 1 does not fit/],
    [
      "half a plan",
      (text) => text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1),
      /of \d+ changes/,
    ],
    ["half a line", (text) => text.slice(0, -20), /line \d+ does not fit/],
    [
      "an action that there is not",
      (text) => text.replace('"action":"create"', '"action":"delete"'),
      /line 2 does not fit at action/,
    ],
  ])("is refused when it holds %s", async (_what, spoil, why) => {
    const file = await keepPlan();
    await writeFile(file, spoil(await readFile(file, "utf8")));

    const reading = readPlanFile(file);

    await expect(reading).rejects.toThrow(InputError);
    await expect(reading).rejects.toThrow(why);
  });
});

describe("the notes of a run", () => {
  const at = (): string => path.join(folder.path, "plan.applied");

  it("leave no trace until the run begins to write", async () => {
    await (await openCheckpointFile(at(), "d"))[Symbol.asyncDispose]();
    await using again = await openCheckpointFile(at(), "d");

    expect(again.checkpoint.resumed).toBe(false);
  });

  it("are there for the next run, but for half a note that a crash left", async () => {
    const first = await openCheckpointFile(at(), "d");
    await first.begin();
    await first.checkpoint.note(note(0));
    await first.checkpoint.note(note(1));
    await first[Symbol.asyncDispose]();
    await appendFile(at(), '{"batch":2,"lear');

    const second = await openCheckpointFile(at(), "d");
    await second.begin();
    expect(second.checkpoint).toMatchObject({ resumed: true, earlier: [note(0), note(1)] });
    await second.checkpoint.note(note(2));
    await second.finish({ endedAt: "now", failed: 0 });
    await second[Symbol.asyncDispose]();

    await using third = await openCheckpointFile(at(), "d");
    expect(third.ended).toEqual({ endedAt: "now", failed: 0 });
    expect(third.checkpoint.earlier).toHaveLength(3);
  });

  it("are open to one run at a time, and to the next when the process of a lock is gone", async () => {
    const first = await openCheckpointFile(at(), "d");
    await expect(openCheckpointFile(at(), "d")).rejects.toThrow(
      `process ${process.pid} is applying`,
    );
    await first[Symbol.asyncDispose]();
    await writeFile(`${at()}.lock`, "4194304999");

    await using next = await openCheckpointFile(at(), "d");

    expect(next.checkpoint.earlier).toEqual([]);
  });

  it.each([
    [
      "of another plan",
      '{"format":"rehearse-apply","formatVersion":1,"planDigest":"x"}\n',
      /another plan/,
    ],
    ["of something else", "a,b,c\n", /not the notes/],
    [
      "with a gap",
      `{"format":"rehearse-apply","formatVersion":1,"planDigest":"d"}\n${JSON.stringify(note(1))}\n`,
      /damaged/,
    ],
  ])("are refused when they are %s, and left as they are", async (_what, text, why) => {
    await writeFile(at(), text);

    await expect(openCheckpointFile(at(), "d")).rejects.toThrow(why);
    expect(await readFile(at(), "utf8")).toBe(text);
    await expect(stat(`${at()}.lock`)).rejects.toThrow("ENOENT");
  });
});
