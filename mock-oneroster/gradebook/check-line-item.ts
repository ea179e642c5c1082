import { termsOf } from "../store/placements.ts";
import type { LineItem, Section } from "../store/records.ts";
import { isWindowOpen, tasksOf } from "../store/gradebook/graded-item.ts";
import { liesInTerms, termHolding } from "../store/gradebook/session-of.ts";
import { isChecked, type WriteScene } from "./scene.ts";
import { invalid } from "./write-refusal.ts";

/** A line item that is to be written, and those of the same request that come before it. */
export interface LineItemDraft {
  readonly at: string;
  readonly row: LineItem;
  readonly others: readonly LineItem[];
}

/** Refuses a line item that breaks a rule of the grade book (Campus facts A.11). */
export function checkLineItem(scene: WriteScene, draft: LineItemDraft): void {
  const { at, row } = draft;
  const section = scene.projection.world.sections.get(row.section);
  checkTitle(scene, draft);
  if (section === undefined) return;
  if (isChecked(scene, "known-references") && (row.school ?? section.school) !== section.school) {
    throw invalid(`${at}.school is not the school of the class.`);
  }
  if (isChecked(scene, "dates-in-term")) checkDates(scene, draft, section);
  if (isChecked(scene, "own-session")) checkSessions(scene, draft, section);
}

function checkTitle(scene: WriteScene, { at, row, others }: LineItemDraft): void {
  const { titleLengthMax } = scene.rules;
  if (titleLengthMax > 0 && Array.from(row.title).length > titleLengthMax) {
    throw invalid(`${at}.title has more than ${titleLengthMax} characters.`);
  }
  if (!isChecked(scene, "unique-title")) return;
  const stored = scene.projection.world.lineItems.where("section", row.section);
  const sameTitle = [...stored, ...others].some(
    (item) =>
      item.id !== row.id &&
      item.section === row.section &&
      item.status !== "tobedeleted" &&
      item.title.trim() === row.title.trim(),
  );
  if (sameTitle) throw invalid(`${at}.title is the title of another item of the class.`);
}

/** Both days lie in one term, and not all grading of the course in that term is closed (F93). */
function checkDates(scene: WriteScene, { at, row }: LineItemDraft, section: Section): void {
  const { world } = scene.projection;
  const term = termHolding(world, section, row.dueDate.slice(0, 10));
  if (term === undefined) throw invalid(`${at}.dueDate lies in no term of the class.`);
  const assigned = row.assignDate.slice(0, 10);
  if (assigned < term.startDate || assigned > term.endDate) {
    throw invalid(`${at}.assignDate does not lie in the term in which the item is due.`);
  }
  const tasks = tasksOf(world, section);
  const isOpen =
    tasks.length === 0 || tasks.some((task) => isWindowOpen({ task, session: term.id }));
  if (!isOpen) throw invalid(`${at}.dueDate lies in a term whose grading is closed.`);
}

function checkSessions(scene: WriteScene, { at, row }: LineItemDraft, section: Section): void {
  const terms = termsOf(section);
  for (const name of ["gradingPeriod", "academicSession"] as const) {
    const session = row[name];
    if (session === undefined || liesInTerms(scene.projection.world, session, terms)) continue;
    throw invalid(`${at}.${name} is none of the class.`);
  }
}
