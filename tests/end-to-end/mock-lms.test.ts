import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import {
  cleanBundle,
  createTempFolder,
  writeFolder,
} from "../../mock-oneroster/testing/bundles.ts";
import { serveLms } from "../testing/lms-client.ts";
import { runInProcess } from "../testing/run-in-process.ts";

const controlElsewhere = ["--control-port", "0", "--control-host", "192.0.2.1"];
const period = { title: "Q1", start: "2026-08-17", end: "2026-12-18" };

describe("rehearse mock lms", () => {
  it("prints where it is and how to get in, and lets in", async () => {
    await using lms = await serveLms(["--consumer-key", "k", "--consumer-secret", "s&"]);

    expect(lms.facts).toMatchObject({ consumerKey: "k", consumerSecret: "s&", rateLimit: "50/5" });
    expect((await lms.ask("/roles")).status).toBe(200);
    expect(lms.facts).not.toHaveProperty("controlUrl");
  });

  it("limits calls as the original does, unless told otherwise", async () => {
    await using limited = await serveLms(["--rate-limit", "4/60"]);
    await using free = await serveLms(["--rate-limit", "off"]);
    const statuses = async (lms: typeof free): Promise<readonly number[]> => [
      (await lms.ask("/gradingperiods", period)).status,
      (await lms.ask("/roles")).status,
      (await lms.ask("/roles")).status,
    ];

    expect(await statuses(limited)).toEqual([201, 200, 429]);
    expect(await statuses(free)).toEqual([201, 200, 200]);
    expect(free.facts["rateLimit"]).toBe("off");
  });

  it("is steered by rehearse control: faults, actions, the clock, the journal", async () => {
    await using lms = await serveLms(["--control-port", "0", "--control-token", "t"]);
    const control = (...args: readonly string[]) =>
      runInProcess(["control", ...args, ...lms.control]);

    await control("fault", "{ fault: server-error, times: 1 }");
    expect((await lms.ask("/roles")).status).toBe(503);
    expect((await control("clock", "2031-01-01T00:00:00Z")).stdout).toContain("2031-01-01");
    expect((await lms.ask("/roles")).status).toBe(200);

    const taken = await control("action", "{ kind: take-email-elsewhere, email: a@b.test }");
    const nobody = await control(
      "action",
      "{ kind: add-member, sectionSchoolCode: x, schoolUid: y }",
    );
    const status = await control("status");
    const journal = await control("journal");
    const delta = await control("expire-tokens");

    expect([taken.exitCode, taken.stdout]).toEqual([0, "{}\n"]);
    expect([nobody.exitCode, nobody.stderr]).toEqual([2, expect.stringContaining("no section")]);
    expect(JSON.parse(status.stdout)).toMatchObject({ mock: "lms", faults: 1 });
    expect(JSON.parse(journal.stdout)).toMatchObject({
      faults: { "server-error": 1 },
      entries: [{ status: 503 }, { status: 200 }],
    });
    expect(delta.exitCode).toBe(2);
    expect(delta.stderr).toMatch(
      /mock LMS at http.* refused \(404\): There are:.*\n.*of the other mock/s,
    );
    const ofSis = await control("action", "{ action: activate-trial, name: B }");
    expect([ofSis.exitCode, ofSis.stderr]).toEqual([
      2,
      expect.stringContaining("the SIS by action"),
    ]);
    const wrong = await control(
      "action",
      "{ kind: add-member, sectionSchoolCode: x, schoolUid: 5 }",
    );
    expect(wrong.stderr).toMatch(/refused \(400\): schoolUid has to be text\.\n$/);
  });

  it("misbehaves from the start by a file of faults", async () => {
    await using folder = await createTempFolder();
    const file = path.join(folder.path, "faults.yaml");
    await writeFile(file, "- { fault: too-many-requests, times: 1, retryAfterSeconds: 9 }\n");
    await using lms = await serveLms(["--faults", file]);

    const first = await lms.ask("/roles");

    expect([first.status, first.headers.get("retry-after")]).toEqual([429, "9"]);
    expect((await lms.ask("/roles")).status).toBe(200);
  });

  it.each(["foo", "127.0.0.1:4012", "file:///etc"])("steers nothing at %s", async (url) => {
    const call = ["control", "status", "--token", "t", "--url", url];
    const { exitCode, stderr } = await runInProcess(call);

    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("Write the controlUrl that")]);
  });

  it.each([
    [["--rate-limit", "2/5"], /of at least 3 credits/],
    [["--rate-limit", "fast"], /such as 50\/5/],
    [["--origin", "lms.example.org"], /Write an origin such as/],
    [["--control-host", "127.0.0.1"], /Add --control-port/],
    [["--faults", "package.json"], /is no list of faults/],
    [["--faults", "no-such-file"], /no such file/],
  ])("refuses %j with exit code 2 and the remedy", async (options, remedy) => {
    const { exitCode, stderr } = await runInProcess(["mock", "lms", ...options]);

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(remedy);
  });

  it("starts with as much of a district as --share says, in percent", async () => {
    await using folder = await createTempFolder();
    await writeFolder(folder, cleanBundle("1.1"));
    const users = async (share: string): Promise<unknown> => {
      await using lms = await serveLms(["--partly-matching", folder.path, "--share", share]);
      return z.looseObject({ total: z.string() }).parse(await (await lms.ask("/users")).json())
        .total;
    };

    expect([await users("100"), await users("1")]).toEqual(["3", "0"]);
  });

  it.each([
    ["files that cannot be loaded", ["--organization", "no-such-folder"], 2, /Check the path/],
    ["an address that is not ours", ["--host", "192.0.2.1"], 3, /Choose another port or host/],
    ["a control address that is not ours", controlElsewhere, 3, /Choose another port or host/],
  ])(
    "leaves its state folder free when it cannot start for %s",
    async (_what, wrong, code, why) => {
      await using folder = await createTempFolder();
      const state = path.join(folder.path, "state/");

      const failed = await runInProcess(["mock", "lms", "--state", state, ...wrong]);
      expect([failed.exitCode, failed.stderr]).toEqual([code, expect.stringMatching(why)]);
      expect(await readdir(state)).toEqual(["changes-0.log"]);

      await using lms = await serveLms(["--state", state]);
      expect((await lms.ask("/roles")).status).toBe(200);
    },
  );

  it("says which roles of the files are new", async () => {
    await using folder = await createTempFolder();
    const users = "First Name,Last Name,Username,Unique ID,Role\nA,B,a,1,Studnet\n";
    await writeFile(path.join(folder.path, "users.csv"), users);

    const { exitCode, stderr } = await runInProcess(["mock", "lms", "--organization", folder.path]);

    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringMatching(/role Studnet of users\.csv:2 is new.*spelt so\?/),
    ]);
  });

  it("takes key and secret from the environment as well, says the help", async () => {
    const { stdout } = await runInProcess(["mock", "lms", "--help"]);

    expect(stdout).toMatch(/env:\s+REHEARSE_LMS_KEY/);
    expect(stdout).toMatch(/default:\s+50\/5/);
  });

  it("gives the same answers for the same seed", async () => {
    const draw = async (): Promise<readonly number[]> => {
      await using folder = await createTempFolder();
      const file = path.join(folder.path, "faults.json");
      await writeFile(file, '[{"fault":"server-error","probability":0.5}]');
      await using lms = await serveLms(["--seed", "5", "--faults", file]);
      const seen: number[] = [];
      for (let index = 0; index < 12; index += 1) seen.push((await lms.ask("/roles")).status);
      return z.array(z.literal([200, 503])).parse(seen);
    };

    expect(await draw()).toEqual(await draw());
  });
});
