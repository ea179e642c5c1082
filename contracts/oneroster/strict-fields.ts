import * as z from "zod";
import { isCalendarDate, isDateTime } from "./calendar.ts";
import {
  extensionPattern,
  flags,
  learningObjectiveSourcePattern,
  learningObjectiveSources,
  type OneRosterVersion,
  type ReferenceTarget,
  referenceTypes,
  statuses,
} from "./vocabulary.ts";

const uriPattern =
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;

/** Any text. The standard sets no length. */
export const text = z.string();

/** An opaque id: not necessarily a UUID, and over REST without any pattern, but never empty. */
export const sourcedId = z.string().min(1, "A sourcedId may not be empty.");

/** A boolean as the standard sends it: as text. */
export const flag = z.enum(flags);

/** A day that exists, `YYYY-MM-DD`. */
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "A date is YYYY-MM-DD.")
  .refine(isCalendarDate, "This day does not exist.");

/** A moment by RFC 3339, with a zone. REST has no rule for milliseconds. */
export const dateTime = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/,
    "A moment is YYYY-MM-DDTHH:mm:ssZ, with any offset (RFC 3339).",
  )
  .refine(isDateTime, "This moment does not exist.");

/** The year in which a school year ends, `YYYY`. */
export const year = z
  .string()
  .regex(/^\d{4}$/, "A school year is YYYY, the year in which it ends.");

/** A JSON number. */
export const number = z.number();

/** An absolute URI of RFC 3986. */
export const uri = z.string().regex(uriPattern, "This is not an absolute URI.");

/** Free keys: the only place for what the standard does not know. */
const metadata = z.record(z.string(), z.unknown());

/** One of the listed values and nothing else. */
export function closed<const V extends readonly [string, ...string[]]>(
  values: V,
): z.ZodEnum<{ [K in V[number]]: K }> {
  return z.enum(values);
}

/** One of the listed values, or an extension of them. */
export function open<const V extends readonly [string, ...string[]]>(
  values: V,
): z.ZodUnion<[z.ZodEnum<{ [K in V[number]]: K }>, z.ZodString]> {
  return z.union([z.enum(values), z.string().regex(extensionPattern)]);
}

/** `case`, `unknown`, or another lower-case word (1.2). */
export const learningObjectiveSource = z.union([
  z.enum(learningObjectiveSources),
  z.string().regex(learningObjectiveSourcePattern),
]);

/** A reference to a record of another class: all three members are required (GUIDRef). */
export function reference(
  version: OneRosterVersion,
): (
  target: ReferenceTarget,
) => z.ZodObject<
  { href: typeof uri; sourcedId: typeof sourcedId; type: z.ZodEnum<Record<string, string>> },
  z.core.$strict
> {
  return (target) =>
    z.strictObject({ href: uri, sourcedId, type: z.enum([...referenceTypes[version][target]]) });
}

/** A list that may be empty. */
export function list<T extends z.ZodType>(item: T): z.ZodArray<T> {
  return z.array(item);
}

/** A list of at least one. */
export function filledList<T extends z.ZodType>(item: T): z.ZodArray<T> {
  return z.array(item).min(1);
}

/** The four fields that every class has (OneRoster 1.2 REST, any class; 1.1 §4). */
export const identity = {
  sourcedId,
  status: closed(statuses),
  dateLastModified: dateTime,
  metadata: metadata.exactOptional(),
};
