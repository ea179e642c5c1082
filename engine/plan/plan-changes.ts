import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Change, ObjectKind, Plan, Tab } from "../../contracts/run/plan.ts";
import type { Guards } from "../../contracts/run/guards.ts";
import type { DesiredState, LmsState } from "../mapping/lms-state.ts";
import { IntegrationMapping } from "../../contracts/run/integration-mapping.ts";
import { diffCourses, diffSections } from "./diff-courses.ts";
import { diffEnrollments } from "./diff-enrollments.ts";
import { diffAssociations, diffUsers, fullName } from "./diff-users.ts";
import { shrinkGuard, trialSwitchGuard } from "./guards.ts";
import { idNamespaceGuard, type IdNamespaceInput } from "./id-namespace-guard.ts";
import { multiTrialGuard } from "./multi-trial.ts";
import { pairAccounts, type DecisionsGiven, type PairedState } from "./pair-accounts.ts";
import { knownIdsOf, resolveTargets, type Resolved } from "./resolve.ts";

/** What a plan is made from. `tabs` are those whose button is pressed. */
export interface PlanInput {
  readonly desired: DesiredState;
  readonly current: LmsState;
  readonly tabs: readonly Tab[];
  readonly guards: Guards;
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
  const changes = parts.value.changes.filter(({ tab }) => tabs.includes(tab));
  const judged = applyGuards({
    ...input,
    current,
    resolved: resolved.value,
    changes,
    idChange: preparation.mapping,
    declined: paired.value.decisions.declined,
  });
  const gates = missingSetup(parts.value.changes, tabs);
  const plan: Plan = {
    formatVersion: 1,
    tabs: [...tabs],
    complete: desired.complete,
    applyable: desired.usable && gates.length === 0,
    changes: [...judged.value],
    untouched: parts.value.untouched,
    schoolNames: Object.fromEntries(desired.schoolNames),
    knownIds: knownIdsOf(current),
  };
  const diagnostics = [paired, resolved, parts, judged].flatMap((part) => part.diagnostics);
  return { value: plan, diagnostics: [...diagnostics, ...gates] };
}

interface AllParts {
  readonly changes: readonly Change[];
  readonly untouched: Plan["untouched"];
}

function diffAll(
  { desired, current, tabs }: PlanInput,
  resolved: Resolved,
  { pending }: PairedState,
): Outcome<AllParts> {
  const users = diffUsers(desired, current, resolved);
  const created = createdNames(users.value.changes, tabs);
  // An account that only gets its Unique ID on the Users tab cannot be named before that has run.
  const isNamed = (uid: string): boolean => tabs.includes("users") || !pending.has(uid);
  const userExists = (uid: string): boolean =>
    (current.users.has(uid) && isNamed(uid)) || created.has(uid);
  const associations = diffAssociations(desired, current, userExists);
  const courses = diffCourses(desired, current, resolved);
  const newCourses = createdNames(courses.changes, tabs);
  const sections = diffSections(desired, current, {
    resolved,
    courseExists: (code) => current.courses.has(code) || newCourses.has(code),
  });
  const newSections = createdNames(sections.value.changes, tabs);
  const enrollments = diffEnrollments(desired, current, {
    userExists,
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
      ...associations.changes,
      ...courses.changes,
      ...sections.value.changes,
      ...enrollments.value.changes,
    ],
    untouched: {
      building: resolved.untouchedBuildings,
      "grading-period": resolved.untouchedGradingPeriods,
      user: users.value.untouched,
      association: associations.untouched,
      course: courses.untouched,
      section: sections.value.untouched,
      enrollment: enrollments.value.untouched,
    } satisfies Record<ObjectKind, number>,
  };
  const said = [
    ...(tabs.includes("users") ? users.diagnostics : []),
    ...(tabs.includes("sections") ? [...sections.diagnostics, ...enrollments.diagnostics] : []),
  ];
  return { value, diagnostics: said };
}

/** The natural keys that this sync creates, when the tab that creates them is among those pressed. */
function createdNames(changes: readonly Change[], tabs: readonly Tab[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { action, address, tab } of changes) {
    if (action === "create" && tabs.includes(tab)) {
      names.add(decodeURIComponent(address.split("/")[1] ?? ""));
    }
  }
  return names;
}

function applyGuards(input: IdNamespaceInput): Outcome<readonly Change[]> {
  if (input.guards.policy === "off") return { value: input.changes, diagnostics: [] };
  const verdicts = [
    idNamespaceGuard(input),
    trialSwitchGuard(input),
    multiTrialGuard(input),
    shrinkGuard(input),
  ];
  const diagnostics = verdicts.flatMap((verdict) => verdict.diagnostics);
  if (input.guards.policy === "warn") return { value: input.changes, diagnostics };
  const value = input.changes.map((change) => {
    const held = verdicts.flatMap(({ holds }) => holds(change) ?? [])[0];
    return held === undefined ? change : { ...change, held };
  });
  return { value, diagnostics };
}

/** Schools and Terms must be saved before Users, Courses and Sections can sync (guide R48). */
function missingSetup(changes: readonly Change[], tabs: readonly Tab[]): readonly Diagnostic[] {
  const needs = (tab: Tab): boolean =>
    !tabs.includes(tab) && changes.some((change) => change.tab === tab);
  const gates: Diagnostic[] = [];
  const at = { at: "settings" };
  if (needs("schools")) {
    gates.push(diagnose("setup-incomplete", at, { what: "the Schools tab was not saved yet" }));
  }
  if (needs("terms") && tabs.some((tab) => tab !== "schools")) {
    gates.push(diagnose("setup-incomplete", at, { what: "the Terms tab was not saved yet" }));
  }
  return gates;
}
