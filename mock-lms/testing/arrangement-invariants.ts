import type { LmsView } from "../store/lms-store.ts";

/** What is wrong with links, cross-listings, origins of members and archive marks (facts B.3). */
export function brokenArrangements(store: LmsView): readonly string[] {
  return [...brokenLinks(store), ...brokenListings(store), ...brokenTies(store)];
}

/**
 * A master has at most nine children of its own course, which are masters of nobody.
 *
 * Grading periods, course admins and students are compared when sections are linked and not here: the roster may
 * change them afterwards (F70).
 */
function brokenLinks(store: LmsView): readonly string[] {
  const links = [...store.sectionLinks.values()];
  const children = new Set(links.map((link) => link.childId));
  const broken: string[] = [];
  for (const { id, parentId, childId } of links) {
    const parent = store.sections.get(parentId);
    const child = store.sections.get(childId);
    if (parent === undefined || child === undefined) broken.push(`section of link ${id}`);
    if (parent?.courseId !== child?.courseId) broken.push(`course of link ${id}`);
    if (parentId === childId || children.has(parentId)) broken.push(`master of link ${id}`);
    if (links.filter((other) => other.parentId === parentId).length > 9) {
      broken.push(`more than ten sections linked to ${parentId}`);
    }
  }
  return broken;
}

/**
 * A cross-listed section exists for nobody. Its listing may wait for a target by code, never for one by id: ids are
 * not given twice.
 */
function brokenListings(store: LmsView): readonly string[] {
  const codes = new Set([...store.sections.values()].map((section) => section.schoolCode));
  const broken: string[] = [];
  for (const { id, sourceCode, targetCode, source, ...listing } of store.crossListings.values()) {
    if (sourceCode === "" || targetCode === "") broken.push(`code of cross-listing ${id}`);
    if (source.schoolCode !== sourceCode) broken.push(`source of cross-listing ${id}`);
    if (sourceCode === targetCode) broken.push(`cross-listing ${id} into itself`);
    if (codes.has(sourceCode)) broken.push(`section of cross-listing ${id} that is there`);
    const byId = listing.keyedBy === "section";
    if (byId && store.sections.get(listing.targetSectionId) === undefined) {
      broken.push(`target of cross-listing ${id}`);
    }
  }
  return broken;
}

/**
 * A member comes from the section that it is in, or from a SIS section that is no section here: origins of
 * another section that is there would send its grades astray.
 */
function brokenTies(store: LmsView): readonly string[] {
  const codes = new Map([...store.sections.values()].map(({ id, schoolCode }) => [schoolCode, id]));
  const broken: string[] = [];
  for (const { id, enrollmentId, schoolCode } of store.enrollmentOrigins.values()) {
    const member = store.enrollments.get(enrollmentId);
    if (member === undefined) broken.push(`member of origin ${id}`);
    const there = schoolCode === "" ? undefined : codes.get(schoolCode);
    if (there !== undefined && there !== member?.sectionId) broken.push(`section of origin ${id}`);
  }
  for (const { id, sectionId } of store.archiveMarks.values()) {
    if (store.sections.get(sectionId) === undefined) broken.push(`section of archive mark ${id}`);
  }
  return broken;
}
