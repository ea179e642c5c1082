import * as z from "zod";
import { enrollmentStatus } from "../../../contracts/lms/enrollment.ts";
import { decideCrossListing } from "../../rules/cross-listing.ts";
import { parseCsvTable } from "../../seed/csv-table.ts";
import { OrganizationFileError } from "../../seed/organization-file-error.ts";
import { originKey, pairKey } from "../../store/lms-store.ts";
import type { CrossListingRecord, EnrollmentRecord, SectionRecord } from "../../store/records.ts";
import { deleteSection, postSection } from "../course-actions.ts";
import type { LiveWorld } from "../live-world.ts";
import { UnknownObjectError } from "../people-actions.ts";
import { removeMembership } from "../remove-membership.ts";
import { forgetOrigins, noteOrigin } from "../section-ties.ts";
import { NameText } from "./find-objects.ts";

/**
 * A system admin imports a cross-listing file in the Import area (facts B.3).
 *
 * `keyedBy` says what listings hold on to; not confirmed. `code`, the default: a target whose section school
 * code changes loses its members to be. `section`: the listing goes with the section.
 */
export const ImportCrossListings = z.strictObject({
  csv: z.string().max(20_000_000),
  keyedBy: z.enum(["code", "section"]).default("code"),
});
export type ImportCrossListings = z.infer<typeof ImportCrossListings>;

/** What became of a row of an import file. `line` counts from 1, the header's. */
export interface ImportedRow {
  readonly at: string;
  readonly result: "created" | "updated" | "unchanged" | "refused";
  readonly error?: string;
}

const columns = {
  targetCode: { names: ["Target Section School Code"], required: true },
  sourceCode: { names: ["Cross-Listed Section School Code"], required: true },
} as const;

/**
 * Cross-lists sections by import file: columns Target Section School Code and Cross-Listed Section School Code.
 * A row that is wrong fails alone.
 *
 * The cross-listed section is gone for everybody; its members, made by hand or synced, are in the target, and
 * grades of those that the SIS enrolled go back to the section they came from. Its own materials are lost:
 * cross-list before anything is graded.
 *
 * @throws OrganizationFileError when the file cannot be read
 */
export function importCrossListings(
  world: LiveWorld,
  input: z.input<typeof ImportCrossListings>,
): readonly ImportedRow[] {
  const { csv, keyedBy } = ImportCrossListings.parse(input);
  const table = parseCsvTable("cross-listing file", csv, columns);
  if (table.problems.length > 0) throw new OrganizationFileError(table.problems);
  return table.rows.map(({ at, cell }) => {
    const codes = { targetCode: cell("targetCode"), sourceCode: cell("sourceCode") };
    const decision = decideCrossListing(world.view, codes);
    if (decision.kind === "refuse") return { at, result: "refused", error: decision.error };
    if (decision.kind === "keep") return { at, result: "unchanged" };
    crossList(world, { ...decision, keyedBy });
    return { at, result: "created" };
  });
}

function crossList(
  world: LiveWorld,
  { source, target, keyedBy }: CrossListed & Pick<CrossListingRecord, "keyedBy">,
): void {
  const { store } = world;
  const { id: sourceId, ...fields } = source;
  for (const member of store.enrollments.list("section", sourceId)) {
    moveMember(world, member, { to: target, from: source });
  }
  deleteSection(world, sourceId);
  store.crossListings.add((id) => ({
    id,
    sourceCode: source.schoolCode,
    targetCode: target.schoolCode,
    targetSectionId: target.id,
    keyedBy,
    source: fields,
  }));
}

interface CrossListed {
  readonly source: SectionRecord;
  readonly target: SectionRecord;
}

