import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { countWorld } from "../store/count-world.ts";
import { agentsOf, rolesOf } from "../store/people.ts";
import { lookAt } from "../store/sight.ts";
import type { World } from "../store/world.ts";
import { classesOf, cleanRecords, factsOf } from "../testing/clean-records.ts";
import { dumpWorld } from "../testing/dump-world.ts";
import { writtenRecord } from "../testing/written-record.ts";
import { createImportedWorld } from "./imported-world.ts";
import { problemsMax, type TakeProblem } from "./take-problems.ts";
import { takeRecord, type WireInput } from "./take-record.ts";

const modified = "2026-09-01T00:00:00.000Z";
const everyClass = OneRosterVersion.options.flatMap((version) =>
  classesOf(version).map((className) => ({ version, className })),
);

function take(
  world: World,
  className: WireInput["className"],
  record: unknown,
  version: WireInput["version"] = "1.1",
): readonly TakeProblem[] {
  return takeRecord(world, { version, className, record, modified });
}

const base = { status: "active", dateLastModified: modified };
const refTo = (sourcedId: string): unknown => ({
  href: "https://x.example/",
  sourcedId,
  type: "?",
});

function user11(sourcedId: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  const names = { username: sourcedId, givenName: "G", familyName: "F", enabledUser: "true" };
  return { ...base, sourcedId, ...names, role: "student", orgs: [refTo("s")], ...more };
}

