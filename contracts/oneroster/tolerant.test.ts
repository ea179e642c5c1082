import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { type Fact, parseFact } from "./fact-lines.ts";
import { factsV1p1, factsV1p2, nestedFacts } from "./facts.ts";
import { type CollectionReading, readCollection, readTolerant } from "./tolerant.ts";
import { strictV1p1 } from "./v1p1.ts";
import { strictV1p2 } from "./v1p2.ts";
import {
  classNames,
  OneRosterVersion,
  type ReferenceTarget,
  referenceTypes,
} from "./vocabulary.ts";

const tables = {
  "1.1": new Map<string, readonly string[]>(Object.entries(factsV1p1)),
  "1.2": new Map<string, readonly string[]>(Object.entries(factsV1p2)),
};
const schemas = {
  "1.1": new Map<string, z.ZodType>(Object.entries(strictV1p1)),
  "1.2": new Map<string, z.ZodType>(Object.entries(strictV1p2)),
};
const nested = new Map<string, readonly string[]>(Object.entries(nestedFacts));

const anyVersion = fc.constantFrom(...OneRosterVersion.options);
const anyClass = fc.constantFrom(...classNames);

/** Values that the standard allows, made from the table of facts. */
function objectOf(lines: readonly string[], version: OneRosterVersion): fc.Arbitrary<object> {
  const facts = lines.map(parseFact);
  const model = facts.map((fact): [string, fc.Arbitrary<unknown>] => {
    const item = valueOf(fact, version);
    const list = fc.array(item, { minLength: fact.required ? 1 : 0, maxLength: 3 });
    return [fact.name, fact.list ? list : item];
  });
  const requiredKeys = facts.filter((fact) => fact.required).map((fact) => fact.name);
  return fc.record<Record<string, unknown>, string>(Object.fromEntries(model), { requiredKeys });
}

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
const moment = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const href = word.map((path) => `https://sis.example/${path}`);

const plain: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  text,
  id: fc.stringMatching(/^[\w+:{} @.-]{1,20}$/).filter((id) => id.trim() !== ""),
  uri: href,
  year: fc.stringMatching(/^\d{4}$/),
  date: moment.map((full) => full.slice(0, 10)),
  dateTime: moment,
  number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  flag: fc.constantFrom("true", "false"),
  metadata: fc.dictionary(word, fc.jsonValue()),
};

function valueOf(fact: Fact, version: OneRosterVersion): fc.Arbitrary<unknown> {
  const listed = fc.constantFrom(...(fact.of.length === 0 ? ["?"] : fact.of));
  if (fact.kind === "of") return objectOf(nested.get(String(fact.of[0])) ?? [], version);
  if (fact.kind === "ref") return reference(String(fact.of[0]), version);
  if (fact.kind === "closed") return listed;
  if (fact.kind === "open")
    return fc.oneof(
      listed,
      word.map((name) => `ext:${name}`),
    );
  return fact.kind === "word" ? fc.oneof(listed, word) : (plain[fact.kind] ?? fc.constant("?"));
}

function reference(className: string, version: OneRosterVersion): fc.Arbitrary<unknown> {
  const isTarget = (name: string): name is ReferenceTarget => name === className;
  const target = Object.keys(referenceTypes[version]).find(isTarget) ?? "org";
  const type = fc.constantFrom(...referenceTypes[version][target]);
  return fc.record({ href, sourcedId: word, type });
}

/** What the reader may change in what the standard allows: the normal form of text, but not of metadata. */
function inNfc(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(inNfc);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, unknown] => [
      name,
      name === "metadata" ? member : inNfc(member),
    ]),
  );
}

