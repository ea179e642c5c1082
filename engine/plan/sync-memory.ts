import type { Change, Plan } from "../../contracts/run/plan.ts";
import { associationKey, type DesiredMember, type DesiredState } from "../mapping/lms-state.ts";
import { addressOf } from "./change.ts";

/**
 * What earlier syncs left in the LMS, by natural key. The LMS does not say who made a membership or a link; this
 * does. Without it nothing is known about that, and nothing is removed for its sake.
 */
export interface SyncMemory {
  /** Course codes. */
  readonly courses: ReadonlySet<string>;
  /** Section school codes. */
  readonly sections: ReadonlySet<string>;
  /** Keys of parent links. */
  readonly associations: ReadonlySet<string>;
  /** Section school code to Unique ID to member. */
  readonly enrollments: ReadonlyMap<string, ReadonlyMap<string, DesiredMember>>;
}

/** The memory of an engine that has not synced yet. */
export const emptyMemory: SyncMemory = {
  courses: new Set(),
  sections: new Set(),
  associations: new Set(),
  enrollments: new Map(),
};

/** What came of a sync. */
export interface SyncOutcome {
  readonly desired: DesiredState;
  readonly plan: Plan;
  readonly failed: ReadonlySet<Change>;
}

/**
 * The memory after a sync: what the SIS wants and the LMS has now counts as synced, whoever made it first. Of
 * sections that the SIS does not list, what was known stays. Members of sections are shared with `desired`,
 * not copied.
 */
export function rememberSync(before: SyncMemory, outcome: SyncOutcome): SyncMemory {
  const { desired, plan } = outcome;
  if (!plan.applyable) return before;
  const missing = notWritten(outcome);
  const pressed = (tab: Plan["tabs"][number]): boolean => plan.tabs.includes(tab);
  const courses = pressed("courses") ? [...desired.courses.keys()] : [];
  const sections = pressed("sections") ? [...desired.sections.keys()] : [];
  const links = pressed("users") ? desired.associations : [];
  return {
    courses: union(
      before.courses,
      courses.filter((code) => !missing.has(addressOf("courses", code))),
    ),
    sections: union(
      before.sections,
      sections.filter((code) => !missing.has(addressOf("sections", code))),
    ),
    associations: union(
      before.associations,
      links
        .filter(
          ({ parentUid, studentUid }) =>
            !missing.has(addressOf("associations", parentUid, studentUid)),
        )
        .map(({ parentUid, studentUid }) => associationKey(parentUid, studentUid)),
    ),
    enrollments: pressed("sections")
      ? membersAfter(before, { desired, missing })
      : before.enrollments,
  };
}

function membersAfter(
  before: SyncMemory,
  after: { readonly desired: DesiredState; readonly missing: ReadonlySet<string> },
): SyncMemory["enrollments"] {
  const all = new Map(before.enrollments);
  const lacking = new Set([...after.missing].flatMap(sectionOfEnrollment));
  for (const [code, members] of after.desired.enrollments) {
    const there = lacking.has(code)
      ? [...members].filter(([uid]) => !after.missing.has(addressOf("enrollments", code, uid)))
      : undefined;
    all.set(code, there === undefined ? members : new Map(there));
  }
  return all;
}

function sectionOfEnrollment(address: string): readonly string[] {
  const [kind, section = ""] = address.split("/");
  return kind === "enrollments" ? [decodeURIComponent(section)] : [];
}

/** The addresses of what a sync wanted to make and did not. */
function notWritten({ plan, failed }: SyncOutcome): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const change of plan.changes) {
    if (change.action !== "create") continue;
    if (change.held !== null || failed.has(change)) addresses.add(change.address);
  }
  return addresses;
}

function union(before: ReadonlySet<string>, now: readonly string[]): ReadonlySet<string> {
  const all = new Set(before);
  for (const key of now) all.add(key);
  return all;
}
