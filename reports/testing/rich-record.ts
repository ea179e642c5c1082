import type { Change } from "../../contracts/run/plan.ts";
import type { Finding, RunRecord, StepRecord } from "../../contracts/run/run-record.ts";
import {
  buildChange,
  buildExpectation,
  buildFinding,
  buildLmsCounts,
  buildPlan,
  buildRecord,
  buildResult,
  buildStep,
  buildTally,
} from "./build-record.ts";

const lincoln = "org-100";
const oak = "org-200";
const schoolNames = { [lincoln]: "Lincoln High School", [oak]: "Oak Elementary" };
const twinTitles = ["Algebra 1", "Biology", "English 9", "World History"];

/**
 * A run of three results that shows every kind, action and part of a report.
 * Its plans hold one change of each sort; its tallies count as many as a longer plan would.
 */
export function buildRichRecord(): RunRecord {
  return buildRecord({
    results: [happyPath(), trialSwitch("faithful"), trialSwitch("guarded")],
    verdict: "fail",
  });
}

function happyPath(): RunRecord["results"][number] {
  return buildResult({
    title: "A district syncs for the first time, then again",
    why: "Shows the whole way once: schools, terms, users, courses and sections, and that a second sync has nothing to do.",
    rules: ["R4", "R48", "R128"],
    world: {
      source: "generated",
      description: "tiny: 2 schools, 12 students",
      oneRosterVersion: "1.2",
      counts: { orgs: 3, users: 21, classes: 6, enrollments: 30 },
    },
    readings: [
      {
        name: "uidSource",
        value: "sourcedId",
        isDefault: true,
        about: "Which OneRoster field becomes the Unique ID of a user. Not established.",
      },
      {
        name: "enrollmentEnd",
        value: "exclusive",
        isDefault: false,
        about:
          "Whether the end date is the last day of an enrollment or the first day after it (F59).",
      },
    ],
    endedAt: "2026-08-18T05:00:09.500Z",
    steps: [firstSync(), transfer(), secondSync(), check()],
    verdict: "fail",
  });
}

function firstSync(): StepRecord {
  return buildStep({
    title: "Sync all tabs into an empty LMS",
    plan: buildPlan({ changes: firstChanges(), schoolNames, untouched: { user: 2 } }),
    tallies: [
      buildTally({ kind: "building", school: lincoln }),
      buildTally({ kind: "building", school: oak }),
      buildTally({ kind: "grading-period" }),
      buildTally({ kind: "user", school: lincoln, planned: 14 }),
      buildTally({ kind: "user", school: oak, planned: 7, failed: 1 }),
      buildTally({ kind: "association", school: lincoln, planned: 3 }),
      buildTally({ kind: "course", school: lincoln, planned: 4 }),
      buildTally({ kind: "section", school: lincoln, planned: 4 }),
      buildTally({ kind: "section", school: oak, planned: 2 }),
      buildTally({ kind: "enrollment", school: lincoln, planned: 22 }),
      buildTally({ kind: "enrollment", school: oak, planned: 8 }),
    ],
    findings: [usernameFinding(), emailFinding()],
    traffic: { sisRequests: 14, lmsReads: 9, lmsWrites: 12, lmsRows: 67 },
    verdict: "warn",
  });
}

function firstChanges(): Change[] {
  return [
    buildChange({
      address: "buildings/LHS",
      kind: "building",
      reason: "school-mapped-to-new-building",
      tab: "schools",
      school: lincoln,
      label: "Lincoln High School",
      after: { building_code: "LHS", title: "Lincoln High School" },
    }),
    buildChange({
      address: "grading-periods/Semester%201",
      kind: "grading-period",
      reason: "term-mapped-to-new-grading-period",
      tab: "terms",
      label: "Semester 1",
      after: { end: "2027-01-15", start: "2026-08-17", title: "Semester 1" },
    }),
    buildChange({
      address: "users/stu-1001",
      school: lincoln,
      label: "Amara Okafor",
      after: {
        additional_buildings: [oak],
        email: "amara.okafor@example.org",
        name_first: "Amara",
        name_last: "Okafor",
        primary_email: null,
        role: "Student",
        username: "aokafor",
      },
    }),
    buildChange({
      address: "users/stu-2001",
      school: oak,
      label: "王小明",
      after: { name_first: "小明", name_last: "王", role: "Student", username: "xwang" },
    }),
    buildChange({
      address: "associations/par-1/stu-1001",
      kind: "association",
      reason: "relationship-in-source",
      school: lincoln,
      label: "Ngozi Okafor, parent of Amara Okafor",
      after: { parent: "par-1", student: "stu-1001" },
    }),
    buildChange({
      address: "courses/ALG1",
      kind: "course",
      tab: "courses",
      school: lincoln,
      label: "Algebra 1",
      after: { course_code: "ALG1", credits: 1, title: "Algebra 1" },
    }),
    buildChange({
      address: "sections/cls-A1",
      kind: "section",
      tab: "sections",
      school: lincoln,
      label: "Algebra 1, period 2",
      after: { course: "ALG1", grading_periods: ["Semester 1"], section_title: "Period 2" },
    }),
    buildChange({
      address: "enrollments/cls-A1/stu-1001",
      kind: "enrollment",
      reason: "enrolled-in-source",
      tab: "sections",
      school: lincoln,
      label: "Amara Okafor in Algebra 1, period 2",
      after: { admin: false, status: "active" },
    }),
  ];
}

