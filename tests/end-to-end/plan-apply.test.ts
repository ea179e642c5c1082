import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { openTempFolder, runCli, startCli } from "../testing/run-cli.ts";

const Ready = z.object({ rootUrl: z.string().optional(), baseUrl: z.string() });

interface Served extends AsyncDisposable {
  readonly url: string;
}

/** Starts a mock as a process of its own; gives its address. */
async function serve(args: readonly string[]): Promise<Served> {
  const child = startCli(["mock", ...args, "--json"]);
  const exited = once(child, "exit");
  let first = "";
  if (child.stdout !== null) {
    for await (const line of createInterface({ input: child.stdout })) {
      first = line;
      break;
    }
  }
  const ready = Ready.parse(JSON.parse(first));
  return {
    url: ready.rootUrl ?? ready.baseUrl,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

const district = ["sis", "--preset", "small", "--students", "120", "--version", "1.2"];
const lmsArgs = ["lms", "--rate-limit", "off"];

describe("rehearse plan and rehearse apply", () => {
  it("do what was planned, go on after the process was killed, and refuse a plan of another world (R4, F81)", async () => {
    await using folder = await openTempFolder();
    await using sis = await serve(district);
    await using lms = await serve(lmsArgs);
    const ends = ["--sis", sis.url, "--lms", lms.url, "--version", "1.2"];
    const stale = path.join(folder.path, "stale");
    const plan = path.join(folder.path, "plan.jsonl");

    const early = await runCli(["plan", ...ends, "--out", stale]);
    const planned = await runCli(["plan", ...ends, "--out", folder.path, "--rows", "3"]);
    const killed = [await killAfter(plan, 3), await killAfter(plan, 12)];
    const applied = await runCli(["apply", plan]);
    const again = await runCli(["apply", plan]);
    const refused = await runCli(["apply", path.join(stale, "plan.jsonl")]);
    const after = await runCli(["plan", ...ends, "--out", stale]);

    expect(planned.stdout).toMatch(/more changes[\s\S]*Plan: [\d,]+ to create, 0 to update/);
    expect(planOf(planned.stdout)).toBe(planOf(early.stdout));
    expect(killed).toEqual([true, true]);
    expect(applied.stdout).toMatch(/The plan was applied {2}\+[\d,]+ ~0 -0 !0\n/);
    expect([again.exitCode, again.stderr]).toEqual([2, expect.stringMatching(/was applied at/)]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(
      /Nothing was written: the world moved[\s\S]*need not be done any more[\s\S]*and \d+ more\n/,
    );
    expect(planOf(after.stdout)).toBe("Plan: 0 to create, 0 to update, 0 to remove, 0 held");
  });

  it("work with nothing but our own mocks, and read a real server only with consent", async () => {
    await using sis = await serve(district);

    const noMock = await runCli(["plan", "--sis", sis.url, "--lms", sis.url]);
    const real = await runCli(["plan", "--sis", "https://sis.example"]);
    const nobody = await runCli(["plan", "--sis", sis.url, "--lms", "http://127.0.0.1:9"]);

    expect(noMock).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/is not a mock LMS/),
    });
    expect(real).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/owners-consent/) });
    expect(nobody).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/no answer from/) });
  });
});

function planOf(stdout: string): string {
  return /^Plan: .+$/m.exec(stdout)?.[0] ?? "";
}

/** Applies, and kills the process once so many notes are there; says whether it was in the midst of its work. */
async function killAfter(plan: string, notes: number): Promise<boolean> {
  const child = startCli(["apply", plan]);
  const exited = once(child, "exit");
  while (child.exitCode === null) {
    const text = await readFile(`${plan}.applied`, "utf8").catch(() => "");
    if (text.split("\n").length > notes + 1) break;
    await wait(2);
  }
  const isRunning = child.exitCode === null;
  child.kill("SIGKILL");
  await exited;
  return isRunning;
}