function moveMember(
  world: LiveWorld,
  member: EnrollmentRecord,
  { to, from }: { readonly to: SectionRecord; readonly from: SectionRecord },
): void {
  const { store } = world;
  const present = store.enrollments.find("member", pairKey(to.id, member.userId));
  if (present === undefined) {
    // Its grades were of the other section: a membership never changes its section.
    removeMembership(store, member.id);
    const moved = store.enrollments.add((id) => ({ ...member, id, sectionId: to.id }));
    noteOrigin(store, moved.id, from.schoolCode);
    return;
  }
  if (member.status !== enrollmentStatus.active) return;
  if (present.status === enrollmentStatus.active) {
    const origins = store.enrollmentOrigins.list("enrollment", present.id);
    if (origins.length === 0) noteOrigin(store, present.id, to.schoolCode);
  } else {
    forgetOrigins(store, present.id);
    store.enrollments.replace({ ...member, id: present.id, sectionId: to.id });
  }
  noteOrigin(store, present.id, from.schoolCode);
}

/** A system admin undoes a cross-listing. */
export const UndoCrossListing = z.strictObject({ crossListedSectionSchoolCode: NameText });
export type UndoCrossListing = z.infer<typeof UndoCrossListing>;

/**
 * Undoes a cross-listing: the section is there again under its codes, as a new one without materials, and
 * those who came from it are in it and no longer in the target. What the original does is not established.
 *
 * Without its course, or when its codes are taken meanwhile, the section is not made: the next sync does that.
 *
 * @throws UnknownObjectError when the code is not cross-listed
 */
export function undoCrossListing(
  world: LiveWorld,
  input: UndoCrossListing,
): { readonly section: SectionRecord | undefined } {
  const { store } = world;
  const code = input.crossListedSectionSchoolCode;
  const listing = store.crossListings.find("source", code);
  if (listing === undefined) {
    throw new UnknownObjectError(
      `Failed to undo a cross-listing: the section_school_code ${code} is not cross-listed.`,
    );
  }
  store.crossListings.remove(listing.id);
  const members = store.enrollmentOrigins.list("code", code).flatMap((origin) => {
    store.enrollmentOrigins.remove(origin.id);
    return store.enrollments.get(origin.enrollmentId) ?? [];
  });
  const section = remakeSection(world, listing.source);
  for (const member of members) returnMember(world, member, section);
  return { section };
}

function remakeSection(
  world: LiveWorld,
  source: CrossListingRecord["source"],
): SectionRecord | undefined {
  if (world.store.courses.get(source.courseId) === undefined) return undefined;
  const applied = postSection(
    world,
    {
      title: source.title,
      section_code: source.code,
      section_school_code: source.schoolCode,
      grading_periods: source.gradingPeriodIds.map(String),
      synced: source.synced,
    },
    { courseId: source.courseId, updateExisting: false },
  );
  if (applied.kind === "refuse") return undefined;
  const section = { ...applied.record, profile: source.profile };
  world.store.sections.replace(section);
  return section;
}

function returnMember(
  { store }: LiveWorld,
  member: EnrollmentRecord,
  section: SectionRecord | undefined,
): void {
  const rest = store.enrollmentOrigins.list("enrollment", member.id);
  const own = store.sections.get(member.sectionId)?.schoolCode ?? "";
  if (rest.length === 0) removeMembership(store, member.id);
  if (section !== undefined) enrollAgain({ store }, member, section);
  const last = store.enrollmentOrigins.find("pair", originKey(member.id, own));
  // Who is left with the target's own code alone is an ordinary member again.
  if (rest.length === 1 && last !== undefined) store.enrollmentOrigins.remove(last.id);
}

/**
 * Somebody may have been left behind in a target that a listing lost before it found another: of two memberships
 * the active one counts.
 */
function enrollAgain(
  { store }: Pick<LiveWorld, "store">,
  member: EnrollmentRecord,
  section: SectionRecord,
): void {
  const present = store.enrollments.find("member", pairKey(section.id, member.userId));
  if (present === undefined) {
    store.enrollments.add((id) => ({ ...member, id, sectionId: section.id }));
  } else if (
    present.status !== enrollmentStatus.active &&
    member.status === enrollmentStatus.active
  ) {
    store.enrollments.replace({ ...member, id: present.id, sectionId: section.id });
  }
}
