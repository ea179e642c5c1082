import type { AnswerDraft } from "./answer-draft.ts";
import type { FaultOf } from "./fault.ts";
import { strikesOf, type Strike } from "./strike.ts";

/** Spoils the encoding of a JSON body, then cuts it off. Bodies that are no JSON are left alone. */
export function harmBytes(draft: AnswerDraft, strikes: readonly Strike[]): AnswerDraft {
  const isJson = /\bjson\b/i.test(draft.headers.get("Content-Type") ?? "");
  if (!isJson || draft.bytes.length === 0) return draft;
  let { bytes } = draft;
  for (const { fault, claim } of strikesOf(strikes, "bad-encoding")) {
    if (claim()) bytes = encodeBadly(bytes, fault.as);
  }
  for (const { fault, claim } of strikesOf(strikes, "truncated-json")) {
    if (claim()) bytes = bytes.slice(0, fault.atByte ?? Math.floor(bytes.length * fault.atShare));
  }
  return bytes === draft.bytes ? draft : { ...draft, bytes };
}

type Bytes = AnswerDraft["bytes"];

function encodeBadly(bytes: Bytes, as: FaultOf<"bad-encoding">["as"]): Bytes {
  switch (as) {
    case "latin-1":
      return toLatin1(new TextDecoder().decode(bytes));
    case "mojibake":
      return new TextEncoder().encode(readAsWindows1252(bytes));
    case "bom":
      return Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]);
    default:
      return as satisfies never;
  }
}

/** ISO 8859-1 has no letters above U+00FF. Whoever converts to it writes a question mark. */
function toLatin1(text: string): Bytes {
  return Uint8Array.from(Buffer.from(text.replace(/[\u{100}-\u{10ffff}]/gu, "?"), "latin1"));
}

/**
 * The characters of Windows-1252 from 0x80 to 0x9F (WHATWG Encoding).
 *
 * Our own table, because versions of Node differ in how their TextDecoder reads these bytes.
 */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function readAsWindows1252(bytes: Bytes): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (control) => windows1252.charAt(control.charCodeAt(0) - 0x80));
}
