import type { Severity } from "../contracts/run/diagnostic.ts";
import type { Action, Change, ObjectKind } from "../contracts/run/plan.ts";
import type { StepRecord } from "../contracts/run/run-record.ts";
import type { Verdict } from "../contracts/run/verdict.ts";

/** A noun in both numbers. */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

/** What people call the kinds of LMS object. */
export const kindNouns: Readonly<Record<ObjectKind, Noun>> = {
  building: { one: "building", many: "buildings" },
  "grading-period": { one: "grading period", many: "grading periods" },
  user: { one: "user", many: "users" },
  association: { one: "parent association", many: "parent associations" },
  course: { one: "course", many: "courses" },
  section: { one: "section", many: "sections" },
  enrollment: { one: "enrollment", many: "enrollments" },
};

/** What a reader may see of a change: what it does, or that it is held back. */
export type Mark = Action | "held";

/** The marks in the order of harm: what needs a decision first, what only adds last. */
export const marks: readonly Mark[] = ["held", "remove", "update", "create"];

/** The symbols of a plan. */
export const markSymbols: Readonly<Record<Mark, string>> = {
  create: "+",
  update: "~",
  remove: "-",
  held: "!",
};

/** The marks as words about a plan. */
export const markWords: Readonly<Record<Mark, string>> = {
  create: "to create",
  update: "to change",
  remove: "to remove",
  held: "held",
};

/** A change that is held is shown as held, whatever it would do. */
export function markOf(change: Pick<Change, "action" | "held">): Mark {
  return change.held === null ? change.action : "held";
}

/** Verdicts for people who have never seen a test report. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: "As expected",
  warn: "Worth a look",
  fail: "Not as expected",
  skip: "Skipped",
  waived: "Known and accepted",
  error: "Could not finish",
};

/** What a severity means. */
export const severityWords: Readonly<Record<Severity, string>> = {
  error: "Not done",
  warn: "May hurt",
  info: "Good to know",
};

/** What a step does. */
export const stepWords: Readonly<Record<StepRecord["kind"], string>> = {
  sync: "Sync",
  plan: "Plan, not applied",
  "sis-action": "Change in the SIS",
  expect: "Check",
  wait: "Wait",
};

/** A whole number with commas between thousands, the same on every machine. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** A number with its noun: `1 user`, `2,000 users`. */
export function countOf(count: number, noun: Noun): string {
  return `${formatCount(count)} ${count === 1 ? noun.one : noun.many}`;
}

/** The order of text by code units, the same on every machine. */
export function byText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
