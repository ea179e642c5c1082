import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createSystemClock, toIso } from "../../core/clock.ts";
import {
  cleanBundle,
  createTempFolder,
  manifestText,
  valuesText,
  writeFolder,
  writeZip,
  type TempFolder,
} from "../../mock-oneroster/testing/bundles.ts";
import { runInProcess, startServer } from "../testing/run-in-process.ts";
import { serveSis, type ServedSis } from "../testing/sis-client.ts";

const Orgs = z.object({
  orgs: z.array(z.object({ sourcedId: z.string(), identifier: z.string() })),
});
const Classes = z.object({ classes: z.array(z.object({ sourcedId: z.string() })) });

/** Writes a line item into a class of the school with a number, and gives the answer. */
async function writeAt(sis: ServedSis, number: string): Promise<{ status: number; text: string }> {
  const { orgs } = Orgs.parse(JSON.parse((await sis.ask("base", "/schools")).text));
  const school = orgs.find(({ identifier }) => identifier === number)?.sourcedId;
  const found = await sis.ask("base", `/schools/${school}/classes?limit=1`);
  const sourcedId = Classes.parse(JSON.parse(found.text)).classes[0]?.sourcedId;
  const [assignDate, dueDate] = ["2026-09-01T00:00:00Z", "2026-09-08T00:00:00Z"];
  const lineItem = { title: "Essay", class: { sourcedId }, assignDate, dueDate };
  return await sis.ask("gradebook", `/lineItems/item-${number}`, { lineItem });
}

describe("the licence gates of rehearse mock sis", () => {
  it("open everything when nothing is said", async () => {
    await using sis = await serveSis([]);

    expect((await sis.ask("gradebook", "/lineItems?limit=1")).status).toBe(200);
    expect((await writeAt(sis, "101")).status).toBe(201);
    expect(sis.facts).not.toHaveProperty("connection");
  });

  it.each([
    [["--connection", "roster-only"], "This connection is roster-only"],
    [["--learning-licence", "none"], "The district has no Campus Learning licence"],
    [["--not-shared", "lineItem"], "This connection does not share lineItem"],
  ])("keep the grade book shut with %j, and the roster open (F98)", async (options, words) => {
    await using sis = await serveSis(options);

    const refused = await sis.ask("gradebook", "/lineItems?limit=1");

    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining(words)]);
    expect((await sis.ask("base", "/classes?limit=1")).status).toBe(200);
    expect(sis.facts["connection"]).toContain(options[1]);
    expect(await sis.page()).toContain(`Campus Learning licence: `);
  });

  it("let grades of the licensed school pass and no others, named by number (F99)", async () => {
    const two = ["--schools", "2", "--students", "40", "--control-port", "0"];
    await using sis = await serveSis(two.concat("--licensed-school", "101"));

    expect((await writeAt(sis, "101")).status).toBe(201);
    const refused = await writeAt(sis, "102");
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining("does not cover"),
    ]);
    const told = await runInProcess(["control", "status", ...sis.control]);
    expect(told.stdout).toMatch(/roster-and-gradebook, Campus Learning licence: school [\w-]{36}"/);
  });

  it.each([
    [["--learning-licence", "school"], /covers no school. Name each with --licensed-school/],
    [["--learning-licence", "district", "--licensed-school", "101"], /contradict each other/],
    [["--learning-licence", "none", "--licensed-school", "101"], /contradict each other/],
    [["--licensed-school", "9"], /no such school\. There are: 101 \([\w-]{36}\)\./],
    [["--connection", "full"], /roster-and-gradebook, roster-only/],
  ])("refuse %j with exit code 2 and the remedy", async (options, remedy) => {
    const { exitCode, stderr } = await runInProcess([
      "mock",
      "sis",
      "--preset",
      "tiny",
      ...options,
    ]);

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(remedy);
  });
});

