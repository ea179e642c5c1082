import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type Fact, type FactKind, parseFact } from "./fact-lines.ts";
import { factsV1p1, factsV1p2, freeKeyTypes, nestedFacts } from "./facts.ts";
import { type OneRosterVersion, referenceTypes, type ReferenceTarget } from "./vocabulary.ts";
import { strictV1p1 } from "./v1p1.ts";
import { strictV1p2 } from "./v1p2.ts";

/* The schemas are compared as JSON Schema, the form in which the standard itself publishes them. */
const Schema = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  minLength: z.number().optional(),
  enum: z.array(z.string()).optional(),
  anyOf: z.array(z.looseObject({})).optional(),
  pattern: z.string().optional(),
});
type Schema = z.infer<typeof Schema>;

const tables = { "1.1": factsV1p1, "1.2": factsV1p2 };
const schemas = { "1.1": strictV1p1, "1.2": strictV1p2 };
const nested: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(nestedFacts));

const classes = (["1.1", "1.2"] as const).flatMap((version) =>
  Object.entries(tables[version]).map(([name, lines]) => ({ version, name, lines })),
);

describe("the strict schemas", () => {
  it.each(classes)("say of $name in $version what the table of facts says", (entry) => {
    const { version, name, lines } = entry;

    const said = describeObject(schemaOf(version, name), version);

    expect(said).toEqual({ freeKeys: false, fields: expectedFields(lines, version) });
  });

  it("cover exactly the classes of the table", () => {
    expect(Object.keys(strictV1p1).toSorted()).toEqual(Object.keys(factsV1p1).toSorted());
    expect(Object.keys(strictV1p2).toSorted()).toEqual(Object.keys(factsV1p2).toSorted());
  });
});

interface Field {
  readonly required: boolean;
  readonly list: "no" | "may be empty" | "at least one";
  readonly type: unknown;
}

function schemaOf(version: OneRosterVersion, name: string): Schema {
  const schema = new Map<string, z.ZodType>(Object.entries(schemas[version])).get(name);
  return Schema.parse(z.toJSONSchema(schema ?? z.never()));
}

/** Turns a JSON Schema into the terms of the table. */
function describeObject(
  schema: Schema,
  version: OneRosterVersion,
): { freeKeys: boolean; fields: Record<string, Field> } {
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const own = Schema.parse(property);
    const isList = own.type === "array";
    const field: Field = {
      required: schema.required.includes(name),
      list: isList ? ((own.minItems ?? 0) > 0 ? "at least one" : "may be empty") : "no",
      type: describeType(isList ? Schema.parse(own.items) : own, version),
    };
    return [name, field];
  });
  return {
    freeKeys: schema.additionalProperties !== false,
    fields: Object.fromEntries(fields),
  };
}

function describeType(schema: Schema, version: OneRosterVersion): unknown {
  if (schema.anyOf !== undefined) {
    const [listed, other] = schema.anyOf.map((one) => Schema.parse(one));
    return { values: listed?.enum?.toSorted(), or: other?.pattern };
  }
  if (schema.enum !== undefined) return { values: schema.enum.toSorted(), or: undefined };
  if (schema.properties === undefined) return describePlain(schema);
  return describeObject(schema, version);
}

function describePlain(schema: Schema): unknown {
  if (schema.type === "object") return "free keys";
  return [schema.type, schema.pattern, schema.minLength].filter((part) => part !== undefined);
}

function expectedFields(
  lines: readonly string[],
  version: OneRosterVersion,
): Record<string, Field> {
  return Object.fromEntries(
    lines.map(parseFact).map((fact) => {
      const filled = fact.required ? "at least one" : "may be empty";
      const list = fact.list ? filled : "no";
      return [fact.name, { required: fact.required, list, type: expectedType(fact, version) }];
    }),
  );
}

const extension = "^ext:[a-zA-Z0-9._-]+$";
const otherWord = "^(?!case$)(?!unknown$)[a-z0-9]+$";
const uri = [
  "string",
  String.raw`^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$`,
];
const id = ["string", 1];

const plainTypes: ReadonlyMap<FactKind, unknown> = new Map<FactKind, unknown>([
  ["text", ["string"]],
  ["id", id],
  ["uri", uri],
  ["year", ["string", String.raw`^\d{4}$`]],
  ["date", ["string", String.raw`^\d{4}-\d{2}-\d{2}$`]],
  [
    "dateTime",
    ["string", String.raw`^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$`],
  ],
  ["number", ["number"]],
  ["flag", { values: ["false", "true"], or: undefined }],
  ["metadata", "free keys"],
]);

function expectedType(fact: Fact, version: OneRosterVersion): unknown {
  const values = fact.of.toSorted();
  if (fact.kind === "of") return expectedNested(String(fact.of[0]), version);
  if (fact.kind === "ref") return expectedReference(fact, version);
  if (fact.kind === "closed") return { values, or: undefined };
  if (fact.kind === "open") return { values, or: extension };
  return fact.kind === "word" ? { values, or: otherWord } : plainTypes.get(fact.kind);
}

function expectedNested(name: string, version: OneRosterVersion): unknown {
  return {
    freeKeys: freeKeyTypes.includes(name),
    fields: expectedFields(nested.get(name) ?? [], version),
  };
}

function member(type: unknown): Field {
  return { required: true, list: "no", type };
}

function expectedReference(fact: Fact, version: OneRosterVersion): unknown {
  const target = Object.keys(referenceTypes[version]).find(
    (name): name is ReferenceTarget => name === fact.of[0],
  );
  const types = target === undefined ? [] : referenceTypes[version][target];
  return {
    freeKeys: false,
    fields: {
      href: member(uri),
      sourcedId: member(id),
      type: member({ values: types.toSorted(), or: undefined }),
    },
  };
}
