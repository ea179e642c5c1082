import { describe, expect, it } from "vitest";
import { district, ref, school, user, userWithRoles, type Raw } from "../testing/records.ts";
import {
  codesOf,
  guardianOf,
  mapped,
  placesOf,
  rolesWith,
  settingsWith,
  smallestWorld,
  worldPlus,
  worldWith,
} from "../testing/world.ts";

const people = (...users: readonly unknown[]): ReturnType<typeof worldWith> =>
  worldWith({ users, orgs: [district("d1"), school("s1"), school("s2")] });

/** Every character that Unicode counts as white space, and the one that JavaScript adds. */
const whiteSpace = [
  ...Array.from({ length: 5 }, (_, index) => String.fromCodePoint(0x09 + index)),
  ...Array.from({ length: 11 }, (_, index) => String.fromCodePoint(0x2000 + index)),
  " ",
  "\u0085",
  "\u00a0",
  "\u1680",
  "\u2028",
  "\u2029",
  "\u202f",
  "\u205f",
  "\u3000",
  "\ufeff",
];

describe("mapUsers", () => {
  it("makes an account of a person, in the role and building of the mapping (R106)", () => {
    expect(mapped(smallestWorld).value.users.get("student")).toEqual({
      uid: "student",
      personId: "student",
      traits: { legacyId: undefined, identifier: undefined, grades: [] },
      school: "s1",
      role: "Student",
      fields: {
        name_first: "Given",
        name_last: "student",
        username: "student",
        primary_email: "student@example.org",
      },
    });
  });

  it.each(whiteSpace)(
    "does not sync a username with white space %j anywhere (R8, F16)",
    (space) => {
      const users = [`${space}a`, `b${space}b`, `c${space}`].map((username, index) =>
        user(`u${index}`, { username }),
      );

      const { value, diagnostics } = mapped(worldPlus({ users }));

      expect([...value.users.keys()].toSorted()).toEqual(["student", "teacher"]);
      expect(placesOf(diagnostics, "username-space")).toHaveLength(3);
    },
  );

  it("passes the preferred first name on in OneRoster 1.2 only (R14)", () => {
    const named = (version: "1.1" | "1.2", own: Raw): unknown =>
      mapped(people(user("u1", own)), { version }).value.users.get("u1")?.fields[
        "name_first_preferred"
      ];

    expect(named("1.1", { preferredFirstName: "Bo" })).toBeUndefined();
    expect(named("1.2", { preferredFirstName: "Bo" })).toBe("Bo");
    expect(named("1.2", {})).toBe("");
  });

  it("never puts a password into an account, even if the SIS sends one (R117)", () => {
    const fields = mapped(people(user("u1", { password: "hunter2" }))).value.users.get(
      "u1",
    )?.fields;

    expect(JSON.stringify(fields)).not.toMatch(/hunter2|password/);
  });

  it("leaves fields alone that the SIS does not have (R114)", () => {
    const bare = user("u1", { email: null, middleName: "" });
    const full = user("u2", { middleName: "Q" });

    const { users } = mapped(people(bare, full)).value;

    expect(Object.keys(users.get("u1")?.fields ?? {})).not.toContain("primary_email");
    expect(Object.keys(users.get("u1")?.fields ?? {})).not.toContain("name_middle");
    expect(users.get("u2")?.fields).toMatchObject({ name_middle: "Q" });
  });

  it.each([
    [{ givenName: null }, "given name"],
    [{ familyName: "" }, "family name"],
    [{ username: null, email: null }, "username or e-mail address"],
  ] as const)("refuses a person without %j (F17)", (own, missing) => {
    const { value, diagnostics } = mapped(people(user("u1", own)));

    expect(value.users.size).toBe(0);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: "user-incomplete", args: { missing } }),
    );
  });

  it("provisions by e-mail who has no username (F17)", () => {
    const { users } = mapped(people(user("u1", { username: null }))).value;

    expect(users.get("u1")?.fields).not.toHaveProperty("username");
  });

  it("lets the first of two keep a shared e-mail address, in any case of letters (F19)", () => {
    const shared = ["u2", "u1"].map((id) => user(id, { email: id === "u1" ? "a@x.y" : "A@X.Y" }));

    const { value, diagnostics } = mapped(people(...shared));

    expect(value.users.get("u1")?.fields).toHaveProperty("primary_email", "a@x.y");
    expect(value.users.get("u2")?.fields).not.toHaveProperty("primary_email");
    expect(placesOf(diagnostics, "email-duplicate")).toEqual(["sis/users/u2"]);
  });

  it("refuses who shares an e-mail address and has no username (F19)", () => {
    const { value, diagnostics } = mapped(
      people(user("u1", { email: "a@x.y" }), user("u2", { email: "a@x.y", username: null })),
    );

    expect([...value.users.keys()]).toEqual(["u1"]);
    expect(placesOf(diagnostics, "user-incomplete")).toEqual(["sis/users/u2"]);
  });

  it("gives a username to one account only, whatever the case of its letters (F21)", () => {
    const { value, diagnostics } = mapped(
      people(user("u2", { username: "Ada" }), user("u1", { username: "ada" })),
    );

    expect([...value.users.keys()]).toEqual(["u1"]);
    expect(placesOf(diagnostics, "username-duplicate")).toEqual(["sis/users/u2"]);
  });

  it("gives a shared username to the role of higher precedence (F21, F22)", () => {
    const { value } = mapped(
      people(
        user("g1", { username: "ada", role: "guardian", orgs: [ref("d1")] }),
        user("t1", { username: "ada", role: "teacher" }),
      ),
    );

    expect([...value.users.keys()]).toEqual(["t1"]);
  });

  it("takes the Unique ID from the field that the reading names, else from the sourcedId", () => {
    const world = people(
      user("u1", { identifier: "100", username: "ada" }),
      user("u2", { username: null }),
    );
    const uids = (uidSource: "identifier" | "username"): readonly string[] => [
      ...mapped(world, { settings: settingsWith({ readings: { uidSource } }) }).value.users.keys(),
    ];

    expect(uids("identifier")).toEqual(["100", "u2"]);
    expect(uids("username")).toEqual(["ada", "u2"]);
  });

  it("says whose Unique ID is not the field that the reading asks for", () => {
    const settings = settingsWith({ readings: { uidSource: "identifier" } });
    const world = people(user("u1", { identifier: "100" }), user("u2", { identifier: null }));

    const { diagnostics } = mapped(world, { settings });

    expect(placesOf(diagnostics, "unique-id-fallback")).toEqual(["sis/users/u2"]);
  });

  it("refuses the second person with a Unique ID", () => {
    const settings = settingsWith({ readings: { uidSource: "identifier" } });

    const { value, diagnostics } = mapped(
      people(user("u1", { identifier: "1" }), user("u2", { identifier: "1" })),
      { settings },
    );

    expect(value.users.get("1")?.personId).toBe("u1");
    expect(placesOf(diagnostics, "unique-id-duplicate")).toEqual(["sis/users/u2"]);
  });

  it("syncs a disabled account all the same, and remarks on it and on a missing e-mail", () => {
    const { value, diagnostics } = mapped(
      people(user("u1", { enabledUser: "false", email: null })),
    );

    expect(value.users.size).toBe(1);
    expect(codesOf(diagnostics)).toEqual(
      expect.arrayContaining(["user-disabled", "email-missing"]),
    );
  });
});

