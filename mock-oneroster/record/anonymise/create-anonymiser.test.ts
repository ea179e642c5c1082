import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { examplesV1p1 } from "../../../contracts/oneroster/examples/v1p1.ts";
import { examplesV1p2 } from "../../../contracts/oneroster/examples/v1p2.ts";
import { strictV1p1 } from "../../../contracts/oneroster/v1p1.ts";
import { strictV1p2 } from "../../../contracts/oneroster/v1p2.ts";
import { type ClassName, classNames } from "../../../contracts/oneroster/vocabulary.ts";
import { fullRecord, plantMarkers } from "../testing/full-records.ts";
import { latinName, testSeed } from "../testing/texts.ts";
import { createAnonymiser, type WireRecord } from "./create-anonymiser.ts";

const anonymiser = createAnonymiser(testSeed);
const className = fc.constantFrom(...classNames);
const user = (members: WireRecord): WireRecord => anonymiser.anonymise("user", members);

describe("createAnonymiser", () => {
  it.each(classNames)("leaves nothing of a %s that is planted in every field", (name) => {
    const { record, markers } = plantMarkers(fullRecord(name));

    const text = JSON.stringify(anonymiser.anonymise(name, record)).toLowerCase();

    expect(markers.length).toBeGreaterThan(5);
    expect(markers.filter((marker) => text.includes(marker.toLowerCase()))).toEqual([]);
  });

  it.each(Object.entries(strictV1p2))("keeps a %s of 1.2 true to the standard", (name, schema) => {
    const example = Object.entries(examplesV1p2).find(([key]) => key === name)?.[1];

    const replaced = anonymiser.anonymise(toClassName(name), { ...example });

    expect(schema.safeParse(replaced).error).toBeUndefined();
    expect(Object.keys(replaced)).toEqual(Object.keys(example ?? {}).filter(isKept));
  });

  it.each(Object.entries(strictV1p1))("keeps a %s of 1.1 true to the standard", (name, schema) => {
    const example = Object.entries(examplesV1p1).find(([key]) => key === name)?.[1];

    const replaced = anonymiser.anonymise(toClassName(name), { ...example });

    expect(schema.safeParse(replaced).error).toBeUndefined();
  });

  it("keeps references pointing at the records that they pointed at", () => {
    const person = user({ sourcedId: "s42", agents: [{ sourcedId: "g7", type: "user" }] });
    const seat = anonymiser.anonymise("enrollment", {
      sourcedId: "e1",
      user: { href: "https://h/ims/oneroster/v1p1/users/s42", sourcedId: "s42", type: "user" },
    });

    expect(seat["user"]).toEqual({
      href: `https://sis.example/ims/oneroster/v1p1/users/${String(person["sourcedId"])}`,
      sourcedId: person["sourcedId"],
      type: "user",
    });
    expect(person["agents"]).toEqual([
      { sourcedId: user({ sourcedId: "g7" })["sourcedId"], type: "user" },
    ]);
  });

  it("keeps the 1.1 ids of a person, the legacy id of 1.2 and the student number related (F23 to F25)", () => {
    const [student, guardian] = [user({ sourcedId: "s123456" }), user({ sourcedId: "g123456" })];
    const person = user({
      metadata: { "ic.legacySourcedId": "123456" },
      identifier: "123456",
      userMasterIdentifier: 123_456,
    });

    const number = String(person["identifier"]);
    expect(number).toMatch(/^[1-9]\d{5}$/);
    expect(number).not.toBe("123456");
    expect(person["metadata"]).toEqual({ "ic.legacySourcedId": number });
    expect(person["userMasterIdentifier"]).toBe(Number(number));
    expect([student["sourcedId"], guardian["sourcedId"]]).toEqual([`s${number}`, `g${number}`]);
  });

  it("keeps what is wrong with people's accounts (F16, F19, F21, F34, F36)", () => {
    const [first, second] = [
      user({ username: "jane doe ", email: "Family@Home.org", identifier: "0042" }),
      user({ username: "jane doe ", email: "family@home.org", identifier: "42" }),
    ];

    expect(first["username"]).toMatch(/^\p{Ll}{4} \p{Ll}{3} $/u);
    expect(second["username"]).toBe(first["username"]);
    expect(String(first["email"]).toLowerCase()).toBe(second["email"]);
    expect(first["email"]).not.toBe(second["email"]);
    expect(first["identifier"]).toBe(`00${String(second["identifier"])}`);
    const { givenName } = user({ givenName: "Zoé\u00a0\u0007<b>" });
    expect(
      String(givenName)
        .split("\u0007")
        .map((part) => part.length),
    ).toEqual([4, 3]);
    expect(givenName).toMatch(/^\p{Lu}\p{Ll}\p{Ll}\u00a0.<\p{Ll}>$/u);
  });

  it("keeps a username equal to the local part of the e-mail", () => {
    fc.assert(
      fc.property(latinName, (name) => {
        const { username, email } = user({ username: name, email: `${name}@district.org` });
        expect(email).toBe(`${String(username)}@${String(email).split("@")[1]}`);
      }),
    );
  });

  it("draws sex and race anew, and moves the birthday within its year", () => {
    const people = Array.from({ length: 200 }, (_, id) =>
      anonymiser.anonymise("demographics", {
        sourcedId: `s${id}`,
        birthDate: "2011-05-12",
        sex: "male",
        asian: "true",
        white: true,
      }),
    );

    const count = (name: string, value: unknown): number =>
      people.filter((person) => person[name] === value).length;
    for (const [name, value] of [
      ["sex", "male"],
      ["asian", "true"],
      ["white", true],
    ] as const) {
      expect(count(name, value)).toBeGreaterThan(60);
      expect(count(name, value)).toBeLessThan(140);
    }
    expect(people[0]?.["birthDate"]).toMatch(/^2011-\d\d-\d\d$/);
    expect(people[0]?.["birthDate"]).not.toBe("2011-05-12");
    expect(anonymiser.anonymise("demographics", { birthdate: "2011-05-12" })).toEqual({
      birthdate: people[0]?.["birthDate"],
    });
  });

  it("drops passwords and credentials, wherever they are", () => {
    const profile = { profileId: "urn:x", credentials: [{ username: "a", password: "b" }] };

    expect(user({ password: "x", userProfiles: [profile] })).toEqual({
      userProfiles: [{ profileId: expect.any(String) }],
    });
    expect(
      user({ metadata: { "Wi-Fi_Password": "x", clientSecret: 1, deep: [{ token: "t" }] } }),
    ).toEqual({
      metadata: { [`x-${String(user({ username: "deep" })["username"])}`]: [{}] },
    });
  });

  it("replaces the names of members that it does not know, and all that is in them", () => {
    const replaced = user({
      "Maria Garcia": { gpa: 3.75, iep: true, note: "sees Ann", none: null },
    });

    const [[name, inside] = []] = Object.entries(replaced);
    expect(name).toMatch(/^x-\p{Lu}\p{Ll}{4} \p{Lu}\p{Ll}{5}$/u);
    expect(Object.values({ ...(isRecord(inside) ? inside : {}) })).toEqual([
      expect.any(Number),
      false,
      expect.stringMatching(/^\p{Ll}{4} \p{Lu}\p{Ll}\p{Ll}$/u),
      null,
    ]);
    expect(JSON.stringify(inside)).not.toContain("3.75");
  });

  it("keeps what Infinite Campus says in metadata about kinds, not about people", () => {
    const metadata = {
      ic_relationships: [{ sourcedId: "g7", guardian: true, relationshipType: "Mother" }],
      ext_infiniteCampus_isStandard: "true",
      ext_infiniteCampus_scoreGrade: "A-",
      ic_homePhone: "(555) 010-0042",
    };

    expect(user({ metadata })["metadata"]).toEqual({
      ic_relationships: [
        {
          sourcedId: user({ sourcedId: "g7" })["sourcedId"],
          guardian: true,
          relationshipType: "Mother",
        },
      ],
      ext_infiniteCampus_isStandard: "true",
      ext_infiniteCampus_scoreGrade: "A-",
      ic_homePhone: expect.stringMatching(/^\(\d{3}\) \d{3}-\d{4}$/),
    });
  });

  it("keeps wrong types and missing values wrong", () => {
    expect(
      user({ givenName: null, username: 42, enabledUser: true, orgs: "o1,o2", grades: {} }),
    ).toEqual({
      givenName: null,
      username: Number(user({ username: "42" })["username"]),
      enabledUser: true,
      orgs: ["o1", "o2"].map((sourcedId) => user({ sourcedId })["sourcedId"]).join(","),
      grades: {},
    });
  });

  it("keeps ids where its owner says so, but never a host", () => {
    const keeping = createAnonymiser(testSeed, { sourcedIds: "keep" });
    const href = "https://sis.district.org/ims/oneroster/v1p1/users/s42";

    const replaced = keeping.anonymise("enrollment", {
      sourcedId: "e1",
      user: { href, sourcedId: "s42" },
    });

    expect(replaced).toEqual({
      sourcedId: "e1",
      user: { href: "https://sis.example/ims/oneroster/v1p1/users/s42", sourcedId: "s42" },
    });
  });

  it("keeps titles where its owner says so, but not those that teachers write", () => {
    const keeping = createAnonymiser(testSeed, { titles: "keep" });

    expect(keeping.anonymise("class", { title: "Algebra - Garcia" })).toEqual({
      title: "Algebra - Garcia",
    });
    expect(keeping.anonymise("org", { name: "Lincoln", identifier: 17 })).toEqual({
      name: "Lincoln",
      identifier: 17,
    });
    expect(keeping.anonymise("lineItem", { title: "Retake for Maria" })["title"]).not.toContain(
      "Maria",
    );
  });

  it("never throws and never changes what it is given, whatever that is", () => {
    fc.assert(
      fc.property(className, fc.dictionary(fc.string(), fc.jsonValue()), (name, record) => {
        const before = JSON.stringify(record);
        const replaced = anonymiser.anonymise(name, record);
        expect(JSON.stringify(record)).toBe(before);
        expect(JSON.stringify(anonymiser.anonymise(name, record))).toBe(JSON.stringify(replaced));
      }),
    );
  });

  it("takes names of members that mean something to JavaScript, and depth without end", () => {
    const hostile: unknown = JSON.parse(
      '{"__proto__":{"isAdmin":"yes"},"toString":1,"sourcedId":{"toString":2}}',
    );
    let deep: unknown = "Garcia";
    for (let depth = 0; depth < 5_000; depth += 1) deep = [deep];

    const replaced = user({ ...(isRecord(hostile) ? hostile : {}), metadata: { deep } });

    expect(JSON.stringify(replaced)).not.toContain("yes");
    expect(JSON.stringify(replaced)).not.toContain("Garcia");
    expect(Object.getPrototypeOf(replaced)).toBe(Object.prototype);
  });

  it("refuses a seed that could be guessed", () => {
    expect(() => createAnonymiser("42")).toThrow(RangeError);
    expect(() => createAnonymiser("42")).toThrow("at least 16 characters");
  });

  it("gives other records with another seed", () => {
    const other = createAnonymiser(`${testSeed}!`);

    expect(other.anonymise("user", { familyName: "Garcia" })).not.toEqual(
      user({ familyName: "Garcia" }),
    );
  });
});

function isRecord(value: unknown): value is WireRecord {
  return typeof value === "object" && value !== null;
}

function isKept(name: string): boolean {
  return name !== "password";
}

function toClassName(name: string): ClassName {
  const found = classNames.find((one) => one === name);
  if (found === undefined) throw new RangeError(`${name} is no class.`);
  return found;
}
