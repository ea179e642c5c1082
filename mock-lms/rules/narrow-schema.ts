import * as z from "zod";

const keysMax = 64;
const variantsMax = 64;

const variantsOf = new WeakMap<z.ZodType, Map<string, z.ZodType>>();

/**
 * The schema to read a row by: the same, without the optional keys that the row does not have.
 *
 * It reads the row to the same end. The whole schema would try each absent key on nothing and drop the failure,
 * which for a user, with thirty keys of which ten are sent, takes most of the time of a bulk import.
 */
export function narrowSchema<Schema extends z.ZodType>(schema: Schema, row: unknown): Schema {
  if (!(schema instanceof z.ZodObject) || typeof row !== "object" || row === null) return schema;
  const keys = Object.keys(row);
  if (keys.length > keysMax) return schema;
  const variants = variantsOf.get(schema) ?? new Map<string, z.ZodType>();
  variantsOf.set(schema, variants);
  // A key may hold what would join keys.
  const name = JSON.stringify(keys);
  const variant =
    variants.get(name) ??
    (variants.size < variantsMax ? withoutAbsent(schema, new Set(keys)) : schema);
  if (variants.size < variantsMax) variants.set(name, variant);
  // It reads what the schema reads, which the types cannot know.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return variant as unknown as Schema;
}

function withoutAbsent(schema: z.ZodObject, present: ReadonlySet<string>): z.ZodType {
  const kept = Object.entries(schema.shape).filter(
    ([name, { _zod: inner }]) => present.has(name) || inner.optin !== "optional",
  );
  return kept.length === Object.keys(schema.shape).length || hasChecks(schema)
    ? schema
    : new z.ZodObject({ ...schema.def, shape: Object.fromEntries(kept) });
}

/** Refinements of the whole may ask for keys that are absent. */
function hasChecks(schema: z.ZodObject): boolean {
  return (schema.def.checks ?? []).length > 0;
}
