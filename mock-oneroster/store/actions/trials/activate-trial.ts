import type { ActionScene } from "../scene.ts";
import { selectSchoolId } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { copySections, type Copied } from "./copy-sections.ts";
import {
  adoptLooseSections,
  countSchools,
  newTrialId,
  schedulesOf,
  type Schedule,
} from "./schedules.ts";

/**
 * Makes another trial of each schedule of the active year the active one (F01).
 *
 * A trial that does not exist yet becomes a copy of the one that is active now. The sections of the other
 * trials stay in the world and are no longer shown. Going back to a trial brings back its own ids.
 * Counts `lockedTrials` when someone is editing a trial that becomes active.
 */
export function activateTrial(scene: ActionScene, plan: PlanOf<"activate-trial">): Counts {
  const { world } = scene;
  const school = selectSchoolId(scene, plan.school);
  adoptLooseSections(world, school);
  const schedules = schedulesOf(world, school).filter(({ active }) => active?.name !== plan.name);
  const done = { sectionsCopied: 0, enrollmentsCopied: 0 };
  let lockedTrials = 0;
  for (const schedule of schedules) {
    if (schedule.trials.some(({ name, locked }) => name === plan.name && locked)) lockedTrials += 1;
    const copied = switchTo(scene, schedule, plan.name);
    done.sectionsCopied += copied.sectionsCopied;
    done.enrollmentsCopied += copied.enrollmentsCopied;
  }
  const counts = { schools: countSchools(schedules), ...done };
  return lockedTrials === 0 ? counts : { ...counts, lockedTrials };
}

function switchTo(
  scene: ActionScene,
  { structure, trials, active }: Schedule,
  name: string,
): Copied {
  const { world } = scene;
  const known = trials.find((trial) => trial.name === name);
  const id = known?.id ?? newTrialId(world, structure.id, name);
  const locked = known?.locked ?? false;
  if (active !== undefined) world.trials.put({ ...active, active: false });
  world.trials.put({ id, structure: structure.id, name, active: true, locked });
  const from = known === undefined ? active?.id : undefined;
  return copySections(scene, { from, into: { id, name }, seats: "with" });
}
