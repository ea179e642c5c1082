import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { isCalendarDate, isDateTime } from "./calendar.ts";
import { examplesV1p1 } from "./examples/v1p1.ts";
import { examplesV1p2 } from "./examples/v1p2.ts";
import { parseFact } from "./fact-lines.ts";
import { factsV1p1, factsV1p2 } from "./facts.ts";
import { readTolerant } from "./tolerant.ts";
import { strictV1p1 } from "./v1p1.ts";
import { strictV1p2 } from "./v1p2.ts";
import { type ClassName, classNames } from "./vocabulary.ts";

const versions = {
  "1.1": { schemas: strictV1p1, examples: examplesV1p1, facts: factsV1p1 },
  "1.2": { schemas: strictV1p2, examples: examplesV1p2, facts: factsV1p2 },
};

const cases = (["1.1", "1.2"] as const).flatMap((version) => {
  const { schemas, examples, facts } = versions[version];
  const schemaOf = new Map<string, z.ZodType>(Object.entries(schemas));
  const linesOf = new Map<string, readonly string[]>(Object.entries(facts));
  return Object.entries(examples).flatMap(([name, example]) => {
    const className = classNames.find((known) => known === name);
    const schema = schemaOf.get(name);
    if (className === undefined || schema === undefined) return [];
    return [{ version, className, schema, example, lines: linesOf.get(name) ?? [] }];
  });
});

describe("the strict schemas", () => {
  it("have an example of every class of both versions", () => {
    expect(cases).toHaveLength(Object.keys(factsV1p1).length + Object.keys(factsV1p2).length);
  });

  it.each(cases)("accept the full $className of $version, which has every field", (entry) => {
    const names = entry.lines.map((line) => parseFact(line).name);

    expect(entry.schema.safeParse(entry.example).error?.issues ?? []).toEqual([]);
    expect(Object.keys(entry.example).toSorted()).toEqual(names.toSorted());
  });

  it.each(cases)("ask for every required field of $className of $version", (entry) => {
    const required = entry.lines.map(parseFact).filter((fact) => fact.required);

    const passed = required.filter(
      ({ name }) => entry.schema.safeParse({ ...entry.example, [name]: undefined }).success,
    );

    expect(passed).toEqual([]);
  });

  it.each(cases)("refuse null and unknown fields in $className of $version", (entry) => {
    const nulled = entry.lines.filter(
      (line) => entry.schema.safeParse({ ...entry.example, [parseFact(line).name]: null }).success,
    );

    expect(nulled).toEqual([]);
    expect(entry.schema.safeParse({ ...entry.example, shoeSize: "42" }).success).toBe(false);
  });
});

interface Violation {
  readonly what: string;
  readonly className: ClassName;
  readonly version: "1.1" | "1.2";
  readonly change: Readonly<Record<string, unknown>>;
  /** What the tolerant reader makes of it. */
  readonly read: Readonly<Record<string, unknown>>;
}

const org = { href: "https://sis.example/orgs/o", sourcedId: "o", type: "org" };
const violation = (
  what: string,
  [version, className]: readonly ["1.1" | "1.2", ClassName],
  { sent, read }: Record<"sent" | "read", Readonly<Record<string, unknown>>>,
): Violation => ({ what, className, version, change: sent, read });

const user11 = ["1.1", "user"] as const;
const user12 = ["1.2", "user"] as const;
const session = ["1.1", "academicSession"] as const;
const enrollment = ["1.2", "enrollment"] as const;

