import type { GradingPeriodWrite } from "../../contracts/lms/grading-period.ts";
import type { GradingPeriodRecord } from "../store/records.ts";
import { isBlank, refuse, type Decision, type Refusal } from "./decision.ts";
import type { RuleWorld } from "./world.ts";

/** A grading period needs a title that no other has, and days in order (Schoology API: gradingperiods). */
export function decideGradingPeriod(
  world: RuleWorld,
  row: GradingPeriodWrite,
  before?: GradingPeriodRecord,
): Decision<GradingPeriodRecord> {
  const { title = "", start, end } = { ...before, ...row };
  if (isBlank(title)) return refuse("A grading period needs a title.");
  if (start === undefined || end === undefined) {
    return refuse("A grading period needs a start and an end.");
  }
  if (end < start) return refuse("A grading period cannot end before it starts.");
  const holder = world.view.gradingPeriods.find("title", title);
  if (holder !== undefined && holder.id !== before?.id) {
    return refuse(`The grading period ${holder.id} has this title already.`);
  }
  if (before === undefined) {
    return { kind: "create", build: (id) => ({ id, title, start, end }) };
  }
  return { kind: "update", record: { id: before.id, title, start, end } };
}

/** A grading period stays as long as a section uses it (Schoology API: gradingperiods DELETE). */
export function refuseGradingPeriodDelete(world: RuleWorld, id: number): Refusal | undefined {
  for (const section of world.view.sections.values()) {
    if (section.gradingPeriodIds.includes(id)) {
      return refuse(`The section ${section.id} uses this grading period.`);
    }
  }
  return undefined;
}
