import type { Context } from "hono";
import type { LiveWorld } from "../actions/live-world.ts";
import type { SectionRecord } from "../store/records.ts";
import { idIn, notFound } from "./call.ts";

/** The section that a path names; 404 when there is none. */
export function sectionIn(c: Context, world: LiveWorld): SectionRecord {
  const section = world.store.sections.get(idIn(c, "section_id"));
  if (section === undefined) throw notFound();
  return section;
}
