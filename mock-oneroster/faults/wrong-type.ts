import type { Random } from "../../core/random.ts";
import { isJsonObject } from "./json-page.ts";

/**
 * Writes a value in a type that the standard does not have for it, as servers in the wild do.
 *
 * Flags become booleans (OneRoster facts §5.0), other text a number, its own where it reads as one, so that
 * leading zeros go (F36); lists and references become text, numbers too. Booleans become 0 and 1.
 */
export function wrongTypeOf(value: unknown, random: Random): unknown {
  if (value === "true" || value === "false") return value === "true";
  if (typeof value === "string") return toNumber(value, random);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map((one) => toText(one)).join(",");
  return value === null ? "null" : toText(value);
}

function toNumber(text: string, random: Random): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : random.int(1_000_000);
}

/** A reference is best told by what it points at. */
function toText(value: unknown): string {
  if (typeof value === "string") return value;
  const id = isJsonObject(value) ? value["sourcedId"] : undefined;
  return typeof id === "string" ? id : JSON.stringify(value);
}
