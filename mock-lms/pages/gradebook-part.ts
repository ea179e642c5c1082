import type { SectionRecord } from "../store/records.ts";
import type { Markup } from "./markup.ts";

/** The gradebook of a section for its page; undefined as long as the mock keeps none. */
export function gradebookPart(_section: SectionRecord): Markup | undefined {
  return undefined;
}