describe("single settings of a profile in rehearse mock sis", () => {
  const told = ["--set", "writes.titleLengthMax=4", "--set", "errors.terse=on"];

  it("are taken over, and everyone is told so", async () => {
    await using sis = await serveSis(told.concat("--token-life", "60", "--control-port", "0"));

    const refused = await writeAt(sis, "101");

    expect(refused).toEqual({ status: 422, text: expect.not.stringContaining("description") });
    expect(sis.facts["changedSettings"]).toBe(
      "auth.tokenLifeSeconds=60 errors.terse=on writes.titleLengthMax=4",
    );
    const page = await sis.page();
    expect(page).toContain("<code>standard</code>, but for 3 settings");
    expect(page).toContain("4 instead of any");
    const status = await runInProcess(["control", "status", ...sis.control]);
    expect(JSON.parse(status.stdout)).toMatchObject({
      profile: "standard",
      changedSettings: [{}, {}, { name: "writes.titleLengthMax", from: "any", to: "4" }],
    });
  });

  it("are listed with what they are and may be, for people and for programs", async () => {
    const list = ["mock", "sis", "--profile", "infinite-campus", "--settings"];

    const plain = await runInProcess(list);
    const changed = await runInProcess(list.concat(told));
    const json = await runInProcess(list.concat("--json"));

    expect([plain.exitCode, changed.exitCode, json.exitCode]).toEqual([0, 0, 0]);
    expect(plain.stdout).toMatch(/^ {2}errors\.terse=off\n {6}.*\(on \| off\)$/m);
    expect(plain.stdout).toMatch(/^ {2}writes\.checks\.dates-in-term=on$/m);
    expect(changed.stdout).toMatch(/^\* errors\.terse=on$/m);
    expect(JSON.parse(json.stdout)).toContainEqual({
      name: "writes.deletes",
      value: "carried-out",
      values: "carried-out | refused",
      about: expect.any(String),
    });
  });

  it.each([
    ["writes.delete=refused", /no setting writes\.delete\. The nearest: writes\.deletes/],
    ["writes.deletes=no", /writes\.deletes is carried-out \| refused, not "no"\. --settings/],
    ["writes.deletes", /Write setting=value, such as/],
  ])("are refused with what they may be: --set %s", async (setting, remedy) => {
    const { exitCode, stderr } = await runInProcess(["mock", "sis", "--set", setting]);

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(remedy);
  });
});