describe("the role and school of a person", () => {
  it("does not sync a role that is not mapped, as every role is at first (R106, R123)", () => {
    const settings = rolesWith({ student: "do-not-sync" });

    const { value, diagnostics } = mapped(smallestWorld, { settings });

    expect([...value.users.keys()]).toEqual(["teacher"]);
    expect(placesOf(diagnostics, "role-not-synced")).toEqual(["sis/users/student"]);
  });

  it("lets one school map a role otherwise than the rest (R123)", () => {
    const roles = {
      default: { student: "Student" },
      schools: { s2: { student: "do-not-sync" }, s1: { student: "Pupil" } },
    };

    const { users } = mapped(people(user("u1"), user("u2", { orgs: [ref("s2")] })), {
      settings: settingsWith({ roles }),
    }).value;

    expect([...users].map(([uid, { role }]) => [uid, role])).toEqual([["u1", "Pupil"]]);
  });

  it("does not transfer custom roles, and says so (R25)", () => {
    const custom = user("u1", { role: "ext:librarian" });
    const both = userWithRoles("u2", [
      ["ext:coach", "s1"],
      ["teacher", "s1"],
    ]);

    const { value, diagnostics } = mapped(people(custom, both), { version: "1.2" });

    expect([...value.users.keys()]).toEqual(["u2"]);
    expect(placesOf(diagnostics, "role-custom")).toEqual(["sis/users/u1"]);
  });

  it.each(["__proto__", "constructor"])(
    "counts the role word %s as a custom role (R25)",
    (role) => {
      expect(codesOf(mapped(people(user("u1", { role }))).diagnostics)).toContain("role-custom");
    },
  );

  it("refuses a person without any role", () => {
    const { diagnostics } = mapped(people(user("u1", { role: null }), userWithRoles("u2", [])));

    expect(placesOf(diagnostics, "user-incomplete")).toHaveLength(2);
  });

  it("leaves out roles without an org or a word", () => {
    const odd = { ...user("u1"), roles: [{ role: "teacher" }, { org: ref("s1") }] };

    expect(mapped(people(odd), { version: "1.2" }).value.users.size).toBe(0);
  });

  it.each([
    ["aide", "Teacher"],
    ["Counselor", "Teacher"],
    ["principal", "School Admin"],
    ["siteAdministrator", "School Admin"],
    ["parent", "Parent"],
  ])("maps the role %s to %s (R19, R110)", (role, title) => {
    const orgs = [ref("s1"), ref("d1")];

    expect(mapped(people(user("u1", { role, orgs }))).value.users.get("u1")?.role).toBe(title);
  });

  it("syncs a user of several schools with one building only, and names the others (R108, F27)", () => {
    const world = people(user("u1", { orgs: [ref("s2"), ref("s1")] }));

    const { value, diagnostics } = mapped(world);

    expect(value.users.get("u1")?.school).toBe("s1");
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: "several-schools",
        args: { kept: "School s1", others: "School s2" },
      }),
    );
  });

  it("chooses the same building in whatever order the SIS lists them (F28)", () => {
    const orders = [
      ["s1", "s2"],
      ["s2", "s1"],
    ].map((ids) => mapped(people(user("u1", { orgs: ids.map(ref) }))).value.users.get("u1"));

    expect(orders[0]).toEqual(orders[1]);
  });

  it("takes the role that counts most and the building of the primary one (F22, R108)", () => {
    const person = user("u1", {
      role: null,
      orgs: null,
      roles: [
        { role: "teacher", org: ref("s1"), roleType: "primary" },
        { role: "principal", org: ref("s2"), roleType: "secondary" },
      ],
    });
    const world = worldPlus({ orgs: [school("s2")], users: [person] });

    const { value } = mapped(world, { version: "1.2" });

    expect(value.users.get("u1")).toMatchObject({ role: "School Admin", school: "s1" });
  });

  it("chooses the primary role's school in OneRoster 1.2 (R108)", () => {
    const world = people(
      userWithRoles("u1", [
        ["student", "s1"],
        ["student", "s2", "primary"],
      ]),
    );

    expect(mapped(world, { version: "1.2" }).value.users.get("u1")?.school).toBe("s2");
  });

  it("syncs a user of a mapped and an unmapped school through the mapped one (R94)", () => {
    const settings = settingsWith({ schools: { default: "create", map: { s1: "skip" } } });
    const world = people(user("u1", { orgs: [ref("s1"), ref("s2")] }));

    expect(mapped(world, { settings }).value.users.get("u1")?.school).toBe("s2");
  });

  it("gives a teacher who is also a guardian one account of the role by precedence (F22)", () => {
    const world = people(
      userWithRoles("u1", [
        ["guardian", "s1", "primary"],
        ["teacher", "s2"],
      ]),
    );
    const guardianFirst = settingsWith({ readings: { rolePrecedence: "guardian-first" } });

    expect(mapped(world, { version: "1.2" }).value.users.get("u1")?.role).toBe("Teacher");
    expect(
      mapped(world, { version: "1.2", settings: guardianFirst }).value.users.get("u1")?.role,
    ).toBe("Parent");
  });

  it("leaves relatives out unless the reading includes them, then as guardians (R19, F45)", () => {
    const world = people(user("u1", { role: "relative", orgs: [ref("d1")] }));
    const settings = settingsWith({ readings: { relatives: "include" } });

    expect(codesOf(mapped(world).diagnostics)).toContain("relative-not-linked");
    expect(mapped(world, { settings }).value.users.get("u1")?.role).toBe("Parent");
  });
});

