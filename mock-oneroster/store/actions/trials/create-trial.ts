import type { Section, Trial } from "../../records.ts";
import type { World } from "../../world.ts";
import { SisActionError } from "../action-error.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { selectSchoolId } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { copySections, type SectionCopy } from "./copy-sections.ts";
import {
  adoptLooseSections,
  firstTrialName,
  newTrialId,
  schedulesOf,
  type Schedule,
} from "./schedules.ts";

/** Adds a trial to each schedule of the active year, and leaves the active one as it is. */
export function createTrial(scene: ActionScene, plan: PlanOf<"create-trial">): Counts {
  const { world } = scene;
  const { name, holds } = plan;
  const school = selectSchoolId(scene, plan.school);
  refuseKnownName(scene, schedulesOf(world, school), name);
  adoptLooseSections(world, school);
  const schedules = schedulesOf(world, school).filter((one) => !hasTrial(one, name));
  if (schedules.length === 0) throw new SisActionError(scene.action, "there is no schedule.");
  const done = { trials: 0, sectionsCopied: 0, enrollmentsCopied: 0 };
  for (const schedule of schedules) {
    const id = newTrialId(world, schedule.structure.id, name);
    const structure = schedule.structure.id;
    world.trials.put({ id, structure, name, active: false, locked: false });
    const copied = copySections(scene, {
      ...contentOf(world, schedule, holds),
      into: { id, name },
    });
    done.trials += 1;
    done.sectionsCopied += copied.sectionsCopied;
    done.enrollmentsCopied += copied.enrollmentsCopied;
  }
  return done;
}

/** A world without schedules is an import, whose sections are about to be those of the first trial. */
function refuseKnownName(scene: ActionScene, schedules: readonly Schedule[], name: string): void {
  const isKnown = schedules.some((one) => hasTrial(one, name));
  if (!isKnown && (schedules.length > 0 || name !== firstTrialName)) return;
  throw new SisActionError(scene.action, `there is a trial "${name}" already. Give another name.`);
}

function hasTrial({ trials }: Schedule, name: string): boolean {
  return trials.some((trial) => trial.name === name);
}

type Content = Omit<SectionCopy, "into">;

function contentOf(
  world: World,
  schedule: Schedule,
  holds: PlanOf<"create-trial">["holds"],
): Content {
  const from = schedule.active?.id;
  if (holds === "copy") return { from, seats: "with" };
  if (holds === "empty") return { from: undefined, seats: "without" };
  const last = lastYearsTrial(world, schedule);
  if (last === undefined) return { from, seats: "without" };
  return {
    from: last.id,
    seats: "without",
    course: courseByCode(world, schedule.structure.calendar),
    term: termByTitle(world, schedule.structure.id),
  };
}

/** The trial that was active in the same school a year before, in the schedule of the same name if there is one. */
function lastYearsTrial(world: World, { structure, school }: Schedule): Trial | undefined {
  const year = world.calendars.get(structure.calendar)?.schoolYear ?? "";
  const before = String(Number(year) - 1);
  const structures = rowsOf(world.calendars, "school", school)
    .filter(({ schoolYear }) => schoolYear === before)
    .flatMap(({ id }) => rowsOf(world.structures, "calendar", id));
  const same = structures.find(({ name }) => name === structure.name) ?? structures[0];
  return same && rowsOf(world.trials, "structure", same.id).find(({ active }) => active);
}

function courseByCode(
  world: World,
  calendar: string,
): (id: string) => Section["course"] | undefined {
  const byCode = new Map(
    rowsOf(world.courses, "calendar", calendar).map(({ code, id }) => [code, id]),
  );
  return (id) => byCode.get(world.courses.get(id)?.code ?? "");
}

function termByTitle(world: World, structure: string): (id: string) => string | undefined {
  const byTitle = new Map(
    rowsOf(world.terms, "structure", structure).map(({ title, id }) => [title, id]),
  );
  return (id) => byTitle.get(world.terms.get(id)?.title ?? "");
}
