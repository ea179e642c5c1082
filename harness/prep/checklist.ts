import { describeDiagnostic } from "../../contracts/run/diagnostic.ts";
import type { CheckItem } from "../../contracts/run/prep-record.ts";
import type { Finding } from "../../contracts/run/run-record.ts";

/** One point of the checklist: the findings that belong to it, by their codes, and what to do when there are some. */
interface Check {
  readonly id: string;
  readonly title: string;
  readonly codes: readonly string[];
  readonly toDo: string;
}

/**
 * What the guide and the failure catalogue ask to look at before a first sync, in the order in which to put it right.
 * A code that belongs to no point is under "Everything else", so that nothing is lost.
 */
const checks: readonly Check[] = [
  {
    id: "source-complete",
    title: "The SIS sends everything, and it can be read",
    codes: [
      "record-unreadable",
      "field-unreadable",
      "duplicate-sourced-id",
      "marked-tobedeleted",
      "collection-incomplete",
      "collection-empty",
      "dangling-reference",
    ],
    toDo: "Ask the SIS vendor to share complete records before anything is synced.",
  },
  {
    id: "set-up",
    title: "The app is set up, and for the right year",
    codes: [
      "setup-incomplete",
      "year-empty",
      "domain-suffix",
      "target-unknown",
      "settings-id-unknown",
    ],
    toDo: "Complete the Configuration, Schools, Terms and Users tabs, and check the Active Year.",
  },
  {
    id: "schools-mapped",
    title: "Every school is mapped",
    codes: [
      "school-not-mapped",
      "org-acts-as-school",
      "user-without-mapped-school",
      "school-missing",
      "school-renamed",
    ],
    toDo: "Map the schools that should sync; data-prep-schools.csv suggests buildings.",
  },
  {
    id: "terms-mapped",
    title: "Every term is mapped to a grading period",
    codes: [
      "term-not-mapped",
      "term-partly-mapped",
      "term-unusable",
      "term-title-qualified",
      "class-without-terms",
      "class-other-year",
      "term-gap",
      "term-overlap",
      "term-dates-changed",
      "terms-stale-year",
    ],
    toDo: "Map the terms; data-prep-terms.csv suggests grading periods. Sections of an unmapped term do not sync.",
  },
  {
    id: "schedule-final",
    title: "The schedule is final",
    codes: ["schedule-not-final", "section-empty"],
    toDo: "Do not sync courses and sections before the schedule is final and set to active in Infinite Campus.",
  },
  {
    id: "trials",
    title: "One trial is active, and it is the right one",
    codes: ["trial-switch", "multi-trial", "rolled-in"],
    toDo: "Make the right trial active and only that; sections of others would be there twice.",
  },
  {
    id: "usernames",
    title: "No username holds a space",
    codes: ["username-space"],
    toDo: "Remove the spaces in Infinite Campus; those users do not sync.",
  },
  {
    id: "logins",
    title: "Everybody has a login of their own",
    codes: [
      "username-duplicate",
      "unique-id-duplicate",
      "user-incomplete",
      "unique-id-fallback",
      "username-taken",
      "user-disabled",
      "inactive-match",
    ],
    toDo: "Give each account its own username and Unique ID.",
  },
  {
    id: "email-addresses",
    title: "Everybody has an e-mail address of their own",
    codes: ["email-missing", "email-duplicate"],
    toDo: "Correct shared addresses; who has none is known by username only.",
  },
  {
    id: "accounts",
    title: "Nobody would get a second account",
    codes: [
      "id-namespace-change",
      "account-under-other-id",
      "legacy-id-missing",
      "legacy-id-ambiguous",
      "match-ambiguous",
      "match-looks-alike",
    ],
    toDo: "Check data-prep-users.csv, correct its Integration-Mapping ID column, and name the file in the settings.",
  },
  {
    id: "one-way",
    title: "What cannot be taken back is known",
    codes: ["version-one-way"],
    toDo: "Keep these files and an export of Schoology before OneRoster 1.2 is configured.",
  },
  {
    id: "decisions",
    title: "The decisions can be carried out",
    codes: [
      "decision-id-unknown",
      "decision-repeated",
      "decision-matching-edited",
      "decision-id-taken",
      "decision-without-effect",
    ],
    toDo: "Correct the rows that are named by their lines.",
  },
  {
    id: "guardians",
    title: "Guardians are linked to students",
    codes: [
      "guardian-district-unmapped",
      "guardian-without-student",
      "association-dangling",
      "relative-not-linked",
      "guardian-level",
      "guardian-at-school",
      "guardians-none",
      "association-not-in-source",
    ],
    toDo: "Check the relationships in Infinite Campus, and where the Guardian role is mapped.",
  },
  {
    id: "teachers",
    title: "Every section has a teacher",
    codes: ["section-without-teacher", "enrollment-user-not-provisioned", "support-staff-absent"],
    toDo: "Assign primary teachers; without one nobody can pass grades back.",
  },
  {
    id: "removals",
    title: "Nobody would lose a place by mistake",
    codes: [
      "shrink-section",
      "shrink-total",
      "shrink-school",
      "shrink-users",
      "shrink-sections",
      "shrink-associations",
      "manual-member-removal",
      "removals-withheld",
    ],
    toDo: "Find out why so many would be removed; changed ids and an incomplete share look like this.",
  },
  {
    id: "courses",
    title: "Courses and sections fit together",
    codes: [
      "course-missing",
      "course-not-synced",
      "course-made-from-class",
      "course-code-duplicate",
      "section-course-changed",
      "course-recreate",
      "code-taken-unsynced",
    ],
    toDo: "Share the missing courses, and give each its own code.",
  },
];

const rest: Check = {
  id: "everything-else",
  title: "Everything else",
  codes: [],
  toDo: "See the findings.",
};

/** Puts findings under the points of the checklist. Notes alone leave a point ok. */
export function makeChecklist(findings: readonly Finding[]): readonly CheckItem[] {
  const pointOf = new Map(checks.flatMap((check) => check.codes.map((code) => [code, check])));
  const found = new Map<Check, Finding[]>([...checks, rest].map((check) => [check, []]));
  for (const finding of findings) found.get(pointOf.get(finding.code) ?? rest)?.push(finding);
  return [...found].map(([check, own]) => ({
    id: check.id,
    title: check.title,
    rules: [...new Set(check.codes.flatMap(rulesOf))],
    status: statusOf(own),
    count: own.reduce((sum, { count }) => sum + count, 0),
    toDo: own.length === 0 ? "" : check.toDo,
    findings: own,
  }));
}

/** The rules that a code stands for; none for one that this version does not know. */
function rulesOf(code: string): readonly string[] {
  return describeDiagnostic({ code, args: {} }).rules;
}

function statusOf(findings: readonly Finding[]): CheckItem["status"] {
  if (findings.some(({ severity }) => severity === "error")) return "problem";
  return findings.some(({ severity }) => severity === "warn") ? "attention" : "ok";
}