describe("guardians", () => {
  const world = worldPlus({ users: [guardianOf("student")] });

  it("sync in OneRoster 1.1 within the district-level building (R111)", () => {
    const { value, diagnostics } = mapped(world);

    expect(value.users.get("guardian")).toMatchObject({ role: "Parent", school: "d1" });
    expect(codesOf(diagnostics)).not.toContain("guardian-district-unmapped");
  });

  it("do not sync in OneRoster 1.1 when the district is not mapped, which is an error (R111, F41)", () => {
    const settings = settingsWith({ schools: { default: "create", map: { d1: "skip" } } });

    const { value, diagnostics } = mapped(world, { settings });

    expect(value.users.has("guardian")).toBe(false);
    expect(codesOf(diagnostics)).toContain("guardian-district-unmapped");
  });

  it("do not sync in OneRoster 1.1 when their role is not mapped at the district (R111, F41)", () => {
    const roles = { default: { student: "Student" }, schools: { s1: { guardian: "Parent" } } };

    const { diagnostics } = mapped(world, { settings: settingsWith({ roles }) });

    expect(codesOf(diagnostics)).toContain("guardian-district-unmapped");
  });

  it("are nobody's concern when the Guardian role is set to Do Not Sync everywhere (R123)", () => {
    const roles = { default: { student: "Student" } };

    const { diagnostics } = mapped(world, { settings: settingsWith({ roles }) });

    expect(codesOf(diagnostics)).not.toContain("guardian-district-unmapped");
  });

  it("of a school in OneRoster 1.1 need no district", () => {
    const settings = settingsWith({ schools: { default: "create", map: { d1: "skip" } } });
    const atSchool = worldPlus({ users: [user("g1", { role: "guardian" })] });

    expect(codesOf(mapped(atSchool, { settings }).diagnostics)).not.toContain(
      "guardian-district-unmapped",
    );
  });

  it("sync in OneRoster 1.2 at the school-level building, whatever the district is (R113)", () => {
    const settings = settingsWith({ schools: { default: "create", map: { d1: "skip" } } });
    const users = [userWithRoles("g1", [["guardian", "s1"]])];

    const { value, diagnostics } = mapped(worldPlus({ users }), { settings, version: "1.2" });

    expect(value.users.get("g1")).toMatchObject({ role: "Parent", school: "s1" });
    expect(codesOf(diagnostics)).not.toContain("guardian-district-unmapped");
  });
});
