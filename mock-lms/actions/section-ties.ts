import { originKey, type LmsStore } from "../store/lms-store.ts";
import type { SectionRecord } from "../store/records.ts";

/** Forgets where a membership came from. */
export function forgetOrigins(
  store: Pick<LmsStore, "enrollmentOrigins">,
  enrollmentId: number,
): void {
  for (const origin of store.enrollmentOrigins.list("enrollment", enrollmentId)) {
    store.enrollmentOrigins.remove(origin.id);
  }
}

/** Notes that a membership comes from a SIS section. */
export function noteOrigin(
  store: Pick<LmsStore, "enrollmentOrigins">,
  enrollmentId: number,
  schoolCode: string,
): void {
  const key = originKey(enrollmentId, schoolCode);
  if (store.enrollmentOrigins.find("pair", key) !== undefined) return;
  store.enrollmentOrigins.add((id) => ({ id, enrollmentId, schoolCode }));
}

/**
 * Lets everything that holds on to section school codes follow a section that is new under its code; `before` is
 * the section as it was.
 *
 * A cross-listing of this code was orphaned, or the code would not have been free: it ends, and who came by it is
 * from then on where they are. Own members are still its own.
 */
export function followCode(
  store: Pick<LmsStore, "crossListings" | "enrollments" | "enrollmentOrigins">,
  section: SectionRecord,
  before: SectionRecord | undefined,
): void {
  const { schoolCode } = section;
  if (schoolCode === before?.schoolCode) return;
  if (schoolCode !== "") {
    const orphan = store.crossListings.find("source", schoolCode);
    if (orphan !== undefined) store.crossListings.remove(orphan.id);
    for (const { id } of store.enrollmentOrigins.list("code", schoolCode)) {
      store.enrollmentOrigins.remove(id);
    }
  }
  if (before === undefined) return;
  for (const origin of store.enrollmentOrigins.list("code", before.schoolCode)) {
    if (store.enrollments.get(origin.enrollmentId)?.sectionId !== section.id) continue;
    store.enrollmentOrigins.replace({ ...origin, schoolCode });
  }
}

/** Forgets the cross-listings that hold on to a section itself. Those that hold on to its code wait for another. */
export function forgetListingsInto(
  store: Pick<LmsStore, "crossListings">,
  sectionId: number,
): void {
  for (const { id, keyedBy } of store.crossListings.list("target", sectionId)) {
    if (keyedBy === "section") store.crossListings.remove(id);
  }
}

/** Forgets the links, the archive mark and the cross-listings of a section that is deleted. */
export function forgetSectionTies(
  store: Pick<LmsStore, "sectionLinks" | "archiveMarks" | "crossListings">,
  sectionId: number,
): void {
  forgetListingsInto(store, sectionId);
  const own = store.sectionLinks.find("child", String(sectionId));
  if (own !== undefined) store.sectionLinks.remove(own.id);
  for (const link of store.sectionLinks.list("parent", sectionId)) {
    store.sectionLinks.remove(link.id);
  }
  const mark = store.archiveMarks.find("section", String(sectionId));
  if (mark !== undefined) store.archiveMarks.remove(mark.id);
}
