import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { csvFiles } from "../../contracts/oneroster/csv/columns.ts";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Outcome } from "../../contracts/run/diagnostic.ts";
import { agentsOf, rolesOf } from "../store/people.ts";
import type { World } from "../store/world.ts";
import {
  cleanBundle,
  createTempFolder,
  manifestText,
  valuesText,
  writeFolder,
  type BundleText,
} from "../testing/bundles.ts";
import { dumpWorld } from "../testing/dump-world.ts";
import { personRow } from "../testing/rows.ts";
import { smallWorld } from "../testing/small-world.ts";
import { applyDelta } from "./apply-delta.ts";
import { BundleError } from "./bundle-error.ts";
import { importBundle } from "./import-bundle.ts";

const clock = createVirtualClock(Date.UTC(2026, 8, 1));
const later = createVirtualClock(Date.UTC(2026, 8, 2));
const moment = "2026-09-01T12:00:00.000Z";

type Rows = Readonly<Partial<Record<CsvFile, readonly RowValues[]>>>;

function deltaOf(version: OneRosterVersion, rows: Rows): Record<string, string> {
  const stamp = { status: "active", dateLastModified: moment };
  const texts = Object.entries(rows).map(([file, values]) => [
    `${file}.csv`,
    valuesText(
      version,
      toFile(file),
      values.map((row) => Object.assign({}, stamp, row)),
    ),
  ]);
  const files: Record<string, string> = Object.fromEntries(texts);
  return { ...files, "manifest.csv": manifestText(version, Object.keys(files), "delta") };
}

async function worldOf(files: BundleText): Promise<World> {
  await using folder = await createTempFolder();
  return (await importBundle(await writeFolder(folder, files), clock)).value;
}

async function apply(world: World, files: BundleText): Promise<Outcome<OneRosterVersion>> {
  await using folder = await createTempFolder();
  return await applyDelta(world, await writeFolder(folder, files), later);
}

const user = { enabledUser: "true", username: "x", givenName: "New", familyName: "Name" };