describe("the tolerant reader", () => {
  const conforming = OneRosterVersion.options.flatMap((version) =>
    [...tables[version]].flatMap(([name, lines]) => {
      const className = classNames.find((known) => known === name);
      return className === undefined ? [] : [{ version, className, lines }];
    }),
  );

  it.each(conforming)("reads whatever strict accepts of $className $version as it is", (one) => {
    const { version, className, lines } = one;
    fc.assert(
      fc.property(objectOf(lines, version), (raw) => {
        expect(schemas[version].get(className)?.safeParse(raw).error?.issues ?? []).toEqual([]);

        const { record, problems } = readTolerant({ version, className, raw, at: "" });

        expect(problems).toEqual([]);
        expect(record).toEqual(inNfc(raw));
      }),
      { numRuns: 40 },
    );
  });

  it("never throws and never shows more than a little of a value", () => {
    const someRecord = fc.dictionary(
      fc.constantFrom("role", "roles", "orgs", "userIds", "agents", "grades", "status", "metadata"),
      fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
    );
    const foreign = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      fc.jsonValue(),
      someRecord.map((fields) => Object.assign(fields, { sourcedId: "u" })),
    );
    fc.assert(
      fc.property(anyVersion, anyClass, foreign, (version, className, raw) => {
        const { record, problems } = readTolerant({ version, className, raw, at: "page 1" });

        expect(record !== undefined || problems.length === 1).toBe(true);
        for (const problem of problems) expect(problem.seen.length).toBeLessThanOrEqual(50);
      }),
    );
  });

  it("loses of a list only the item that does not read, and says which", () => {
    const raw = { sourcedId: "u", orgs: [{ sourcedId: "a" }, true, { sourcedId: "b" }] };

    const { record, problems } = readTolerant({ version: "1.1", className: "user", raw, at: "x" });

    expect(record?.orgs).toEqual([{ sourcedId: "a" }, { sourcedId: "b" }]);
    expect(problems).toEqual([
      { at: "x", field: "orgs.1", problem: "unreadable", seen: "boolean true" },
    ]);
  });

  it("leaves out what does not read and names it with its path", () => {
    const raw = {
      sourcedId: "u",
      enabledUser: "maybe",
      roles: [{ role: "student", beginDate: "18.08.2025" }],
    };

    const { record, problems } = readTolerant({ version: "1.2", className: "user", raw, at: "x" });

    expect(record).toEqual({ sourcedId: "u", roles: [{ role: "student" }] });
    expect(problems.map(({ field, seen }) => `${field}: ${seen}`).toSorted()).toEqual([
      "enabledUser: string maybe",
      "roles.0.beginDate: string 18.08.2025",
    ]);
  });

  it("takes a reference without an id for a fault, unless it is empty altogether", () => {
    const raw = {
      sourcedId: "o",
      parent: { href: "https://sis.example/orgs/p", type: "org" },
      children: [{ sourcedId: null, href: "", type: "org" }, { sourcedId: [] }, 7],
    };

    const { record, problems } = readTolerant({ version: "1.1", className: "org", raw, at: "x" });

    expect(record).toEqual({ sourcedId: "o", children: [{ sourcedId: "7" }] });
    expect(problems.map(({ field }) => field).toSorted()).toEqual(["children.1", "parent"]);
  });

  it("keeps no nested object that says nothing", () => {
    const raw = { sourcedId: "u", roles: [{ shoeSize: 42 }, { role: "aide" }] };

    const { record } = readTolerant({ version: "1.2", className: "user", raw, at: "x" });

    expect(record?.roles).toEqual([{ role: "aide" }]);
  });

  it.each([undefined, null, "", "  ", [], {}, true])("makes no record without an id (%j)", (id) => {
    const raw = { sourcedId: id, name: "North High" };

    const { record, problems } = readTolerant({ version: "1.1", className: "org", raw, at: "x" });

    expect(record).toBeUndefined();
    expect(problems.map((one) => one.problem)).toEqual(["missing-sourced-id"]);
  });

  it("keeps ids as they are and brings names to one normal form", () => {
    const raw = { sourcedId: "e\u0301", givenName: "Ame\u0301lie", familyName: "a\u0000b" };

    const { record } = readTolerant({ version: "1.1", className: "user", raw, at: "x" });

    expect(record).toEqual({
      sourcedId: "e\u0301",
      givenName: "Am\u00e9lie",
      familyName: "a\u0000b",
    });
  });

  it("passes over fields that nobody knows, of the object's own kind as well", () => {
    const raw: unknown = JSON.parse('{"sourcedId":"o","__proto__":{"name":"x"},"constructor":1}');

    const { record } = readTolerant({ version: "1.1", className: "org", raw, at: "x" });

    expect(record).toEqual({ sourcedId: "o" });
  });
});

describe("the records of an answer", () => {
  const items = [{ sourcedId: "a" }];

  it.each([
    ["the right wrapper", "user", { users: items }],
    ["the path for a wrapper", "user", { students: items }],
    ["the path for a wrapper", "org", { schools: items }],
    ["the singular", "demographics", { demographic: items[0] }],
    ["a bare list", "org", items],
    ["a single object for a list", "user", { users: items[0] }],
    ["a bare record", "user", items[0]],
  ] as const)("are found under %s (%s)", (_what, className, body) => {
    expect(read(className, body)).toEqual({ items });
  });

  it("are none when the object is empty or the wrapper holds null", () => {
    expect(read("user", {})).toEqual({ items: [] });
    expect(read("user", { users: null })).toEqual({ items: [] });
  });

  it.each([null, "<html>", 3, { statusInfoSet: [] }, { users: "none" }])(
    "are not taken to be none when the answer is something else (%j)",
    (body) => {
      expect(read("user", body)).toEqual({ items: [], problem: expect.stringContaining("users") });
    },
  );

  it("are looked for without throwing, whatever the answer", () => {
    fc.assert(
      fc.property(anyVersion, anyClass, fc.anything(), (version, className, body) => {
        readCollection({ version, className, body });
      }),
    );
  });
});

function read(className: "user" | "org" | "demographics", body: unknown): CollectionReading {
  return readCollection({ version: "1.2", className, body });
}
