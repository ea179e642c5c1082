import * as z from "zod";

// Single checks, where unions would read better: an object tries the schema of every key that is absent,
// and a union that fails costs several times as much. Lists of users have twenty such keys.

/** How a value is read, for who cannot wait for a schema: what `is` lets pass, `to` makes what the schema makes of it. */
export interface ValueReader {
  readonly is: (value: unknown) => boolean;
  readonly to: (value: unknown) => unknown;
}

const readers = new WeakMap<z.ZodType, ValueReader>();

/** The reader that a schema of this file is made from; undefined of others. */
export function readerOf(schema: z.ZodType): ValueReader | undefined {
  return readers.get(schema);
}

function madeFrom<Schema extends z.ZodType>(reader: ValueReader, schema: Schema): Schema {
  readers.set(schema, reader);
  return schema;
}

const flags: ReadonlySet<unknown> = new Set([0, 1, "0", "1", null]);

function isFlag(value: unknown): boolean {
  return flags.has(value);
}

function toFlag(value: unknown): 0 | 1 {
  return Number(value) === 1 ? 1 : 0;
}

function toText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" ? String(value) : "";
}

function isWholeNumber(value: unknown): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0;
  return typeof value === "string" && /^\d{1,18}$/.test(value);
}

function isTextual(value: unknown): boolean {
  return typeof value === "string" || value === null || Number.isFinite(value);
}

/**
 * An id on the wire: a whole number or a numeric string, by endpoint (Schoology API: C.1 ids). Parsed
 * to text, so that ids from different endpoints compare equal.
 */
export const WireId = madeFrom(
  { is: isWholeNumber, to: String },
  z.custom<string | number>(isWholeNumber, "An id is a whole number.").transform(String),
);
export type WireId = z.infer<typeof WireId>;

/** A yes or no on the wire: 0, 1, "0" or "1"; null counts as 0. Parsed to a number, which may be sent as it is. */
export const WireFlag = madeFrom(
  { is: isFlag, to: toFlag },
  z.custom<0 | 1 | "0" | "1" | null>(isFlag, "A flag is 0 or 1.").transform(toFlag),
);
export type WireFlag = z.infer<typeof WireFlag>;

/** A whole number, sometimes sent as a numeric string. Parsed to a number. */
export const WireCount = madeFrom(
  { is: isWholeNumber, to: Number },
  z.custom<string | number>(isWholeNumber, "A count is a whole number.").transform(Number),
);
export type WireCount = z.infer<typeof WireCount>;

/** Text that may come as null or as a number. Parsed to text; null becomes the empty text. */
export const WireText = madeFrom(
  { is: isTextual, to: toText },
  z.custom<string | number | null>(isTextual, "Write text.").transform(toText),
);
export type WireText = z.infer<typeof WireText>;

/** A decimal number, sometimes sent as text (Schoology API: credits, max_points). Parsed to a number. */
export const WireDecimal = z
  .union([
    z.number(),
    z.string().regex(/^-?\d{1,12}(\.\d{1,12})?$/, "Write a number such as 12 or 12.5."),
  ])
  .transform(Number);
export type WireDecimal = z.infer<typeof WireDecimal>;

/** A calendar day, `YYYY-MM-DD` (Schoology API: gradingperiods start and end). */
export const WireDay = z.iso.date();
export type WireDay = z.infer<typeof WireDay>;

const idsPattern = /^[\d,\s]*$/;

function splitIds(text: string): string[] {
  return text.split(",").flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}

/** A comma-separated list of ids, as `additional_buildings` is; null and a single number are read too. Parsed to ids. */
export const WireIdList = madeFrom(
  {
    is: (value) => isTextual(value) && idsPattern.test(toText(value)),
    to: (value) => splitIds(toText(value)),
  },
  WireText.pipe(z.string().regex(idsPattern, "Write ids separated by commas.").transform(splitIds)),
);
export type WireIdList = z.infer<typeof WireIdList>;

/** A list of ids, as `grading_periods` of a section is. Parsed to texts. */
export const WireIds = madeFrom(
  {
    is: (value) => Array.isArray(value) && value.every(isWholeNumber),
    to: (value) => (Array.isArray(value) ? value.map(String) : []),
  },
  z.array(WireId),
);
export type WireIds = z.infer<typeof WireIds>;

/** Where a list, or an object, continues or lives (Schoology API: links). */
const WireLinks = z.object({
  self: z.string().exactOptional(),
  next: z.string().exactOptional(),
  prev: z.string().exactOptional(),
});

/**
 * What every list carries beside its items: how many there are in all, and where the next page is.
 *
 * Follow `links.next` until it is absent. Some lists leave `total` out; those come whole.
 */
export const ListFrame = z.object({
  total: WireCount.exactOptional(),
  links: WireLinks.exactOptional(),
});
export type ListFrame = z.infer<typeof ListFrame>;

/** Items per page when none are asked for (Schoology API: paging). */
export const pageLimitDefault = 20;

/** The most items per page that clients are known to get; the real cap is undocumented. */
export const pageLimitMax = 200;
