import type { Permute } from "./permutation.ts";

const guid =
  /^(\s*(?:urn:uuid:|\{)?[stgpardo]?)([\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|(?=.*[A-F])[\dA-F]{8}-(?:[\dA-F]{4}-){3}[\dA-F]{12})(\}?\s*)$/;
const token = /^(\s*)((?=.*\d)(?=.*[a-f])[\da-f]{16,64}|(?=.*\d)(?=.*[A-F])[\dA-F]{16,64})(\s*)$/;

/** Where in the hexadecimal digits of a GUID its version and its variant stand (RFC 9562 §4). */
const [versionPlace, variantPlace, guidDigits] = [12, 16, 32] as const;

/** Says whether a text is a GUID, perhaps in braces or after the letter of a role, or a long hexadecimal id. */
export function isHex(text: string): boolean {
  return guid.test(text) || token.test(text);
}

/**
 * Replaces a GUID by a GUID and a hexadecimal id by another; undefined when the text is neither.
 *
 * Digits and letters change places, for which is which would tell one GUID from all others.
 */
export function replaceHex(text: string, permute: Permute): string | undefined {
  for (const form of [guid, token]) {
    const [, before, hex, after] = form.exec(text) ?? [];
    if (before === undefined || hex === undefined || after === undefined) continue;
    let result = hex;
    do result = permuteHex(result, permute);
    while (!form.test(result));
    return before + result + after;
  }
  return undefined;
}

function permuteHex(text: string, permute: Permute): string {
  const digits = text.replaceAll("-", "");
  const isUpper = text !== text.toLowerCase();
  const free = digits
    .split("")
    .flatMap((digit, place) => (isFixed(digits, place) ? [] : [Number.parseInt(digit, 16)]));
  const permuted = permute(
    free,
    free.map(() => 16),
  ).values();
  let place = -1;
  return text.replace(/[^-]/g, (character) => {
    place += 1;
    if (isFixed(digits, place)) return character;
    const digit = (permuted.next().value ?? 0).toString(16);
    return isUpper ? digit.toUpperCase() : digit;
  });
}

function isFixed(digits: string, place: number): boolean {
  return digits.length === guidDigits && (place === versionPlace || place === variantPlace);
}