const violations: readonly Violation[] = [
  violation("null", user11, { sent: { email: null }, read: { email: undefined } }),
  violation("a JSON boolean", user11, {
    sent: { enabledUser: true },
    read: { enabledUser: "true" },
  }),
  violation("a flag in capitals", user12, {
    sent: { enabledUser: "TRUE" },
    read: { enabledUser: "true" },
  }),
  violation("a number for text", user11, { sent: { username: 1001 }, read: { username: "1001" } }),
  violation("the status of 1.0", user11, {
    sent: { status: "inactive" },
    read: { status: "tobedeleted" },
  }),
  violation("roles of 1.2 in 1.1", user11, {
    sent: { roles: [{ role: "aide", org: "o" }] },
    read: { role: "student", roles: [{ role: "aide", org: { sourcedId: "o" } }] },
  }),
  violation("the role of 1.1 in 1.2", user12, {
    sent: { role: "student" },
    read: { role: "student" },
  }),
  violation("a role nobody knows", user11, {
    sent: { role: "janitor" },
    read: { role: "janitor" },
  }),
  violation("a single object for a list", user11, { sent: { orgs: org }, read: { orgs: [org] } }),
  violation("a bare id for a reference", enrollment, {
    sent: { school: "o" },
    read: { school: { sourcedId: "o" } },
  }),
  violation("a reference without href", enrollment, {
    sent: { school: { sourcedId: "o", type: "org" } },
    read: { school: { sourcedId: "o", type: "org" } },
  }),
  violation("a relative href", enrollment, {
    sent: { school: { ...org, href: "/orgs/o" } },
    read: { school: { ...org, href: "/orgs/o" } },
  }),
  violation("a moment for a day", enrollment, {
    sent: { endDate: "2025-12-20T23:00:00-05:00" },
    read: { endDate: "2025-12-20" },
  }),
  violation("an empty parent", session, { sent: { parent: {} }, read: { parent: undefined } }),
  violation("a span of years", session, {
    sent: { schoolYear: "2024-2025" },
    read: { schoolYear: "2025" },
  }),
  violation("a year as a number", session, {
    sent: { schoolYear: 2025 },
    read: { schoolYear: "2025" },
  }),
  violation("a moment without a zone", session, {
    sent: { dateLastModified: "2025-08-01T05:00:00" },
    read: { dateLastModified: "2025-08-01T05:00:00" },
  }),
  violation("a value in the wrong case", ["1.1", "class"], {
    sent: { classType: "Scheduled" },
    read: { classType: "scheduled" },
  }),
  violation("a text with commas for a list", ["1.2", "class"], {
    sent: { periods: "1, 3" },
    read: { periods: ["1", "3"] },
  }),
  violation("no terms", ["1.2", "class"], { sent: { terms: [] }, read: { terms: [] } }),
  violation("the name of 1.0", ["1.1", "demographics"], {
    sent: { birthDate: undefined, birthdate: "2010-02-28" },
    read: { birthDate: "2010-02-28" },
  }),
  violation("the spelling of 1.0", ["1.1", "demographics"], {
    sent: { sex: "Male" },
    read: { sex: "male" },
  }),
  violation("a score as text", ["1.1", "result"], {
    sent: { score: "8.50" },
    read: { score: 8.5 },
  }),
];

describe("a violation", () => {
  it.each(violations)("($what) is refused by strict and understood by tolerant", (one) => {
    const entry = cases.find(
      ({ version, className }) => version === one.version && className === one.className,
    );
    const raw = Object.fromEntries(
      Object.entries({ ...entry?.example, ...one.change }).filter(
        ([, value]) => value !== undefined,
      ),
    );

    const strict = entry?.schema.safeParse(raw);
    const tolerant = readTolerant({ version: one.version, className: one.className, raw, at: "" });

    expect(strict?.success).toBe(false);
    expect(tolerant.problems).toEqual([]);
    expect(pick(tolerant.record, Object.keys(one.read))).toEqual(one.read);
  });
});

function pick(record: object | undefined, names: readonly string[]): Record<string, unknown> {
  const members = new Map<string, unknown>(Object.entries(record ?? {}));
  return Object.fromEntries(names.map((name) => [name, members.get(name)]));
}

describe("days and moments", () => {
  it("exist or do not", () => {
    const days = [
      "2024-02-29",
      "2025-02-29",
      "2000-02-29",
      "1900-02-29",
      "2025-04-31",
      "2025-13-01",
    ];

    expect(days.filter(isCalendarDate)).toEqual(["2024-02-29", "2000-02-29"]);
  });

  it("need a time and a zone to be moments", () => {
    const moments = [
      "2025-08-01T05:00:00Z",
      "2025-08-01T05:00:00.123456+05:30",
      "2025-08-01T05:00:00",
      "2025-08-01 05:00:00Z",
      "2025-02-30T05:00:00Z",
      "2025-08-01T24:00:00Z",
    ];

    expect(moments.filter(isDateTime)).toEqual(moments.slice(0, 2));
  });
});
