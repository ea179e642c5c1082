import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { openTempFolder, runCli, startCli } from "../testing/run-cli.ts";

const usageSection = /Usage: rehearse/;
const stackTrace = /^\s+at .+:\d+:\d+/m;

describe("rehearse", () => {
  it("teaches its commands, examples and exit codes in --help", async () => {
    const { exitCode, stdout } = await runCli(["--help"]);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(usageSection);
    expect(stdout).toMatch(/Exit codes: 0 ok · 1 findings/);
  });

  it.each([
    [["--bundel"]],
    [["frobnicate"]],
    [["sync"]],
    [["sync", "--bundle"]],
    [["mock", "sis", "--port", "99999"]],
    [["mock", "sis", "--version", "2.0"]],
    [["mock", "sis", "--app-name", ".."]],
    [["mock", "sis", "--control-token", "two words"]],
    [["mock", "sis", "--students", "1000000"]],
    [["parity", "--students", "20000", "--schools", "1"]],
    [["export", "--as-of", "0001-01-01", "--out", "never-written"]],
    [["sync", "--bundle", "x", "--as-of", "2026-02-30"]],
    [["run", "no-such-scenario"]],
    [["run", "--variant", "no-such-variant"]],
    [["report", "package.json"]],
  ])("answers %j with exit code 2 and no stack trace", async (args) => {
    const { exitCode, stderr } = await runCli(args);

    expect(exitCode).toBe(2);
    expect(stderr).not.toBe("");
    expect(stderr).not.toMatch(stackTrace);
  });

  it("answers a file that is not there with exit code 2, naming it", async () => {
    const { exitCode, stderr } = await runCli(["report", "/no/such/record.json"]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain("/no/such/record.json");
    expect(stderr).not.toMatch(stackTrace);
  });

  it("stops quietly when the reader of its output has seen enough", async () => {
    const child = startCli(["run", "--help"]);
    child.stdout?.destroy();
    const stderr: string[] = [];
    child.stderr?.on("data", (chunk) => stderr.push(String(chunk)));
    await once(child, "close");

    expect(stderr.join("")).toBe("");
    expect(child.exitCode).toBe(0);
  });

  it("says that a port is in use, with exit code 3", async () => {
    await using folder = await openTempFolder();
    const first = startCli(["mock", "sis", "--preset", "tiny", "--json"]);
    const [line] = await once(createInterface({ input: first.stdout ?? process.stdin }), "line");
    const { port } = new URL(
      z.object({ rootUrl: z.string() }).parse(JSON.parse(String(line))).rootUrl,
    );
    const state = path.join(folder.path, "state.json");

    const sis = await runCli(["mock", "sis", "--preset", "tiny", "--port", port]);
    const lms = await runCli(["mock", "lms", "--state", state, "--port", port]);
    first.kill("SIGTERM");
    await once(first, "close");

    expect([sis.exitCode, lms.exitCode]).toEqual([3, 3]);
    expect(sis.stderr).toMatch(/port is in use/);
  });

  it("exits with 1 when an expectation is not met, and says what it saw", async () => {
    await using folder = await openTempFolder();
    const file = path.join(folder.path, "wrong.scenario.yaml");
    await writeFile(file, failingScenario);

    const { exitCode, stdout } = await runCli([
      "run",
      file,
      "--out",
      path.join(folder.path, "out"),
    ]);

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/LMS: users/);
  });

  it("writes a record that rehearse report renders again to the same report", async () => {
    await using folder = await openTempFolder();
    const out = path.join(folder.path, "out");
    const played = await runCli(["run", "trial-switch", "--variant", "guarded", "--out", out]);
    const again = path.join(folder.path, "again.html");
    const rendered = await runCli([
      "report",
      path.join(out, "record.json"),
      "--format",
      "html",
      "--out",
      again,
    ]);

    expect([played.exitCode, rendered.exitCode]).toEqual([0, 0]);
    expect(await readFile(again, "utf8")).toBe(
      await readFile(path.join(out, "report.html"), "utf8"),
    );
  });

  it.each([
    [["mock", "sis", "--preset", "tiny", "--json", "--version", "1.2"], sisFacts()],
    [["mock", "lms", "--json"], lmsFacts()],
  ])("announces %j as one JSON line and stops cleanly when asked", async (args, schema) => {
    const child = startCli(args);
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    const [line] = await once(lines, "line");
    child.kill("SIGTERM");
    await once(child, "close");

    expect(schema.safeParse(JSON.parse(String(line))).error).toBeUndefined();
    expect(child.exitCode).toBe(0);
  });
});

function sisFacts(): z.ZodType {
  return z.strictObject({
    pid: z.number(),
    rootUrl: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/),
    baseUrl: z.string().endsWith("/ims/oneroster/rostering/v1p2"),
    gradebookUrl: z.string().endsWith("/ims/oneroster/gradebook/v1p2"),
    resourcesUrl: z.string().endsWith("/ims/oneroster/resources/v1p2"),
    tokenUrl: z.string(),
    clientId: z.string(),
    clientSecret: z.string(),
  });
}

function lmsFacts(): z.ZodType {
  return z.strictObject({
    pid: z.number(),
    baseUrl: z.string().endsWith("/v1"),
    pages: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+\/$/),
    rateLimit: z.literal("50/5"),
    consumerKey: z.string(),
    consumerSecret: z.string(),
  });
}

const failingScenario = `
formatVersion: 1
id: wrong
title: An expectation that is not met
why: To see it fail
seed: 1
start: 2026-08-31T12:00:00Z
oneRoster: "1.1"
district: { preset: tiny }
steps:
  - sync: all
  - expect: { lms: { users: 1 } }
`;