describe("a clean record", () => {
  it.each(everyClass)(
    "of $className of $version can be read back as it was written",
    ({ version, className }) => {
      fc.assert(
        fc.property(cleanRecords(version, className), (record) => {
          const world = createImportedWorld();

          const problems = take(world, className, record, version);

          const id = String(record["sourcedId"]);
          const back = writtenRecord(world, { version, className, id });
          expect(inAnyOrder(back)).toEqual(inAnyOrder(record));
          expect(problems).toEqual([]);
        }),
        { numRuns: 15 },
      );
    },
  );

  it("replaces an earlier one with its id, and leaves no trace of it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyClass).chain(({ version, className }) =>
          fc.record({
            version: fc.constant(version),
            className: fc.constant(className),
            earlier: cleanRecords(version, className),
            later: cleanRecords(version, className),
          }),
        ),
        ({ version, className, earlier, later }) => {
          const [world, fresh] = [createImportedWorld(), createImportedWorld()];
          const { sourcedId } = later;

          take(world, className, { ...earlier, sourcedId }, version);
          take(world, className, later, version);
          take(fresh, className, later, version);

          const { calendars: _c, structures: _s, trials: _t, ...tables } = dumpWorld(world);
          expect(dumpWorld(fresh)).toMatchObject(tables);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a dirty record", () => {
  it.each(everyClass)("of $className of $version never throws", ({ version, className }) => {
    const names = factsOf(version, className).map(({ name }) => name);
    const hostile = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary" }), hostileLists);
    const known = Object.fromEntries(names.map((name) => [name, hostile]));
    const records = fc
      .tuple(
        fc.oneof(cleanRecords(version, className), fc.constant({})),
        fc.record<Record<string, unknown>, string>(known, { requiredKeys: [] }),
        fc.dictionary(fc.string(), fc.jsonValue()),
      )
      .map(([clean, wrong, unknown]) => ({ ...unknown, ...clean, ...wrong }));
    fc.assert(
      fc.property(fc.array(records, { maxLength: 4 }), (several) => {
        const world = createImportedWorld();

        for (const record of several) {
          const problems = take(world, className, record, version);
          expect(problems.length).toBeLessThanOrEqual(problemsMax);
        }

        expect(() => JSON.stringify(dumpWorld(world))).not.toThrow();
        expect(() => lookAll(world)).not.toThrow();
      }),
      { numRuns: 15 },
    );
  });

  it("may be anything at all", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyClass),
        fc.anything(),
        ({ version, className }, record) => {
          take(createImportedWorld(), className, record, version);
        },
      ),
    );
  });

  it.each([null, undefined, 7, "org", [], {}, { sourcedId: "" }, { sourcedId: " " }])(
    "is not taken when it is %j",
    (record) => {
      const world = createImportedWorld();

      expect(take(world, "org", record)[0]?.code).toBe("not-a-record");
      expect(world.orgs.size).toBe(0);
    },
  );

  it("is told from a clean one by codes and fields, never by values", () => {
    const world = createImportedWorld();
    const dirty = {
      ...base,
      sourcedId: 17,
      status: null,
      username: "secret-name",
      enabledUser: true,
      givenName: ["secret-given"],
      familyName: "half \ud800",
      email: null,
      role: "student",
      orgs: refTo("s"),
      agents: [refTo("g"), refTo("g")],
      userIds: [7, { type: "Fed", identifier: 3 }],
      password: "secret-password",
      shoeSize: "secret-size",
      metadata: deep(60),
    };

    const problems = take(world, "user", dirty);

    expect(problems.map(({ code, field }) => `${code} ${field}`)).toEqual([
      "wrong-type sourcedId",
      "null status",
      "missing status",
      "too-deep metadata",
      "wrong-type enabledUser",
      "wrong-type givenName",
      "missing givenName",
      "half-character familyName",
      "wrong-type userIds",
      "wrong-type userIds.identifier",
      "null email",
      "wrong-type orgs",
      "repeated agents",
      "password password",
      "not-kept shoeSize",
    ]);
    expect(JSON.stringify(problems)).not.toContain("secret");
    expect(JSON.stringify(dumpWorld(world))).not.toContain("secret-password");
    expect(world.people.get("17")).toMatchObject({
      status: "active",
      givenName: "",
      familyName: "half \ufffd",
      enabled: true,
      userIds: [{ type: "Fed", identifier: "3" }],
      metadata: undefined,
    });
    expect(rolesOf(world, there(world.people.get("17")))).toMatchObject([
      { role: "student", org: "s" },
    ]);
  });

  it("keeps words of no vocabulary, impossible days and ids that nothing has", () => {
    const world = createImportedWorld();

    take(world, "enrollment", {
      ...base,
      sourcedId: "e",
      status: "inactive",
      role: "Teacher",
      primary: "TRUE",
      beginDate: "31/02/2026",
      class: refTo("nowhere"),
      user: refTo("nobody"),
      school: refTo("never"),
    });

    expect(world.staff.get("e")).toMatchObject({
      status: "inactive",
      role: "Teacher",
      primary: "TRUE",
      beginDate: "31/02/2026",
      section: "nowhere",
      person: "nobody",
      school: "never",
      staffType: undefined,
    });
  });

  it("may hold very long texts and lists, which are cut", () => {
    const world = createImportedWorld();

    const problems = take(world, "org", {
      ...base,
      sourcedId: "i".repeat(1_200_000),
      name: "n".repeat(1_200_000),
      type: "school",
    });
    const agents = Array.from({ length: 100_500 }, (_, index) => refTo(String(index)));
    const listed = take(world, "user", user11("u", { agents }));

    expect(problems.map(({ field }) => field)).toEqual(["sourcedId", "name"]);
    expect([...world.orgs.values()].map(({ id, name }) => id.length + name.length)).toEqual([
      2_000_000,
    ]);
    expect(listed).toEqual([{ code: "too-many", field: "agents" }]);
    expect(world.relationships.size).toBe(100_000);
  });

  it("may list more terms and periods than there are places for all pairs", () => {
    const world = createImportedWorld();
    const many = Array.from({ length: 2_000 }, (_, index) => String(index));
    const terms = many.map((id) => refTo(`t${id}`));

    take(world, "class", { ...base, sourcedId: "k", terms, periods: many });

    const back = writtenRecord(world, { version: "1.1", className: "class", id: "k" });
    expect(world.sections.get("k")?.placements).toHaveLength(3_999);
    expect(back["periods"]).toEqual(many);
    expect(back["terms"]).toEqual(many.map((id) => ({ sourcedId: `t${id}` })));
  });
});

