import type { ReplaceText } from "./replace-text.ts";
import { isSchoolWord } from "./school-words.ts";

const word = /[\p{L}\p{M}]+|\p{Nd}+/gu;
/** A title is short. What is longer is prose, in which names may stand. */
const titleLengthMax = 200;

/**
 * Replaces what in a title is no common word of schools: `Algebra I - Smith P3` keeps its subject and its
 * period and loses the teacher. A family name becomes what it becomes in the user's own record.
 *
 * E-mail addresses and the like, and prose, are replaced as a whole.
 */
export function replaceTitle(title: string, replace: ReplaceText): string {
  if (title.length > titleLengthMax || title.includes("@")) return replace(title);
  return title.replace(word, (found) => replaceWord(found, replace));
}

/** A word that is replaced may not become one that stays, or two titles could become the same. */
function replaceWord(found: string, replace: ReplaceText): string {
  if (isSchoolWord(found)) return found;
  let result = replace(found);
  while (isSchoolWord(result)) result = replace(result);
  return result;
}
