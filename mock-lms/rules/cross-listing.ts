import type { LmsView } from "../store/lms-store.ts";
import type { CrossListingRecord, EnrollmentRecord, SectionRecord } from "../store/records.ts";
import { refuse, refuseUnknown, type Refusal } from "./decision.ts";

/** The parts of the state that a section school code is looked up in. */
type CodeView = Pick<LmsView, "sections" | "crossListings">;

/**
 * The section that the members of a cross-listed section are in (facts B.3); undefined when the code is
 * not cross-listed, or when its listing has lost its target.
 *
 * A listing holds on to the target's section school code: where a new code takes its place, as after a
 * switch of trials, the listing is orphaned and the source section becomes a section of its own again
 * (facts B.3, last row, not confirmed). A listing that is keyed by section goes with the target instead.
 */
export function crossListedTarget(view: CodeView, schoolCode: string): SectionRecord | undefined {
  const listing = view.crossListings.find("source", schoolCode);
  return listing === undefined ? undefined : targetOf(view, listing);
}

/** The section that a cross-listing leads to; undefined when it is orphaned. */
export function targetOf(
  view: Pick<LmsView, "sections">,
  listing: CrossListingRecord,
): SectionRecord | undefined {
  return listing.keyedBy === "code"
    ? view.sections.find("schoolCode", listing.targetCode)
    : view.sections.get(listing.targetSectionId);
}

/** The section that rows with a section school code are about: their own, or the one it is cross-listed into. */
export function sectionOfCode(view: CodeView, schoolCode: string): SectionRecord | undefined {
  return view.sections.find("schoolCode", schoolCode) ?? crossListedTarget(view, schoolCode);
}

/** The cross-listings that lead to a section. */
export function crossListingsInto(
  view: Pick<LmsView, "crossListings">,
  section: SectionRecord,
): readonly CrossListingRecord[] {
  const byCode = view.crossListings
    .list("targetCode", section.schoolCode)
    .filter((listing) => listing.keyedBy === "code");
  const bySection = view.crossListings
    .list("target", section.id)
    .filter((listing) => listing.keyedBy === "section");
  return [...byCode, ...bySection];
}

/**
 * The section school code of the SIS section that a member's grades go back to (facts B.3): the one that the
 * SIS enrolled them in, which for a member of a cross-listed section is not the section they are in.
 *
 * Who is enrolled in both counts for the section itself. Empty when the section is not known to a SIS.
 */
export function passbackSectionOf(
  view: Pick<LmsView, "sections" | "enrollmentOrigins">,
  member: Pick<EnrollmentRecord, "id" | "sectionId">,
): string {
  const own = view.sections.get(member.sectionId)?.schoolCode ?? "";
  const origins = view.enrollmentOrigins.list("enrollment", member.id);
  if (origins.some((origin) => origin.schoolCode === own)) return own;
  return origins[0]?.schoolCode ?? own;
}

/** What becomes of a row of a cross-listing file. */
export type CrossListingDecision =
  | Refusal
  | { readonly kind: "keep"; readonly target: SectionRecord }
  | { readonly kind: "list"; readonly source: SectionRecord; readonly target: SectionRecord };

/**
 * A row of a cross-listing file: both sections are there, and neither takes part in another arrangement
 * that would have to be undone first. Repeating a row changes nothing.
 */
export function decideCrossListing(
  view: Pick<LmsView, "sections" | "crossListings" | "sectionLinks">,
  row: { readonly targetCode: string; readonly sourceCode: string },
): CrossListingDecision {
  if (row.targetCode === "") return refuse("The row needs a Target Section School Code.");
  if (row.sourceCode === "") return refuse("The row needs a Cross-Listed Section School Code.");
  if (row.targetCode === row.sourceCode) return refuse("A section cannot be listed into itself.");
  const target = view.sections.find("schoolCode", row.targetCode);
  if (target === undefined) return refuseUnknown("There is no section with the target's code.");
  const present = crossListedTarget(view, row.sourceCode);
  if (present?.id === target.id) return { kind: "keep", target };
  if (present !== undefined) return refuse(`It is listed into the section ${present.id} already.`);
  const source = view.sections.find("schoolCode", row.sourceCode);
  if (source === undefined) {
    return refuseUnknown("There is no section with the cross-listed code.");
  }
  if (crossListingsInto(view, source).length > 0) {
    return refuse("Other sections are listed into it. Undo that first.");
  }
  if (isLinked(view, source.id)) return refuse("It is linked. Cross-list first, link afterwards.");
  return { kind: "list", source, target };
}

function isLinked(view: Pick<LmsView, "sectionLinks">, sectionId: number): boolean {
  return (
    view.sectionLinks.find("child", String(sectionId)) !== undefined ||
    view.sectionLinks.list("parent", sectionId).length > 0
  );
}
