import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enrollment, klass, ref, school, user, userWithRoles } from "../testing/records.ts";
import { codesOf, placesOf, rosterOf, smallestWorld, worldPlus } from "../testing/world.ts";
import { createRosterBuilder } from "./build-roster.ts";
import { collections } from "./roster.ts";

describe("createRosterBuilder", () => {
  it("indexes each collection by sourcedId, enrollments by class", () => {
    const { value, diagnostics } = rosterOf(smallestWorld);

    expect([...value.orgs.keys()]).toEqual(["d1", "s1"]);
    expect([...value.sessions.keys()]).toEqual(["t1"]);
    expect(value.courses.get("c1")).toMatchObject({ title: "Course c1", orgId: "s1" });
    expect(value.classes.get("k1")).toMatchObject({ courseId: "c1", termIds: ["t1"] });
    expect(value.enrollments.get("k1")?.map(({ userId }) => userId)).toEqual([
      "student",
      "teacher",
    ]);
    expect(diagnostics).toEqual([]);
  });

  it("gives one roster whatever the order of the records", () => {
    const backwards = { ...smallestWorld };
    for (const name of collections) backwards[name] = smallestWorld[name].toReversed();

    const [one, other] = [smallestWorld, backwards].map((world) => rosterOf(world).value);

    expect([...(other?.people.keys() ?? [])]).toEqual([...(one?.people.keys() ?? [])]);
    expect([...(other?.enrollments ?? [])]).toEqual([...(one?.enrollments ?? [])]);
  });

  it("leaves out a record without a sourcedId, and says so", () => {
    const { value, diagnostics } = rosterOf(worldPlus({ orgs: [{ name: "Nowhere" }, "x", null] }));

    expect(value.orgs.size).toBe(2);
    expect(placesOf(diagnostics, "record-unreadable")).toHaveLength(3);
  });

  it("takes the first of two records with one sourcedId (F78)", () => {
    const { value, diagnostics } = rosterOf(worldPlus({ orgs: [school("s1", { name: "Other" })] }));

    expect(value.orgs.get("s1")?.name).toBe("School s1");
    expect(placesOf(diagnostics, "duplicate-sourced-id")).toEqual(["sis/orgs/s1"]);
  });

  it("counts a record marked tobedeleted as gone, also in the spelling inactive (F66)", () => {
    const { value, diagnostics } = rosterOf(
      worldPlus({
        users: [user("u1", { status: "tobedeleted" }), user("u2", { status: "inactive" })],
        enrollments: [enrollment("k1", "u1", { status: "ToBeDeleted" })],
      }),
    );

    expect(value.people.has("u1")).toBe(false);
    expect(value.people.has("u2")).toBe(false);
    expect(value.enrollments.get("k1")).toHaveLength(2);
    expect(placesOf(diagnostics, "marked-tobedeleted")).toHaveLength(3);
  });

  it("keeps to the first also when the second is marked tobedeleted (F78)", () => {
    const { value } = rosterOf(worldPlus({ users: [user("student", { status: "tobedeleted" })] }));

    expect(value.people.has("student")).toBe(true);
  });

  it("leaves out an enrollment without a class or a user", () => {
    const { value, diagnostics } = rosterOf(
      worldPlus({
        enrollments: [
          enrollment("k1", "u1", { class: null }),
          enrollment("k1", "u2", { user: {} }),
        ],
      }),
    );

    expect(value.enrollments.get("k1")).toHaveLength(2);
    expect(placesOf(diagnostics, "record-unreadable")).toEqual([
      "sis/enrollments/k1-u1",
      "sis/enrollments/k1-u2",
    ]);
  });

  it("leaves out a field that it cannot read, and names it", () => {
    const { value, diagnostics } = rosterOf(worldPlus({ users: [user("u1", { username: {} })] }));

    expect(value.people.get("u1")?.username).toBeUndefined();
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: "field-unreadable",
        args: { field: "username", seen: "object" },
      }),
    );
  });

  it("keeps no missing text but the empty one", () => {
    const bare = [{ sourcedId: "x" }];
    const { value } = rosterOf({
      orgs: bare,
      academicSessions: bare,
      courses: bare,
      classes: bare,
      users: bare,
      enrollments: [{ sourcedId: "x", class: ref("x"), user: ref("x") }],
    });

    expect(value.orgs.get("x")).toMatchObject({ name: "", type: "" });
    expect(value.sessions.get("x")).toMatchObject({
      title: "",
      type: "",
      startDate: "",
      endDate: "",
    });
    expect(value.courses.get("x")?.title).toBe("");
    expect(value.classes.get("x")).toMatchObject({ title: "", termIds: [] });
    expect(value.people.get("x")).toMatchObject({ givenName: "", familyName: "", roles: [] });
    expect(value.enrollments.get("x")).toMatchObject([{ role: "" }]);
  });

  it("names a class whose school was not sent or not named (F62)", () => {
    const classes = [klass("k2", { school: ref("gone") }), klass("k3", { school: null })];

    const { diagnostics } = rosterOf(worldPlus({ classes }));

    expect(placesOf(diagnostics, "dangling-reference")).toEqual([
      "sis/classes/k2",
      "sis/classes/k3",
    ]);
  });

  it("names the enrollments of a class that was not sent (F62)", () => {
    const { diagnostics } = rosterOf(worldPlus({ enrollments: [enrollment("gone", "student")] }));

    expect(placesOf(diagnostics, "dangling-reference")).toEqual(["sis/enrollments/gone-student"]);
  });

  it("keeps the first reason why a collection is incomplete, with what was received (F77)", () => {
    const builder = createRosterBuilder("1.1");
    builder.add("users", [user("u1"), user("u1"), user("u2", { status: "tobedeleted" })]);
    builder.markIncomplete("users", "the line broke");
    builder.markIncomplete("users", "something else");

    const { value, diagnostics } = builder.finish();

    expect([...value.incomplete]).toEqual(["users"]);
    expect(builder.count("users")).toBe(2);
    expect(builder.count("orgs")).toBe(0);
    expect(diagnostics[0]).toMatchObject({
      code: "collection-incomplete",
      args: { collection: "users", received: 2, why: "the line broke" },
    });
  });

  it("reads the roles of 1.2, and of 1.1 the role at each org", () => {
    const { value } = rosterOf(
      worldPlus({
        users: [
          user("u1", { role: "aide", orgs: [ref("s1"), ref("s2")] }),
          userWithRoles("u2", [
            ["teacher", "s2", "primary"],
            ["aide", "s1"],
          ]),
          user("u3", { role: "aide", orgs: null }),
          user("u4", { roles: [], enabledUser: false }),
        ],
      }),
    );

    expect(value.people.get("u1")?.roles.map(({ orgId }) => orgId)).toEqual(["s1", "s2"]);
    expect(value.people.get("u2")?.roles).toEqual([
      { role: "teacher", orgId: "s2", primary: true },
      { role: "aide", orgId: "s1", primary: false },
    ]);
    expect(value.people.get("u3")?.roles).toEqual([]);
    expect(value.people.get("u4")).toMatchObject({ roles: [{ role: "student" }], enabled: false });
  });

  it("never throws, whatever JSON the records are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.constantFrom(...collections),
        (items, collection) => {
          const builder = createRosterBuilder("1.2");
          builder.add(collection, items);

          return codesOf(builder.finish().diagnostics).every((code) => code !== "");
        },
      ),
    );
  });
});