describe("a class", () => {
  it("stands in the one active trial of its school, which is made once", () => {
    const world = createImportedWorld();

    for (const id of ["k1", "k2"]) take(world, "class", { sourcedId: id, school: refTo("s") });
    take(world, "class", { sourcedId: "k3" });

    const trials = [...world.trials.values()];
    expect(trials).toMatchObject([{ name: "A", active: true, locked: false }]);
    expect(world.structures.get(there(trials[0]).structure)?.name).toBe("Main");
    expect([...world.calendars.values()]).toMatchObject([{ school: "s", schoolYear: "" }]);
    expect(world.sections.where("trial", there(trials[0]).id).map(({ id }) => id)).toEqual([
      "k1",
      "k2",
    ]);
    expect(lookAt(world).sectionRows.filter((shown) => shown === 1)).toHaveLength(3);
  });
});

describe("an academic session", () => {
  it("moves when its type changes, and so does an enrollment when its role does", () => {
    const world = createImportedWorld();

    take(world, "academicSession", { sourcedId: "y", type: "term" });
    take(world, "academicSession", { sourcedId: "y", type: "schoolYear" });
    take(world, "enrollment", { sourcedId: "e", role: "student" });
    take(world, "enrollment", { sourcedId: "e", role: "teacher" });

    expect([world.terms.size, world.schoolYears.size]).toEqual([0, 1]);
    expect([world.rosters.size, world.staff.size]).toEqual([0, 1]);
  });
});

describe("a user", () => {
  it("is primary at the first of the student's schools", () => {
    const world = createImportedWorld();

    take(world, "user", user11("u", { orgs: ["s3", "s1", "s2"].map(refTo) }));

    const rows = world.schoolEnrollments.where("person", "u");
    expect(rows.map(({ school, serviceType }) => `${school} ${serviceType}`)).toEqual([
      "s3 P",
      "s1 S",
      "s2 S",
    ]);
    expect([...world.assignments.values()]).toEqual([]);
  });

  it("keeps the order of roles of both kinds, whatever their dates", () => {
    const world = createImportedWorld();
    const roles = ["aide", "student", "teacher", "student", "parent"].map((role, index) => ({
      role,
      roleType: index === 1 ? "primary" : "secondary",
      org: refTo(`s${9 - index}`),
      beginDate: `2026-0${9 - index}-01`,
    }));

    take(world, "user", { ...base, sourcedId: "u", roles }, "1.2");

    expect(rolesOf(world, there(world.people.get("u"))).map(({ role }) => role)).toEqual(
      roles.map(({ role }) => role),
    );
  });

  it("has the roles of the other version when its own are not there", () => {
    const world = createImportedWorld();
    const roles = [{ role: "teacher", roleType: "primary", org: refTo("s") }];

    take(world, "user", { sourcedId: "a", role: "aide", orgs: [refTo("s")] }, "1.2");
    take(world, "user", { sourcedId: "b", roles }, "1.1");
    const both = take(world, "user", { sourcedId: "c", role: "aide", roles }, "1.2");

    const words = ["a", "b", "c"].map((id) => rolesOf(world, there(world.people.get(id)))[0]?.role);
    expect(words).toEqual(["aide", "teacher", "teacher"]);
    expect(both).toContainEqual({ code: "not-kept", field: "role" });
  });
});

function lookAll(world: World): void {
  lookAt(world);
  countWorld(world);
  for (const person of world.people.values()) {
    rolesOf(world, person);
    agentsOf(world, person.id);
  }
}

const hostileLists = fc.constantFrom<unknown>(
  [null, 1, "x", [], {}, { sourcedId: null }, { sourcedId: { sourcedId: "x" } }],
  { sourcedId: "__proto__" },
  [{ role: "student", org: "s", roleType: 3 }, { role: null }, { org: [] }],
  [{ profileId: "p", credentials: { type: "t" } }, { credentials: [null] }],
  [{ source: "case", learningObjectiveIds: "x", learningObjectiveResults: [3] }],
  "\ud800absent",
  Number.POSITIVE_INFINITY,
);

function deep(levels: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

/** Agents are kept without the order in which a guardian lists students. */
function inAnyOrder(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { agents } = record;
  if (!Array.isArray(agents)) return record;
  return { ...record, agents: agents.map((agent) => JSON.stringify(agent)).toSorted() };
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError("Nothing is there.");
  return value;
}
