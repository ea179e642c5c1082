import * as z from "zod";

const keysMax = 64;
const variantsMax = 64;

/** The variants of one schema, and which one the last row took: rows of a call are mostly alike. */
interface Variants {
  readonly byKeys: Map<string, z.ZodType>;
  lastKeys: readonly string[];
  last: z.ZodType;
}

const variantsOf = new WeakMap<z.ZodType, Variants>();

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
  const known = variantsOf.get(schema);
  const variants = known ?? { byKeys: new Map(), lastKeys: [], last: withoutAbsent(schema, none) };
  if (known === undefined) variantsOf.set(schema, variants);
  if (!isSame(keys, variants.lastKeys)) {
    variants.last = variantFor(schema, keys, variants.byKeys);
    variants.lastKeys = keys;
  }
  const variant = variants.last;
  // It reads what the schema reads, which the types cannot know.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return variant as unknown as Schema;
}

const none: ReadonlySet<string> = new Set();

function variantFor(
  schema: z.ZodObject,
  keys: readonly string[],
  byKeys: Map<string, z.ZodType>,
): z.ZodType {
  // A key may hold what would join keys.
  const name = JSON.stringify(keys);
  const known = byKeys.get(name);
  if (known !== undefined || byKeys.size >= variantsMax) return known ?? schema;
  const variant = withoutAbsent(schema, new Set(keys));
  byKeys.set(name, variant);
  return variant;
}

function isSame(keys: readonly string[], others: readonly string[]): boolean {
  return keys.length === others.length && keys.every((key, index) => key === others[index]);
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
