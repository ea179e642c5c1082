import { diagnose, type Diagnostic, type Place } from "../../contracts/run/diagnostic.ts";
import type { Person } from "../snapshot/roster.ts";

/** What is left of UTF-8 that was read as another encoding: the lead bytes of é, ’ and their like as letters. */
const mojibake = /[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac/;
const control = /[\p{Cc}\p{Surrogate}]/u;

/** In which way a text looks broken; undefined when it does not (F34). */
function brokenPart(text: string): string | undefined {
  if (text.includes("\ufffd"))
    return "a replacement character, where something could not be decoded";
  if (mojibake.test(text)) return "letters that come of UTF-8 read as another encoding";
  if (control.test(text)) return "a control character";
  return undefined;
}

/** Says which fields of a person look broken. They are passed on as they are, for the SIS is master (F34). */
export function personTextRemarks(person: Person, place: Place): readonly Diagnostic[] {
  const { givenName, familyName, middleName = "", preferredFirstName = "" } = person;
  return textRemarks({ givenName, familyName, middleName, preferredFirstName }, place);
}

/** Says which of the named texts look broken. */
export function textRemarks(
  texts: Readonly<Record<string, string>>,
  place: Place,
): readonly Diagnostic[] {
  const remarks: Diagnostic[] = [];
  for (const [field, text] of Object.entries(texts)) {
    const what = brokenPart(text);
    if (what !== undefined) remarks.push(diagnose("text-encoding", place, { field, what }));
  }
  return remarks;
}

/** A vendor's list of what names and codes of Campus contain and imports choke on (facts A.6). */
const oddCharacters = /[`\\:*?"<>|'#,%&]/g;

/** Org codes of Campus exceed this, which is what other imports take (facts A.6). */
const codeLengthMax = 50;

/** Says what is odd about a code. Codes are case-sensitive keys: they are never rewritten (F35). */
export function codeRemarks(
  code: { readonly field: string; readonly text: string },
  place: Place,
): readonly Diagnostic[] {
  const { field, text } = code;
  const odd = [...new Set(text.match(oddCharacters) ?? [])].toSorted().join(" ");
  const { length } = text;
  const max = codeLengthMax;
  return [
    ...(odd === "" ? [] : [diagnose("code-characters", place, { field, characters: odd })]),
    ...(length <= max ? [] : [diagnose("code-too-long", place, { field, length, max })]),
  ];
}
