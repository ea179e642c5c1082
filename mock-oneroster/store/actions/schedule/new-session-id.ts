import type { World } from "../../world.ts";
import { deriveId } from "../derive-id.ts";

/** The id of a new term or school year: both are academic sessions and share their ids. */
export function newSessionId({ terms, schoolYears }: World, words: readonly string[]): string {
  return deriveId(words, (id) => terms.has(id) || schoolYears.has(id));
}
