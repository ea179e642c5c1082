import { SectionWrite } from "../../contracts/lms/section.ts";
import { postSection } from "../actions/course-actions.ts";
import type { LiveWorld } from "../actions/live-world.ts";
import type { ApiRoot } from "../project/links.ts";
import type { SectionRecord } from "../store/records.ts";
import { carryOutRows, type RowForm, type RowResult } from "./row-results.ts";

/** Carries out rows of `POST courses/{id}/sections`, or those that a course row brings along. */
export function postSectionRows(
  world: LiveWorld,
  rows: readonly unknown[],
  options: { readonly courseId: number; readonly updateExisting: boolean; readonly root: ApiRoot },
): readonly RowResult[] {
  return carryOutRows(rows, SectionWrite, {
    perform: (row) => postSection(world, row, options),
    form: sectionForm(options.root, 200),
  });
}

/** What a section's row result says (Schoology API: sections bulk). */
export function sectionForm(root: ApiRoot, code: 200 | 204): RowForm<SectionWrite, SectionRecord> {
  return {
    code,
    echo: (row) => ({
      ...(row.section_code === undefined ? {} : { section_code: row.section_code }),
      ...(row.section_school_code === undefined
        ? {}
        : { section_school_code: row.section_school_code }),
    }),
    describe: (section) => ({
      id: String(section.id),
      location: `${root}/sections/${section.id}`,
      section_code: section.code,
      section_school_code: section.schoolCode,
      synced: String(section.synced),
      grading_periods: section.gradingPeriodIds,
    }),
  };
}
