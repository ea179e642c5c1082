import type { Change } from "../../contracts/run/plan.ts";
import { keyIn } from "./guard.ts";

/** Natural keys of what is not made because a guard holds it, by kind, each with the code of that guard. */
type HeldKeys = Readonly<
  Record<"building" | "grading-period" | "user" | "course" | "section", Map<string, string>>
>;

/**
 * Holds what needs something that is held: the courses of a building, the sections of a course or grading period, the
 * members of a section, the links of a user. Changes stand in the order in which they are applied, so one pass does.
 */
export function holdDependents(changes: readonly Change[]): readonly Change[] {
  if (changes.every(({ held }) => held === null)) return changes;
  const keys: HeldKeys = {
    building: new Map(),
    "grading-period": new Map(),
    user: new Map(),
    course: new Map(),
    section: new Map(),
  };
  return changes.map((change) => {
    const held = change.held ?? heldThrough(change, keys) ?? null;
    if (held !== null && makesKey(change)) note(change, held, keys);
    return held === change.held ? change : { ...change, held };
  });
}

/** Whether the object cannot be named by its key before the change is done: it is new, or it gets another Unique ID. */
function makesKey({ action, after }: Change): boolean {
  return action === "create" || (action === "update" && after?.["school_uid"] !== undefined);
}

function note(change: Change, held: string, keys: HeldKeys): void {
  if (change.kind === "enrollment" || change.kind === "association") return;
  keys[change.kind].set(keyIn(change, 1), held);
}

function heldThrough(change: Change, keys: HeldKeys): string | undefined {
  const { after } = change;
  switch (change.kind) {
    case "user":
    case "course":
      return keys.building.get(String(after?.["building"] ?? ""));
    case "section":
      return heldSection(change, keys);
    case "association":
      return keys.user.get(keyIn(change, 1)) ?? keys.user.get(keyIn(change, 2));
    case "enrollment":
      if (keys.section.size === 0 && keys.user.size === 0) return undefined;
      return keys.section.get(keyIn(change, 1)) ?? keys.user.get(keyIn(change, 2));
    case "building":
    case "grading-period":
      return undefined;
  }
}

function heldSection({ action, after }: Change, keys: HeldKeys): string | undefined {
  const titles = after?.["grading_periods"];
  for (const title of Array.isArray(titles) ? titles : []) {
    const held = keys["grading-period"].get(title);
    if (held !== undefined) return held;
  }
  return action === "create" ? keys.course.get(String(after?.["course_code"] ?? "")) : undefined;
}
