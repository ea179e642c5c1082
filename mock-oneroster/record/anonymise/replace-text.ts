import type { Permute } from "./permutation.ts";
import { isHex, replaceHex } from "./replace-hex.ts";
import { readShape } from "./text-shape.ts";
import { permuteWithoutTraces } from "./without-traces.ts";

/** Replaces a text. The same text always becomes the same one, and different texts stay different. */
export type ReplaceText = (text: string) => string;

const domain = /@[\p{L}\p{N}][\p{L}\p{M}\p{N}.-]*/gu;
const domainStart = /@[\p{L}\p{N}]/u;
const addressSeparators = [",", ";", "<", ">", '"'] as const;
const webAddress = /^(https?:\/\/)([^/?#\s:]*)(.*)$/isu;
/** The letter of a role before a person's number, in 1.1 (Campus facts A.4; `+` in OneRoster §8.2). */
const roleNumber = /^(\s*[stgpardo]\+?)(\d{1,40})(\s*)$/i;
/** Longer texts are replaced piece by piece. */
const pieces = /[^]{1,2000}/gu;
const rememberedLength = 200;
const remembered = 200_000;

/**
 * Creates the one replacement of texts that everything else is made of, so that texts that were equal in
 * two fields, such as a username and the local part of an e-mail, stay equal.
 *
 * Shape stays (see `readShape`), and of special forms what makes them work: the letter of a role before a
 * number, so that `s42`, `42` and `t42` keep belonging together; GUIDs stay GUIDs; the domain of an e-mail
 * goes below `.example`, label by label. That alone makes a text longer: no mail may ever reach anyone.
 */
export function createReplaceText(permute: Permute): ReplaceText {
  const plain = (text: string): string => {
    const shape = readShape(text);
    return shape.pour(permuteWithoutTraces(permute, shape));
  };
  const replace: ReplaceText = (text) =>
    replaceWebAddress(text, again) ??
    replaceAddresses(text, again) ??
    replaceRoleNumber(text, again) ??
    replaceHex(text, permute) ??
    replacePlain(text, plain);
  const again = remember(replace);
  return again;
}

/** What has no special form may not get one, or two texts could become the same. */
function replacePlain(text: string, plain: ReplaceText): string {
  const parts = text.match(pieces) ?? [];
  if (parts.length > 1) return parts.map((part) => plain(part)).join("");
  let result = plain(text);
  while (isSpecial(result)) result = plain(result);
  return result;
}

function isSpecial(text: string): boolean {
  return webAddress.test(text) || domainStart.test(text) || roleNumber.test(text) || isHex(text);
}

function replaceRoleNumber(text: string, replace: ReplaceText): string | undefined {
  const [, letter = "", number, after = ""] = roleNumber.exec(text) ?? [];
  return number === undefined ? undefined : letter + replace(number) + after;
}

function replaceWebAddress(text: string, replace: ReplaceText): string | undefined {
  const [, scheme, host, rest] = webAddress.exec(text) ?? [];
  if (scheme === undefined || host === undefined || rest === undefined) return undefined;
  return `${scheme}${replaceHost(host, replace)}${replace(rest)}`;
}

/** Every e-mail address in a text, and what stands between them. A local part may hold spaces by mistake. */
function replaceAddresses(text: string, replace: ReplaceText): string | undefined {
  if (!domainStart.test(text)) return undefined;
  let result = "";
  let done = 0;
  for (const match of text.matchAll(domain)) {
    const before = text.slice(done, match.index);
    const local = Math.max(...addressSeparators.map((mark) => before.lastIndexOf(mark))) + 1;
    result += replace(before.slice(0, local)) + replace(before.slice(local));
    result += `@${replaceHost(match[0].slice(1), replace)}`;
    done = match.index + match[0].length;
  }
  return result + replace(text.slice(done));
}

/** A domain without a dot is a mistake that is to survive. It leads nowhere either. */
function replaceHost(host: string, replace: ReplaceText): string {
  const labels = host.split(".").map((label) => replace(label));
  return labels.length > 1 ? [...labels, "example"].join(".") : labels.join("");
}

function remember(replace: ReplaceText): ReplaceText {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || text === "") return before ?? "";
    const result = replace(text);
    if (text.length > rememberedLength) return result;
    if (known.size >= remembered) known.clear();
    known.set(text, result);
    return result;
  };
}
