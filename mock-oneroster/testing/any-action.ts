import * as fc from "fast-check";
import * as z from "zod";
import { SisAction } from "../store/actions/sis-action.ts";

/** Draws actions of every kind as someone would write them for `smallWorld`, most of them possible. */
export function anyAction(): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const options = SisAction.options.map((option) => readSchema(option));
  return fc.oneof(...options.map(anyObject));
}

/** The part of JSON Schema that the actions are written in. */
const Field = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
});
const ObjectSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()),
});
type ObjectSchema = z.infer<typeof ObjectSchema>;

function readSchema(schema: z.ZodType): ObjectSchema {
  return ObjectSchema.parse(z.toJSONSchema(schema, { io: "input" }));
}

function anyObject({ properties, required }: ObjectSchema): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(properties).map(([name, field]) => [name, anyValue(name, field)]);
  const requiredKeys = required.filter((name) => name in properties);
  const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
  return fc.record(model, { requiredKeys });
}

function anyValue(name: string, raw: unknown): fc.Arbitrary<unknown> {
  const field = Field.parse(raw);
  if (field.const !== undefined) return fc.constant(field.const);
  if (field.enum !== undefined) return fc.constantFrom(...field.enum);
  if (field.items !== undefined) return fc.array(anyValue(name, field.items), { maxLength: 3 });
  if (field.anyOf !== undefined) return fc.oneof(...field.anyOf.map((one) => anyValue(name, one)));
  if (field.format === "date") return fc.constantFrom(...days);
  const plain = plainValues[field.type ?? ""];
  return plain === undefined ? anyText(name) : plain(field);
}

type Field = z.infer<typeof Field>;

/** Values of the types that hold no text, by the name of the type. */
const plainValues: Readonly<Record<string, (field: Field) => fc.Arbitrary<unknown>>> = {
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  integer: anyNumber,
  number: anyNumber,
};

function anyNumber({ minimum, maximum }: Field): fc.Arbitrary<number> {
  return fc.integer({ min: minimum ?? -3, max: Math.min(100, maximum ?? 100) });
}

const days = ["2026-08-17", "2026-10-04", "2026-10-05", "2026-10-20", "2027-06-05"];
const nobody = ["nobody", "tenth"];
const people = ["s1001", "s1004", "s1011", "t2001", "t2002", "a2004", "g3001", "r3003", "first"];
const terms = ["Q1", "Semester 2", "7001", "first", "third"];
const sections = ["60001", "60003", "60111", "first", "second", "fifth"];
const schools = ["lake", "hill", "first", "second"];

/** Texts by the name of the field, so that most actions find what they are about. */
const texts: Readonly<Record<string, readonly string[]>> = {
  student: ["s1001", "s1002", "s1011", "first", "second", ...nobody],
  teacher: ["t2001", "t2003", "first", "second", ...nobody],
  by: ["t2001", "t2002", "t2012", "second", ...nobody],
  user: [...people, ...nobody],
  keep: [...people, ...nobody],
  gone: [...people, ...nobody],
  section: [...sections, ...nobody],
  sections: [...sections, "nobody"],
  moveTo: [...sections, ...nobody],
  school: [...schools, ...nobody],
  toSchool: [...schools, ...nobody],
  schools: [...schools, "nobody"],
  term: [...terms, ...nobody],
  terms: [...terms, "nobody"],
  course: ["50001", "MA08", "first", ...nobody],
  task: ["task", "Final Grade", "first", ...nobody],
  item: ["quiz", "first", ...nobody],
  record: [...people, ...sections, "quiz", "tests", "second", ...nobody],
  name: ["A", "B", "Rolled In"],
  year: ["2026", "2027", "2028"],
  grade: ["07", "08", "09"],
};

function anyText(name: string): fc.Arbitrary<string> {
  return fc.constantFrom(...(texts[name] ?? ["a", "Núñez", "x y", "1001"]));
}
