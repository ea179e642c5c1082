import type { SectionCopyRow, SectionWrite } from "../../contracts/lms/section.ts";
import type { LmsView } from "../store/lms-store.ts";
import type { SectionRecord } from "../store/records.ts";
import { refuse, refuseUnknown, type Refusal } from "./decision.ts";
import type { RuleWorld } from "./world.ts";

/** Where a copy comes from, and whether it goes into a section that is there or into a new one of a course. */
export type SectionCopyDecision =
  | Refusal
  | { readonly kind: "fill"; readonly source: SectionRecord; readonly target: SectionRecord }
  | {
      readonly kind: "found";
      readonly source: SectionRecord;
      readonly courseId: number;
      readonly section: SectionWrite;
    };

/**
 * A row of `POST sections/copy`. What it leaves out is as in the source: course, title, grading periods.
 * A section that has the row's section_school_code is the target, if it is still empty.
 */
export function decideSectionCopy(world: RuleWorld, row: SectionCopyRow): SectionCopyDecision {
  const { sections } = world.view;
  const source =
    row.source_section_id === undefined
      ? sections.find("schoolCode", row.source_section_school_code ?? "")
      : sections.get(Number(row.source_section_id));
  if (source === undefined) return refuseUnknown("There is no such source section.");
  const target = sections.find("schoolCode", row.section_school_code ?? "");
  if (target?.id === source.id) return refuse("A section cannot be copied into itself.");
  if (target !== undefined) {
    return hasMaterials(world.view, target.id)
      ? refuse(`The section ${target.id} is not empty.`)
      : { kind: "fill", source, target };
  }
  const courseId = courseOf(world.view, row) ?? source.courseId;
  if (world.view.courses.get(courseId) === undefined) {
    return refuseUnknown("There is no such course.");
  }
  return { kind: "found", source, courseId, section: sectionOf(row, source) };
}

/** The course that a row names; NaN, which finds nothing, when it names one that is not there. */
function courseOf(view: LmsView, row: SectionCopyRow): number | undefined {
  if (row.course_id !== undefined) return Number(row.course_id);
  if (row.course_code === undefined) return undefined;
  return view.courses.find("code", row.course_code)?.id ?? Number.NaN;
}

function sectionOf(row: SectionCopyRow, source: SectionRecord): SectionWrite {
  return {
    title: row.title ?? source.title,
    grading_periods: row.grading_periods ?? source.gradingPeriodIds.map(String),
    ...(row.description === undefined ? {} : { description: row.description }),
    ...(row.section_code === undefined ? {} : { section_code: row.section_code }),
    ...(row.section_school_code === undefined
      ? {}
      : { section_school_code: row.section_school_code }),
  };
}

/** Says whether something was put into a section: material, a copy that is done, or one that is still to come. */
function hasMaterials(view: LmsView, sectionId: number): boolean {
  if (view.assignments.list("section", sectionId).length > 0) return true;
  return view.transfers.list("target", sectionId).some(({ state }) => state !== "failed");
}
