import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import { selectSchoolId } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { schedulesOf } from "./schedules.ts";

/** Locks a trial while it is edited, or unlocks it. It can be activated all the same, and whoever does is told. */
export function lockTrial(scene: ActionScene, plan: PlanOf<"lock-trial">): Counts {
  const { world } = scene;
  const present = schedulesOf(world, selectSchoolId(scene, plan.school)).flatMap(
    ({ trials }) => trials,
  );
  const trials = present.filter(({ name }) => name === plan.name);
  if (trials.length === 0) {
    const names = [...new Set(present.map(({ name }) => name))].join(", ") || "none";
    throw new SisActionError(
      scene.action,
      `there is no trial "${plan.name}" (there are: ${names}).`,
    );
  }
  for (const trial of trials) world.trials.put({ ...trial, locked: plan.locked });
  return { trials: trials.length };
}
