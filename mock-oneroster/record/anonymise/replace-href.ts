import { operations } from "../../../contracts/oneroster/operations.ts";
import type { ReplaceText } from "./replace-text.ts";

/** The names of all collections. */
const collections: ReadonlySet<string> = new Set(
  operations.flatMap(({ path }) => path.split("/").filter((segment) => /^[a-z]+$/i.test(segment))),
);
const otherWords: ReadonlySet<string> = new Set(
  "ims oneroster rostering gradebook v1p0 v1p1 v1p2".split(" "),
);
const urlPattern = /^(https?:\/\/)?([^/?#]*)([^?#]*)/i;
const serverRoot = "/ims/oneroster";
const otherHost = "sis.example";

/** How the parts of an address are replaced. */
export interface HrefReplacements {
  readonly text: ReplaceText;
  readonly replaceId: ReplaceText;
}

/**
 * Replaces the address of a record: its host becomes `sis.example`, what stands before `/ims/oneroster` and
 * after `?` goes away, for it names the district or may be a key, and every id becomes what it is elsewhere.
 *
 * Relative addresses stay relative, trailing slashes stay.
 */
export function replaceHref(href: string, replacements: HrefReplacements): string {
  const [, scheme = "", host = "", path = ""] = urlPattern.exec(href) ?? [];
  const start = Math.max(path.lastIndexOf(serverRoot), 0);
  const replaced = replacePath(path.slice(start), replacements);
  if (scheme === "") return replacePath(host, replacements) + replaced;
  return scheme + (host === "" ? "" : otherHost) + replaced;
}

/** What follows the name of a collection is an id. */
function replacePath(path: string, { text, replaceId }: HrefReplacements): string {
  let before = "";
  return path
    .split("/")
    .map((segment) => {
      const replace = collections.has(before) ? replaceId : text;
      before = segment;
      const stays = segment === "" || collections.has(segment) || otherWords.has(segment);
      return stays ? segment : encodeURIComponent(wellFormed(replace(decode(segment))));
    })
    .join("/");
}

/** Ids arrive encoded, or as they are, or wrongly encoded. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** No URL can hold half a character. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
