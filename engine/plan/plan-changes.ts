import type { Diagnostic, Outcome } from "../../contracts/run/diagnostic.ts";
import type { Change, ObjectKind, Plan, Tab } from "../../contracts/run/plan.ts";
import type { Guards } from "../../contracts/run/guards.ts";
import type { DesiredState, LmsState } from "../mapping/lms-state.ts";
import { IntegrationMapping } from "../../contracts/run/integration-mapping.ts";
import { diffCourses, diffSections } from "./diff-courses.ts";
import { diffEnrollments } from "./diff-enrollments.ts";
import { diffAssociations } from "./diff-associations.ts";
import { diffUsers, fullName } from "./diff-users.ts";
import { judgePlan } from "./judge-plan.ts";
import { isTicked, type Ticks } from "../mapping/ticks.ts";
import { pairAccounts, type DecisionsGiven, type PairedState } from "./pair-accounts.ts";
import { knownIdsOf, resolveTargets, type Resolved } from "./resolve.ts";
import type { SyncMemory } from "./sync-memory.ts";

/** What a plan is made from. `tabs` are those whose button is pressed. */
export interface PlanInput {
  readonly desired: DesiredState;
  readonly current: LmsState;
  readonly tabs: readonly Tab[];
  readonly guards: Guards;
  /** What earlier syncs left in the LMS; absent when that is not known, and then nothing is removed for its sake. */
  readonly memory?: SyncMemory | undefined;
  /** The schools ticked on each tab; all of them when absent (guide R107, R124). */
  readonly ticks?: Ticks;
  /** What data preparation decided, and when ids count as changed; absent where nobody has prepared anything. */
  readonly preparation?: Preparation;
}

/** Decisions as they came back, and the thresholds that go with them. */
export interface Preparation extends DecisionsGiven {
  readonly mapping: IntegrationMapping;
}

const unprepared: Preparation = {
  mapping: IntegrationMapping.parse({}),
  rows: [],
  isKnown: () => false,
};

/**
 * Decides everything that a sync would do, and does nothing.
 *
 * First what the real app would do, then what the guards say to it: by policy `warn` they only speak, by
 * `hold` they also mark the changes that must wait, by `off` they are not asked.
 */
export function planChanges(input: PlanInput): Outcome<Plan> {
  const { desired, tabs, preparation = unprepared } = input;
  const paired = pairAccounts(desired, input.current, preparation);
  const { current } = paired.value;
  const resolved = resolveTargets(desired, current);
  const parts = diffAll({ ...input, current }, resolved.value, paired.value);
  const changes = parts.value.changes.filter((change) => isPressed(change, input));
  const judged = judgePlan({
    ...input,
    current,
    resolved: resolved.value,
    changes,
    idChange: preparation.mapping,
    declined: paired.value.decisions.declined,
  });
  const plan: Plan = {
    formatVersion: 1,
    tabs: [...tabs],
    complete: desired.complete,
    applyable: desired.usable,
    changes: [...judged.value],
    untouched: parts.value.untouched,
    schoolNames: Object.fromEntries(desired.schoolNames),
    knownIds: knownIdsOf(current),
  };
  const diagnostics = [paired, resolved, parts, judged].flatMap((part) => part.diagnostics);
  return { value: plan, diagnostics };
}

/** Whether the button of a tab is pressed, and the school ticked there. */
function isPressed(
  { tab, school }: Pick<Change, "tab" | "school">,
  { tabs, ticks }: PlanInput,
): boolean {
  return tabs.includes(tab) && isTicked({ tab, school }, ticks);
}

interface AllParts {
  readonly changes: readonly Change[];
  readonly untouched: Plan["untouched"];
}

function diffAll(
  input: PlanInput,
  resolved: Resolved,
  { pending }: PairedState,
): Outcome<AllParts> {
  const { desired, current, memory, tabs } = input;
  const users = diffUsers(desired, current, resolved);
  const created = createdNames(users.value.changes, input);
  // An account that only gets its Unique ID on the Users tab cannot be named before that has run.
  const isNamed = (uid: string): boolean => tabs.includes("users") || !pending.has(uid);
  const userExists = (uid: string): boolean =>
    (current.users.has(uid) && isNamed(uid)) || created.has(uid);
  const associations = diffAssociations(desired, current, { userExists, memory });
  const courses = diffCourses(desired, current, resolved);
  const newCourses = createdNames(courses.changes, input);
  const sections = diffSections(desired, current, {
    resolved,
    courseExists: (code) => current.courses.has(code) || newCourses.has(code),
  });
  const newSections = createdNames(sections.value.changes, input);
  const enrollments = diffEnrollments(desired, current, {
    userExists,
    memory,
    nameOf: (uid) => {
      const fields = desired.users.get(uid)?.fields ?? current.users.get(uid)?.fields;
      return fields === undefined ? uid : fullName(fields);
    },
    sectionExists: (code) => current.sections.has(code) || newSections.has(code),
  });
  const value = {
    changes: [
      ...resolved.buildingChanges,
      ...resolved.gradingPeriodChanges,
      ...users.value.changes,
      ...associations.value.changes,
      ...courses.changes,
      ...sections.value.changes,
      ...enrollments.value.changes,
    ],
    untouched: {
      building: resolved.untouchedBuildings,
      "grading-period": resolved.untouchedGradingPeriods,
      user: users.value.untouched,
      association: associations.value.untouched,
      course: courses.untouched,
      section: sections.value.untouched,
      enrollment: enrollments.value.untouched,
    } satisfies Record<ObjectKind, number>,
  };
  const ofTab = (tab: Tab, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
    diagnostics.filter(({ school }) => isPressed({ tab, school }, input));
  const said = [
    ...ofTab("users", [...users.diagnostics, ...associations.diagnostics]),
    ...ofTab("sections", [...sections.diagnostics, ...enrollments.diagnostics]),
  ];
  return { value, diagnostics: said };
}

/** The natural keys that this sync creates, when the tab that creates them is among those pressed. */
function createdNames(changes: readonly Change[], input: PlanInput): ReadonlySet<string> {
  const names = new Set<string>();
  for (const change of changes) {
    if (change.action === "create" && isPressed(change, input)) {
      names.add(decodeURIComponent(change.address.split("/")[1] ?? ""));
    }
  }
  return names;
}
