import { gradeException } from "../../contracts/lms/gradebook.ts";
import { computeFinalGrades } from "../rules/final-grades.ts";
import { isGradeable } from "../rules/grade-item.ts";
import type { GradebookWorld } from "../rules/gradebook-settings.ts";
import { finalPeriodKey } from "../rules/period-key.ts";
import { openGradebook, shownItem, type SectionGradebook } from "../rules/section-gradebook.ts";
import type {
  AssignmentRecord,
  EnrollmentRecord,
  GradeRecord,
  SectionRecord,
} from "../store/records.ts";
import { table, written, type Markup } from "./markup.ts";
import { userLink } from "./words.ts";

/** The most items that stand side by side; a page is read, not scrolled for ever. */
const columnsMax = 12;
const itemsMax = 200;

/**
 * The gradebook of a section for its page: its items, and the grades of the members who are shown. Undefined where there
 * are no items.
 */
export function gradebookPart(
  world: GradebookWorld,
  section: SectionRecord,
  members: readonly EnrollmentRecord[],
): Markup | undefined {
  const items = world.view.assignments.list("section", section.id);
  if (items.length === 0) return undefined;
  return written`<h2>Gradebook</h2>
    ${itemTable(world, items)}${gradeTable(world, section, members.filter(isGradeable))}`;
}

function itemTable({ view }: GradebookWorld, items: readonly AssignmentRecord[]): Markup {
  return table(
    `Items, ${items.length} in all`,
    [
      "Item",
      "Kind",
      "Category",
      "Grading period",
      "Due",
      "Points",
      "State",
      "Sync to SIS",
      "Grading task",
    ],
    items
      .slice(0, itemsMax)
      .map((item) => [
        item.title,
        item.type,
        view.gradingCategories.get(item.categoryId)?.title ?? "none, so ungraded",
        view.gradingPeriods.get(item.periodId)?.title ?? "Other",
        item.due,
        item.maxPoints,
        item.published === 1 ? "published" : "not published",
        item.syncToSis === 1 ? "yes" : "opted out",
        item.gradingTask,
      ]),
  );
}

function gradeTable(
  world: GradebookWorld,
  section: SectionRecord,
  members: readonly EnrollmentRecord[],
): Markup {
  const book = openGradebook(world, section);
  const columns = [...book.items.values()].slice(0, columnsMax);
  const left = book.items.size - columns.length;
  const caption = left > 0 ? `Grades, without ${left} more items` : "Grades";
  return table(
    caption,
    ["Member", ...columns.map(({ record }) => record.title), "Final"],
    members.map((member) =>
      gradeRow(world, book, { member, columns: columns.map(({ record }) => record.id) }),
    ),
  );
}

function gradeRow(
  { view }: GradebookWorld,
  book: SectionGradebook,
  { member, columns }: { readonly member: EnrollmentRecord; readonly columns: readonly number[] },
): readonly (string | Markup)[] {
  const user = view.users.get(member.userId);
  const grades = view.grades.list("enrollment", member.id);
  const byItem = new Map(grades.map((grade) => [grade.assignmentId, grade]));
  const marks = view.finalMarks.list("enrollment", member.id);
  const final = computeFinalGrades(book, grades, marks).find(({ key }) => key === finalPeriodKey);
  const name = user === undefined ? "(an account that is gone)" : userLink(user);
  return [
    name,
    ...columns.map((id) => cellOf(book, byItem.get(id))),
    gradeWord(final?.grade ?? null),
  ];
}

function cellOf(book: SectionGradebook, grade: GradeRecord | undefined): string {
  if (grade === undefined || shownItem(book, grade) === undefined) return "";
  if (grade.exception === gradeException.none) return gradeWord(grade.value);
  if (grade.exception === gradeException.excused) return "excused";
  return grade.exception === gradeException.incomplete ? "incomplete" : "missing";
}

function gradeWord(grade: number | null): string {
  return grade === null ? "" : String(Math.round(grade * 100) / 100);
}
