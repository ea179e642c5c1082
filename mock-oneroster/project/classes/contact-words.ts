import { campusRows, contactWords } from "../../store/people.ts";
import type { Relationship } from "../../store/records.ts";
import type { ProjectionScene } from "../scene.ts";

/** The word of 1.1 for a contact by one relationship. */
export function wordOfLink({ guardian }: Pick<Relationship, "guardian">): "guardian" | "relative" {
  return guardian ? "guardian" : "relative";
}

/** Two people, by the relationships of one of them. */
interface Between {
  readonly contact: string;
  readonly links: readonly Relationship[];
  readonly side: "person" | "contact";
  readonly other: string;
}

/**
 * The words by which a student names a contact, so that of the two 1.1 records of one who is guardian here and relative
 * there the right one is listed (F45). Of an import every word of a contact will do: its records are as written. In 1.2
 * a person has one record.
 *
 * Of `links`, the relationships of one of them, those decide whose `side` is the other one.
 */
export function wordsBetween(
  { world, version }: Pick<ProjectionScene, "world" | "version">,
  { contact, links, side, other }: Between,
): readonly string[] {
  if (version === "1.2" || !campusRows(world)(world.people.rows.find(contact))) return contactWords;
  const words = links.flatMap((link) => (link[side] === other ? [wordOfLink(link)] : []));
  return words.includes("guardian") ? ["guardian"] : words;
}
