import { diagnose, type Diagnostic } from "../../../contracts/run/diagnostic.ts";
import type { Change } from "../../../contracts/run/plan.ts";
import { byText } from "../../mapping/context.ts";
import { addressOf } from "../change.ts";
import { isTooMany, keyIn, type GuardInput, type Verdicts } from "../guard.ts";
import { schoolsOfBuildings, sectionsInUse } from "../present-sections.ts";
import { findSwitchedTrials } from "./trial-pairs.ts";

/** A change that takes something away. Only these wait when the source has shrunk: nothing else does harm then. */
function takesAway({ action }: Change): boolean {
  return action === "remove";
}

/**
 * A collection of which the SIS sends nothing at all is never read as "everybody has left" (F65): an expired scope and
 * a lost permission look the same. It says so however few there were.
 */
export function emptyCollectionGuard({ desired, current }: GuardInput): Verdicts {
  let students = 0;
  for (const members of current.enrollments.values()) {
    for (const { admin } of members.values()) if (!admin) students += 1;
  }
  const diagnostics = (["users", "enrollments"] as const)
    .filter((collection) => students > 0 && desired.received[collection] === 0)
    .map((collection) => {
      const args = { collection, present: `${students} student enrollments` };
      return diagnose("collection-empty", { at: `sis/${collection}` }, args);
    });
  return { diagnostics, holds: (change) => (takesAway(change) ? "collection-empty" : undefined) };
}

class Missing {
  readonly present = new Map<string, number>();
  readonly missing = new Map<string, number>();

  note(place: string, isMissing: boolean): void {
    for (const key of [place, wholeDistrict]) {
      this.present.set(key, (this.present.get(key) ?? 0) + 1);
      if (isMissing) this.missing.set(key, (this.missing.get(key) ?? 0) + 1);
    }
  }

  /** The places of which too much is missing, with both counts, sorted. */
  tooMany(bounds: Bounds): readonly Short[] {
    return [...this.missing]
      .map(([place, missing]) => ({ place, missing, of: this.present.get(place) ?? missing }))
      .filter((short) => {
        return isTooMany(short.place === wholeDistrict ? bounds.district : bounds.school, short);
      })
      .toSorted((a, b) => byText(a.place, b.place));
  }
}

type Bounds = GuardInput["guards"]["shrink"]["users"];

interface Short {
  readonly place: string;
  readonly missing: number;
  readonly of: number;
}

/** No school has an empty sourcedId. */
const wholeDistrict = "";

function placeOf(school: string): { readonly at: string; readonly school: string } {
  return { at: school === wholeDistrict ? "plan" : addressOf("schools", school), school };
}

/** Students in sections of whom the SIS says nothing any more, not even why they do not sync (F65). */
export function userShrinkGuard({ desired, current, guards }: GuardInput): Verdicts {
  const seen = new Set<string>();
  const students = new Missing();
  for (const [code, members] of current.enrollments) {
    const school = desired.sections.get(code)?.school;
    if (school === undefined) continue;
    for (const [uid, { admin }] of members) {
      if (admin || seen.has(uid)) continue;
      seen.add(uid);
      students.note(school, !desired.users.has(uid) && !desired.unsynced.has(uid));
    }
  }
  const short = students.tooMany(guards.shrink.users);
  const diagnostics = short.map(({ place, missing, of }) =>
    diagnose("shrink-users", placeOf(place), { missing, present: of }),
  );
  return { diagnostics, holds: removalsAt(short, "shrink-users") };
}

/** Holds the removals of members at these schools, all of them when the whole district is among them. */
function removalsAt(short: readonly Short[], code: string): Verdicts["holds"] {
  const places = new Set(short.map(({ place }) => place));
  return (change) => {
    if (!takesAway(change) || change.kind !== "enrollment") return undefined;
    return places.has(wholeDistrict) || places.has(change.school) ? code : undefined;
  };
}

/**
 * Synced sections of the grading periods in use that the SIS no longer sends (F65). They stay; removals elsewhere wait.
 * Those that come under another id are not gone, and another guard's (F01). A school that is not sent at all counts by
 * the code of its building (F67).
 */
export function sectionShrinkGuard(input: GuardInput): Verdicts {
  const { desired, guards } = input;
  const schoolsOf = schoolsOfBuildings(input);
  const sections = new Missing();
  const renamed = new Set(findSwitchedTrials(input).map(({ present }) => present.schoolCode));
  for (const { section, building, isForsaken } of sectionsInUse(input)) {
    const { schoolCode } = section;
    const own = isForsaken ? building : schoolsOf.get(building)?.[0];
    const school = desired.sections.get(schoolCode)?.school ?? own;
    if (school === undefined) continue;
    sections.note(school, !desired.sections.has(schoolCode) && !renamed.has(schoolCode));
  }
  const short = sections.tooMany(guards.shrink.sections);
  const diagnostics = short.map(({ place, missing, of }) =>
    diagnose("shrink-sections", placeOf(place), { missing, present: of }),
  );
  return { diagnostics, holds: removalsAt(short, "shrink-sections") };
}

/** Parent links that would end: a custody change ends one, a lost permission very many (F46). */
export function associationShrinkGuard(input: GuardInput): Verdicts {
  const { desired, current, changes, guards } = input;
  const ending = changes.filter((change) => change.kind === "association" && takesAway(change));
  if (ending.length === 0) return { diagnostics: [], holds: () => undefined };
  const leaving = new Set(ending.map((change) => `${keyIn(change, 1)}\n${keyIn(change, 2)}`));
  const links = new Missing();
  for (const key of current.associations) {
    const school = desired.users.get(key.split("\n")[1] ?? "")?.school;
    if (school !== undefined) links.note(school, leaving.has(key));
  }
  const short = links.tooMany(guards.shrink.associations);
  const places = new Set(short.map(({ place }) => place));
  const diagnostics: readonly Diagnostic[] = short.map(({ place, missing, of }) =>
    diagnose("shrink-associations", placeOf(place), { removed: missing, present: of }),
  );
  return {
    diagnostics,
    holds: (change) => {
      if (change.kind !== "association" || !takesAway(change)) return undefined;
      const isHeld = places.has(wholeDistrict) || places.has(change.school);
      return isHeld ? "shrink-associations" : undefined;
    },
  };
}