function transfer(): StepRecord {
  return buildStep({
    index: 1,
    kind: "sis-action",
    title: "A student changes school and a teacher corrects her name",
    plan: null,
    startedAt: "2026-08-18T05:00:00.000Z",
    endedAt: "2026-08-18T05:00:00.000Z",
  });
}

function secondSync(): StepRecord {
  return buildStep({
    index: 2,
    title: "Sync again the next day",
    startedAt: "2026-08-18T05:00:00.000Z",
    endedAt: "2026-08-18T05:00:09.500Z",
    plan: buildPlan({
      changes: secondChanges(),
      schoolNames,
      untouched: {
        building: 2,
        "grading-period": 1,
        user: 18,
        course: 4,
        section: 6,
        enrollment: 29,
      },
    }),
    tallies: [
      buildTally({ kind: "user", action: "update", school: lincoln, planned: 2 }),
      buildTally({ kind: "association", action: "remove", school: lincoln }),
      buildTally({ kind: "enrollment", action: "remove", school: lincoln }),
      buildTally({ kind: "enrollment", action: "create", school: oak }),
    ],
    findings: [usernameFinding()],
    traffic: { sisRequests: 14, lmsReads: 11, lmsWrites: 4, lmsRows: 5 },
    verdict: "warn",
  });
}

function secondChanges(): Change[] {
  return [
    buildChange({
      address: "users/tea-7",
      action: "update",
      reason: "source-differs",
      school: lincoln,
      label: "Mary Smith-Jones",
      lmsId: "407",
      before: { email: null, name_last: "Smith ", position: "Teacher of mathematics and physics" },
      after: {
        email: "m.smith-jones@example.org",
        name_last: "Smith-Jones",
        position: "Teacher of mathematics and chemistry",
      },
    }),
    buildChange({
      address: "users/stu-1001",
      action: "update",
      reason: "source-differs",
      school: lincoln,
      label: "Amara Okafor",
      lmsId: "412",
      before: { additional_buildings: ["LHS"], graduation_year: 2029 },
      after: { additional_buildings: ["LHS", "OAK"], graduation_year: 2030 },
    }),
    buildChange({
      address: "associations/par-2/stu-1002",
      kind: "association",
      action: "remove",
      reason: "relationship-ended",
      school: lincoln,
      label: "Jo Park, parent of Min Park",
      lmsId: "88",
      before: { parent: "par-2", student: "stu-1002" },
      after: null,
    }),
    buildChange({
      address: "enrollments/cls-A1/stu-1001",
      kind: "enrollment",
      action: "remove",
      reason: "absent-from-full-pull",
      tab: "sections",
      school: lincoln,
      label: "Amara Okafor in Algebra 1, period 2",
      lmsId: "9001",
      before: { admin: false, status: "active" },
      after: null,
    }),
  ];
}

function check(): StepRecord {
  return buildStep({
    index: 3,
    kind: "expect",
    title: "The LMS holds what the SIS says",
    plan: null,
    startedAt: "2026-08-18T05:00:09.500Z",
    endedAt: "2026-08-18T05:00:09.500Z",
    expectations: [
      buildExpectation({ what: "lms.sections", expected: "6", actual: "6" }),
      buildExpectation({ what: "lms.users", expected: "21", actual: "20", verdict: "fail" }),
    ],
    lms: buildLmsCounts({
      buildings: 2,
      gradingPeriods: 1,
      users: 20,
      associations: 2,
      courses: 4,
      sections: 6,
      activeEnrollments: 30,
    }),
    verdict: "fail",
  });
}