describe("a delta", () => {
  it("adds records, replaces others, and leaves the rest alone", async () => {
    const world = await worldOf(cleanBundle("1.1"));
    const before = dumpWorld(world);

    const outcome = await apply(
      world,
      deltaOf("1.1", {
        orgs: [
          { sourcedId: "sch2", name: "New School", type: "school", parentSourcedId: "d1" },
          { sourcedId: "sch1", name: "Renamed", type: "school" },
        ],
      }),
    );

    expect(outcome).toEqual({ value: "1.1", diagnostics: [] });
    expect(world.orgs.get("sch2")).toMatchObject({ name: "New School", modified: moment });
    expect(world.orgs.get("sch1")).toMatchObject({ name: "Renamed", parent: undefined });
    expect({ ...dumpWorld(world), orgs: undefined }).toEqual({ ...before, orgs: undefined });
  });

  it("marks what is to be deleted, and need not say what it was", async () => {
    const world = await worldOf(cleanBundle("1.1"));
    const gone = { status: "tobedeleted" };

    await apply(
      world,
      deltaOf("1.1", {
        enrollments: [
          { ...gone, sourcedId: "e1" },
          { ...gone, sourcedId: "e404", role: "student" },
        ],
        academicSessions: [{ ...gone, sourcedId: "t1" }],
        users: [{ ...gone, sourcedId: "u1" }],
      }),
    );

    expect(world.rosters.get("e1")).toMatchObject({
      status: "tobedeleted",
      modified: moment,
      section: "k1",
      person: "u1",
    });
    expect(world.rosters.get("e404")).toMatchObject({ status: "tobedeleted", section: "" });
    expect(world.terms.get("t1")).toMatchObject({ status: "tobedeleted", title: "Semester 1" });
    expect(world.people.get("u1")).toMatchObject({ status: "tobedeleted", familyName: "佐藤" });
    expect(words(world, "u1")).toEqual(["student sch1"]);
  });

  it("moves an enrollment whose role changes, and a user whose role and agents do (1.1)", async () => {
    const world = await worldOf(cleanBundle("1.1"));

    await apply(
      world,
      deltaOf("1.1", {
        enrollments: [
          { sourcedId: "e1", classSourcedId: "k1", userSourcedId: "u1", role: "proctor" },
        ],
        users: [{ ...user, sourcedId: "u1", role: "aide", orgSourcedIds: ["sch1", "d1"] }],
      }),
    );

    expect([world.rosters.has("e1"), world.staff.get("e1")?.role]).toEqual([false, "proctor"]);
    expect(words(world, "u1")).toEqual(["aide sch1", "aide d1"]);
    expect(agentsOf(world, "u1")).toEqual({ contacts: [], students: [] });
    expect(agentsOf(world, "u3").students).toEqual(["u1"]);
  });

  it("may refer to the world and to itself; nothing else is there", async () => {
    const world = await worldOf(cleanBundle("1.1"));

    const { diagnostics } = await apply(
      world,
      deltaOf("1.1", {
        enrollments: [seat("e8", "k1", "u9"), seat("e9", "k404", "u2")],
        users: [
          {
            ...user,
            sourcedId: "u9",
            role: "student",
            orgSourcedIds: ["sch1"],
            agentSourcedIds: ["u3", "u404"],
          },
        ],
      }),
    );

    expect(diagnostics.map(({ code, at }) => `${code} ${at}`)).toEqual([
      "bundle-reference-dangling users.csv:2:16",
      "bundle-reference-dangling enrollments.csv:3:4",
    ]);
  });

  it("changes the roles of a user row by row (1.2)", async () => {
    const world = await worldOf(cleanBundle("1.2"));
    const base = { roleType: "primary", orgSourcedId: "sch1" };
    await apply(
      world,
      deltaOf("1.2", {
        roles: [
          { ...base, sourcedId: "r8", userSourcedId: "u2", role: "aide", roleType: "secondary" },
          { ...base, sourcedId: "r9", userSourcedId: "u2", role: "proctor" },
        ],
      }),
    );
    expect(words(world, "u2")).toEqual(["teacher sch1", "aide sch1", "proctor sch1"]);

    await apply(
      world,
      deltaOf("1.2", {
        roles: [
          { sourcedId: "r1", status: "tobedeleted" },
          { ...base, sourcedId: "r8", userSourcedId: "u2", role: "principal", orgSourcedId: "d1" },
        ],
      }),
    );

    expect(words(world, "u2")).toEqual(["principal d1", "proctor sch1"]);
    expect(words(world, "u1")).toEqual(["student sch1"]);
  });

  it("moves a role whose row names another user", async () => {
    const world = await worldOf(cleanBundle("1.2"));
    const base = { roleType: "primary", orgSourcedId: "sch1", role: "teacher" };

    await apply(
      world,
      deltaOf("1.2", { roles: [{ ...base, sourcedId: "r1", userSourcedId: "u3" }] }),
    );

    expect(words(world, "u2")).toEqual([]);
    expect(words(world, "u3")).toEqual(["guardian sch1", "teacher sch1"]);
  });

  it("keeps the roles, profiles and resources of a user whose own row changes (1.2)", async () => {
    const world = await worldOf(cleanBundle("1.2"));
    const resource = { sourcedId: "l1", userSourcedId: "u2", resourceSourcedId: "res" };
    await apply(world, deltaOf("1.2", { userResources: [resource] }));
    const before = world.people.get("u2");

    await apply(world, deltaOf("1.2", { users: [{ ...user, sourcedId: "u2", pronouns: "they" }] }));

    expect(world.people.get("u2")).toMatchObject({
      givenName: "New",
      pronouns: "they",
      profiles: before?.profiles,
      resources: ["res"],
    });
    expect(before?.profiles).toHaveLength(1);
    expect(words(world, "u2")).toEqual(["teacher sch1"]);
  });

  it("adds, changes and takes away profiles and links by what they are", async () => {
    const world = await worldOf(cleanBundle("1.2"));
    const profile = { userSourcedId: "u2", profileType: "t", vendorId: "v", credentialType: "c" };
    const scale = { lineItemSourcedId: "i", scoreScaleSourcedId: "sc" };
    const objective = { lineItemSourcedId: "i", source: "ext:state" };
    await apply(
      world,
      deltaOf("1.2", {
        lineItems: [{ sourcedId: "i", title: "Quiz", classSourcedId: "k1" }],
        userProfiles: [
          { ...profile, sourcedId: "p1", username: "changed" },
          { ...profile, sourcedId: "p2", username: "new" },
        ],
        classResources: [
          { sourcedId: "a", classSourcedId: "k1", resourceSourcedId: "res1" },
          { sourcedId: "b", classSourcedId: "k1", resourceSourcedId: "res2" },
        ],
        lineItemScoreScales: [{ ...scale, sourcedId: "s" }],
        lineItemLearningObjectiveIds: [
          { ...objective, sourcedId: "o1", learningObjectiveId: "A" },
          { ...objective, sourcedId: "o2", learningObjectiveId: "B" },
        ],
      }),
    );
    expect(world.people.get("u2")?.profiles.map(({ credentials }) => credentials)).toEqual([
      [{ type: "c", username: "changed" }],
      [{ type: "c", username: "new" }],
    ]);
    expect(world.lineItems.get("i")).toMatchObject({
      scoreScale: "sc",
      learningObjectives: [{ source: "state", learningObjectiveIds: ["A", "B"] }],
    });

    const gone = { status: "tobedeleted" };
    await apply(
      world,
      deltaOf("1.2", {
        lineItems: [{ sourcedId: "i", title: "Test", classSourcedId: "k1" }],
        userProfiles: [{ ...profile, ...gone, sourcedId: "p1" }],
        classResources: [
          { ...gone, sourcedId: "a", classSourcedId: "k1", resourceSourcedId: "res1" },
        ],
        lineItemLearningObjectiveIds: [
          { ...objective, ...gone, sourcedId: "o1", learningObjectiveId: "A" },
        ],
      }),
    );

    expect(world.people.get("u2")?.profiles).toHaveLength(1);
    expect(world.sections.get("k1")?.resources).toEqual(["res2"]);
    expect(world.lineItems.get("i")).toMatchObject({
      title: "Test",
      scoreScale: "sc",
      learningObjectives: [{ source: "state", learningObjectiveIds: ["B"] }],
    });
    await apply(
      world,
      deltaOf("1.2", { lineItemScoreScales: [{ ...scale, ...gone, sourcedId: "s" }] }),
    );
    expect(world.lineItems.get("i")?.scoreScale).toBeUndefined();
  });

  it("is a world of its own without one to change", async () => {
    const gone = { status: "tobedeleted", name: "Gone", type: "school" };

    const world = await worldOf(deltaOf("1.1", { orgs: [{ ...gone, sourcedId: "s" }] }));

    expect(world.orgs.get("s")).toMatchObject({ status: "tobedeleted", name: "Gone" });
  });

  it("says so when a file is marked bulk, and takes nothing away", async () => {
    const world = await worldOf(cleanBundle("1.1"));
    const orgs = valuesText("1.1", "orgs", [{ sourcedId: "s9", name: "Nine", type: "school" }]);

    const { diagnostics } = await apply(world, {
      "orgs.csv": orgs,
      "manifest.csv": manifestText("1.1", ["orgs.csv"]),
    });

    expect(diagnostics.map(({ code }) => code)).toEqual(["bundle-bulk-as-delta"]);
    expect(Array.from(world.orgs.values(), ({ id }) => id)).toEqual(["d1", "sch1", "s9"]);
    expect(world.orgs.get("s9")?.modified).toBe("2026-09-02T00:00:00.000Z");
  });

  it("is refused by a generated district, whose people it could not find", async () => {
    const world = smallWorld();
    const before = dumpWorld(world);
    const users = [{ ...user, sourcedId: "s1001", role: "student", orgSourcedIds: ["lake"] }];

    await expect(apply(world, deltaOf("1.1", { users }))).rejects.toThrow(/once more/);

    expect(dumpWorld(world)).toEqual(before);
  });

  it("finds the people of an import although someone has joined them since", async () => {
    const world = await worldOf(cleanBundle("1.1"));
    world.people.put(personRow({ id: "999", givenName: "Ida", familyName: "Berg" }));
    const users = [{ ...user, sourcedId: "u1", role: "student", orgSourcedIds: ["sch1"] }];

    await apply(world, deltaOf("1.1", { users }));

    expect(world.people.get("u1")).toMatchObject({ givenName: "New" });
  });

  it("changes nothing at all when it cannot be read to its end", async () => {
    const world = await worldOf(cleanBundle("1.1"));
    const before = dumpWorld(world);
    const files = deltaOf("1.1", { orgs: [{ sourcedId: "s9", name: "Nine", type: "school" }] });
    const broken = { ...files, "users.csv": 'sourcedId,status\n"open' };

    await expect(apply(world, broken)).rejects.toThrow(BundleError);

    expect(dumpWorld(world)).toEqual(before);
  });
});

function seat(sourcedId: string, classSourcedId: string, userSourcedId: string): RowValues {
  return { sourcedId, classSourcedId, userSourcedId, schoolSourcedId: "sch1", role: "student" };
}

/** The roles of a person in words: `role org`. */
function words(world: World, id: string): readonly string[] {
  const person = world.people.get(id);
  if (person === undefined) throw new RangeError(`There is no person ${id}.`);
  return rolesOf(world, person).map(({ role, org }) => `${role} ${org ?? "-"}`);
}

function toFile(name: string): CsvFile {
  const file = csvFiles("1.2").find((one) => one === name);
  if (file === undefined) throw new RangeError(`${name} is no file of the binding.`);
  return file;
}
