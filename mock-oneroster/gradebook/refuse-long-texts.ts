import { isMembers } from "./read-body.ts";
import { invalid } from "./write-refusal.ts";

/**
 * Refuses a text of more characters than may be, wherever it lies in a value, and names the field.
 *
 * What is written stays for as long as the server runs, and words that a column has met stay longer than the record.
 */
export function refuseLongTexts(value: unknown, at: string, lengthMax: number): void {
  if (lengthMax === 0) return;
  if (typeof value === "string") refuseLong(value, at, lengthMax);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      refuseLongTexts(item, `${at}[${index}]`, lengthMax);
    }
  }
  if (!isMembers(value)) return;
  for (const [name, member] of Object.entries(value)) {
    refuseLong(name, `The name of a member of ${at}`, lengthMax);
    refuseLongTexts(member, `${at}.${name.slice(0, shownNameMax)}`, lengthMax);
  }
}

const shownNameMax = 100;

function refuseLong(text: string, at: string, lengthMax: number): void {
  // A character has at least one code unit, so that most texts need not be counted.
  if (text.length > lengthMax && Array.from(text).length > lengthMax) {
    throw invalid(`${at} has more than ${lengthMax} characters.`);
  }
}