function usernameFinding(): Finding {
  return buildFinding({
    school: oak,
    count: 3,
    examples: [
      { at: "sis/users/stu-2002", args: { username: "li wei" } },
      { at: "sis/users/stu-2003", args: { username: "max mustermann" } },
      { at: "sis/users/stu-2004", args: { username: "ann lee" } },
    ],
  });
}

function emailFinding(): Finding {
  return buildFinding({
    code: "email-duplicate",
    severity: "warn",
    rules: ["F19"],
    school: lincoln,
    count: 2,
    examples: [{ at: "sis/users/stu-1004", args: { other: "stu-1005" } }],
  });
}

function trialSwitch(variant: "faithful" | "guarded"): RunRecord["results"][number] {
  const held = variant === "guarded";
  return buildResult({
    id: "trial-switch",
    variant,
    title: "The active schedule trial is switched after the first sync",
    why: "Sections were synced while trial A was active. Trial B has the same sections with new ids.",
    rules: ["R44", "R45", "F01"],
    seed: 7,
    guardPolicy: held ? "hold" : "off",
    steps: [
      buildStep({
        title: "Sync while trial A is active",
        plan: buildPlan({ schoolNames }),
        tallies: [buildTally({ kind: "section", school: lincoln, planned: twinTitles.length })],
        traffic: { sisRequests: 14, lmsReads: 9, lmsWrites: 3, lmsRows: 4 },
      }),
      buildStep({ index: 1, kind: "sis-action", title: "Activate trial B", plan: null }),
      switchedSync(held),
      buildStep({
        index: 3,
        kind: "expect",
        title: held ? "No section appears twice" : "Every section appears twice",
        plan: null,
        expectations: [
          buildExpectation({
            what: "lms.duplicateSections",
            expected: held ? "0" : String(twinTitles.length),
            actual: held ? "0" : String(twinTitles.length),
          }),
        ],
        lms: buildLmsCounts({
          sections: twinTitles.length * (held ? 1 : 2),
          duplicateSections: held ? 0 : twinTitles.length,
        }),
      }),
    ],
    verdict: "pass",
  });
}

function switchedSync(held: boolean): StepRecord {
  const planned = twinTitles.length;
  return buildStep({
    index: 2,
    title: "Sync while trial B is active",
    plan: buildPlan({
      changes: twinChanges(held),
      schoolNames,
      untouched: { user: 21, course: 4 },
    }),
    tallies: [
      buildTally({ kind: "section", school: lincoln, planned, held: held ? planned : 0 }),
      buildTally({ kind: "enrollment", school: lincoln, planned: 1, held: held ? 1 : 0 }),
    ],
    findings: [trialFinding()],
    traffic: held
      ? { sisRequests: 14, lmsReads: 11, lmsWrites: 0, lmsRows: 0 }
      : { sisRequests: 14, lmsReads: 11, lmsWrites: 2, lmsRows: 5 },
  });
}

function twinChanges(held: boolean): Change[] {
  const guard = held ? "trial-switch" : null;
  const sections = twinTitles.map((title, index) =>
    buildChange({
      address: `sections/cls-B${index + 1}`,
      kind: "section",
      tab: "sections",
      school: lincoln,
      label: `${title}, period ${index + 2}`,
      after: { grading_periods: ["Semester 1"], section_title: `Period ${index + 2}` },
      held: guard,
    }),
  );
  return [
    ...sections,
    buildChange({
      address: "enrollments/cls-B1/stu-1001",
      kind: "enrollment",
      reason: "enrolled-in-source",
      tab: "sections",
      school: lincoln,
      label: "Amara Okafor in Algebra 1, period 2",
      after: { admin: false, status: "active" },
      held: guard,
    }),
  ];
}

function trialFinding(): Finding {
  return buildFinding({
    code: "trial-switch",
    severity: "error",
    rules: ["R44", "R45", "F01"],
    school: lincoln,
    examples: [
      { at: `schools/${lincoln}`, args: { pairs: twinTitles.length, sections: twinTitles.length } },
    ],
    evidence: twinTitles.map((title, index) => ({
      course: title,
      inSchoology: `cls-A${index + 1}`,
      inSis: `cls-B${index + 1}`,
      section: `Period ${index + 2}`,
      terms: ["Semester 1"],
    })),
  });
}
