import * as z from "zod";
import { refuseSectionLink } from "../../rules/section-link.ts";
import type { SectionLinkRecord } from "../../store/records.ts";
import type { LiveWorld } from "../live-world.ts";
import { findSection, PeopleActionError, refused, SectionName } from "./find-objects.ts";

/** A teacher links sections to a master section. */
export const LinkSections = z.strictObject({
  master: SectionName,
  children: z.array(SectionName).min(1).max(50),
});
export type LinkSections = z.infer<typeof LinkSections>;

/**
 * Links sections to a master: all of them, or none when one may not be linked (facts B.3). The children get a
 * `parent_id`.
 *
 * @throws UnknownObjectError when a section is not there
 * @throws PeopleActionError when the rules of linking forbid it
 */
export function linkSections(world: LiveWorld, input: LinkSections): readonly SectionLinkRecord[] {
  const { store } = world;
  const master = findSection(store, input.master);
  const children = input.children.map((name) => findSection(store, name));
  const made: SectionLinkRecord[] = [];
  for (const child of children) {
    const refusal = refuseSectionLink(world.view, master, child);
    if (refusal !== undefined) {
      for (const link of made) store.sectionLinks.remove(link.id);
      throw refused(`link the section ${child.id}`, refusal);
    }
    made.push(store.sectionLinks.add((id) => ({ id, parentId: master.id, childId: child.id })));
  }
  return made;
}

/** A teacher unlinks a section from its master. */
export const UnlinkSection = z.strictObject({ section: SectionName });
export type UnlinkSection = z.infer<typeof UnlinkSection>;

/**
 * Unlinks a section: it stands alone, with its own members and those cross-listed into it, and with nothing of
 * the master's (facts B.3).
 *
 * @throws UnknownObjectError when the section is not there
 * @throws PeopleActionError when it is not linked
 */
export function unlinkSection(world: LiveWorld, input: UnlinkSection): void {
  const section = findSection(world.store, input.section);
  const link = world.store.sectionLinks.find("child", String(section.id));
  if (link === undefined) {
    throw new PeopleActionError(
      `Failed to unlink the section ${section.id}: it is not linked to a master.`,
    );
  }
  world.store.sectionLinks.remove(link.id);
}