describe("a generated district", () => {
  it("has the data problems that its dials say, and the usual share of the others", async () => {
    const dials = "{ missingEmails: 1, duplicateUsernames: 0 }";
    await using sis = await serveSis(["--dirt", dials]);
    await using clean = await serveSis(["--dirt", "0"]);

    expect((await sis.ask("base", "/students?limit=100")).text).not.toContain('"email"');
    expect((await clean.ask("base", "/students?limit=100")).text).toContain('"email"');
  });

  it("names its dials by --dirt list, of whatever command", async () => {
    for (const command of [["mock", "sis"], ["export"], ["parity"]]) {
      const { exitCode, stdout, stderr } = await runInProcess([...command, "--dirt", "list"]);

      expect([exitCode, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/^ {2}duplicateEmails +F19, of families/m);
    }
  });

  it.each([
    ["{ sharedEmail: 0.05 }", /--dirt list names them all.*sharedEmail/s],
    ["1.5", /--dirt list names them all/],
    ["{ ", /Write 0\.02, or \{"duplicateEmails":0\.05\}/],
  ])("is told what --dirt %s should have been", async (dirt, words) => {
    const { exitCode, stderr } = await runInProcess(["mock", "sis", "--dirt", dirt]);

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(words);
  });

  it("is shaped as it is told: trials, structures, semesters, homerooms", async () => {
    const shape = ["--semesters", "apart", "--homerooms", "without", "--second-structure", "1"];
    const size = ["--schools", "2", "--students", "60", "--stale-trial", "1"];
    await using sis = await serveSis([...shape, ...size, "--control-port", "0"]);

    const act = async (text: string): Promise<number | null> =>
      (await runInProcess(["control", "action", text, ...sis.control])).exitCode;
    expect(await act("{ action: activate-trial, name: Rolled In }")).toBe(0);
    const { text } = await sis.ask("base", "/classes?limit=1000");
    expect(text).not.toContain("homeroom");
    expect(text).not.toMatch(/"terms":\[[^\]]*,\{"href"/);
    expect((await sis.ask("base", "/terms?limit=1000")).text.split("Semester 1")).toHaveLength(4);
  });
});

describe("a person who starts rehearse mock sis", () => {
  it("is told where both versions are, and how to steer it", async () => {
    await using sis = startServer(["mock", "sis", "--preset", "tiny", "--control-port", "0"]);

    const words = await sis.announced;

    expect(words).toMatch(/^Mock OneRoster 1\.1 and 1\.2 \(standard\) is ready\./);
    expect(words).toMatch(/addresses of 1\.1; --version 1\.2 prints/);
    const [, url = "", token = ""] =
      /export REHEARSE_CONTROL_URL=(\S+) REHEARSE_CONTROL_TOKEN=(\S+)/.exec(words) ?? [];
    const status = await runInProcess(["control", "status", "--url", url, "--token", token]);
    expect(status.exitCode).toBe(0);
  });

  it("finds no record that changed later than now, at any hour", async () => {
    await using sis = await serveSis([]);
    const later = `filter=${encodeURIComponent(`dateLastModified>'${toIso(createSystemClock().now())}'`)}`;

    expect((await sis.ask("base", `/users?${later}`)).text).toBe('{"users":[]}');
  });
});

describe("rehearse parity", () => {
  it("says what has to differ and why, and no more than that about the rest", async () => {
    const { exitCode, stdout } = await runInProcess(["parity", "--preset", "tiny"]);

    expect(exitCode).toBe(0);
    const numbers = (pattern: RegExp): number =>
      Array.from(stdout.matchAll(pattern), ([, count = ""]) =>
        Number(count.replaceAll(",", "")),
      ).reduce((sum, count) => sum + count, 0);
    const ofClasses = numbers(/ 0 unexpected, ([\d,]+) expected/g);
    expect(ofClasses).toBeGreaterThan(0);
    expect(numbers(/^ +([\d,]+) {2}.+ \[[\w.-]+\]$/gm)).toBe(ofClasses);
    expect(stdout).toMatch(
      /^ +[\d,]+ {2}Preferred names, .+ are fields of 1\.2\. \[only-in-1\.2\]$/m,
    );
    expect(stdout).toMatch(
      /^No unexpected differences: but for those above, all four say the same\.$/m,
    );
  });
});

describe("rehearse control", () => {
  it("knows the SIS from its control API", async () => {
    await using sis = await serveSis([]);
    const at = ["--url", String(sis.facts["rootUrl"]), "--token", "x"];

    for (const call of [["status"], ["action", "{ action: roll-year-over }"]]) {
      const { exitCode, stderr } = await runInProcess(["control", ...call, ...at]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain("Give the controlUrl");
    }
  });

  it("reaches the mock where it was told to listen, and on loopback unless told", async () => {
    await using usual = await serveSis(["--host", "localhost", "--control-port", "0"]);
    await using told = await serveSis(["--control-port", "0", "--control-host", "localhost"]);

    expect(usual.facts["controlUrl"]).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect(told.facts["controlUrl"]).toMatch(/^http:\/\/localhost:/);
    expect((await runInProcess(["control", "status", ...told.control])).exitCode).toBe(0);
  });

  it("is told nothing about a control API that is not asked for", async () => {
    const { exitCode, stderr } = await runInProcess(["mock", "sis", "--control-host", "localhost"]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain("Add --control-port.");
  });

  it.each([
    ["action", "{ action: rename-school, school: first, name: Lakeside }", /^\{.+\}$/m],
    ["fault", "{ fault: too-many-requests, times: 2 }", /"id"/],
    ["clock", "2026-12-01T06:00:00Z", /"now":"2026-12-01T06:00:0/],
  ])("carries out %s %s as its help writes it", async (what, text, answer) => {
    await using sis = await serveSis(["--control-port", "0"]);

    const { exitCode, stdout, stderr } = await runInProcess([
      "control",
      what,
      text,
      ...sis.control,
    ]);

    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(answer);
  });

  it("answers what is no YAML with exit code 2, and says where it breaks", async () => {
    const call = ["control", "action", "{ action: ", "--url", "http://127.0.0.1:9", "--token", "x"];

    const { exitCode, stderr } = await runInProcess(call);

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/no YAML.*line 1/s);
  });

  it.each([
    ["that holds itself", "&a [*a, *a]", /holds itself/],
    ["with an alias of nothing", "{ action: *nothing }", /no YAML.*alias/i],
    ["nested too deep", "[".repeat(20_000), /no YAML/],
  ])("refuses YAML %s, without asking anybody", async (_what, text, words) => {
    const call = ["control", "action", text, "--url", "http://127.0.0.1:9", "--token", "x"];

    const { exitCode, stderr } = await runInProcess(call);

    expect(exitCode).toBe(2);
    expect(stderr).toMatch(words);
    expect(stderr).not.toMatch(/Nobody answers/);
  });
});

describe("a delta bundle", () => {
  /** Writes a delta by which the school of the clean bundle gets another name. */
  const writeDelta = async (folder: TempFolder, name: string): Promise<string> => {
    const dateLastModified = "2026-09-02T00:00:00.000Z";
    const school = { sourcedId: "sch1", status: "active", name, type: "school", dateLastModified };
    return await writeZip(folder, {
      "orgs.csv": valuesText("1.2", "orgs", [school]),
      "manifest.csv": manifestText("1.2", ["orgs.csv"], "delta"),
    });
  };

  it("changes a running mock by rehearse control delta; one that is bad changes nothing", async () => {
    await using folder = await createTempFolder();
    await using delta = await createTempFolder();
    const bundle = await writeFolder(folder, cleanBundle("1.2"));
    await using sis = await serveSis(["--bundle", bundle, "--control-port", "0"]);
    const apply = async (target: string): ReturnType<typeof runInProcess> =>
      await runInProcess(["control", "delta", target, ...sis.control]);

    const applied = await apply(path.relative(process.cwd(), await writeDelta(delta, "South")));
    const after = await sis.ask("base", "/orgs/sch1");
    const broken = path.join(delta.path, "broken.zip");
    await writeFile(broken, "no zip at all");
    const refused = await apply(broken);

    expect([applied.exitCode, JSON.parse(applied.stdout)]).toEqual([
      0,
      { version: "1.2", findings: 0, listed: [] },
    ]);
    expect(after.text).toContain('"name":"South"');
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/refused \(409\).*broken\.zip does not read as a zip/);
    expect(await sis.ask("base", "/orgs/sch1")).toEqual(after);
  });

  it("is applied before the mock begins to serve with --then-delta, one after the other", async () => {
    await using folder = await createTempFolder();
    await using first = await createTempFolder();
    await using second = await createTempFolder();
    const bundle = await writeFolder(folder, cleanBundle("1.2"));
    const deltas = [await writeDelta(first, "North"), await writeDelta(second, "South")];
    const then = deltas.flatMap((delta) => ["--then-delta", delta]);

    await using sis = await serveSis(["--bundle", bundle, ...then]);

    expect((await sis.ask("base", "/orgs/sch1")).text).toContain('"name":"South"');
  });

  it("is refused for a generated district, and when it is not there", async () => {
    await using folder = await createTempFolder();
    const start = ["mock", "sis", "--preset", "tiny", "--then-delta"];

    const generated = await runInProcess(start.concat(await writeDelta(folder, "South")));
    const missing = await runInProcess(start.concat("/no/such.zip"));

    expect([generated.exitCode, missing.exitCode]).toEqual([2, 2]);
    expect(generated.stderr).toMatch(/Export the district as a bundle/);
    expect(missing.stderr).toMatch(/\/no\/such\.zip is neither a folder nor a file/);
  });
});
