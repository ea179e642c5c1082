import { originKey, type LmsStore } from "../store/lms-store.ts";

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

/** Forgets the links and the archive mark of a section that is deleted. Its cross-listings stay: they hold on to codes. */
export function forgetSectionTies(
  store: Pick<LmsStore, "sectionLinks" | "archiveMarks">,
  sectionId: number,
): void {
  const own = store.sectionLinks.find("child", String(sectionId));
  if (own !== undefined) store.sectionLinks.remove(own.id);
  for (const link of store.sectionLinks.list("parent", sectionId)) {
    store.sectionLinks.remove(link.id);
  }
  const mark = store.archiveMarks.find("section", String(sectionId));
  if (mark !== undefined) store.archiveMarks.remove(mark.id);
}
