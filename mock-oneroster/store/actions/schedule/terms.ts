import type { Term } from "../../records.ts";
import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import { selectSchool, selectSchoolId } from "../select/school.ts";
import { selectTerms } from "../select/titled.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { newSessionId } from "./new-session-id.ts";
import { schedulesOf } from "../trials/schedules.ts";

/** Terms begin or end on other days, as after snow days (F08, F09, F14). */
export function moveTermDate(scene: ActionScene, plan: PlanOf<"move-term-date">): Counts {
  const { modified } = scene;
  const moved = sought(scene, plan).map((term) => ({
    ...term,
    startDate: plan.startDate ?? term.startDate,
    endDate: plan.endDate ?? term.endDate,
    modified,
  }));
  for (const term of moved) refuseBackwards(scene, term);
  for (const term of moved) scene.world.terms.put(term);
  return { academicSessions: moved.length };
}

/** Terms get another title. */
export function renameTerm(scene: ActionScene, plan: PlanOf<"rename-term">): Counts {
  const { world, modified } = scene;
  const terms = sought(scene, plan);
  for (const term of terms) world.terms.put({ ...term, title: plan.title, modified });
  return { academicSessions: terms.length };
}

/** A school gets a further term in the schedule that comes first. Nothing meets in it yet. */
export function addTerm(scene: ActionScene, plan: PlanOf<"add-term">): Counts {
  const { world, modified } = scene;
  const { title, type, startDate, endDate } = plan;
  refuseBackwards(scene, plan);
  const school = selectSchool(scene, plan.school).id;
  const structure = schedulesOf(world, school)[0]?.structure;
  const year =
    structure === undefined ? "" : (world.calendars.get(structure.calendar)?.schoolYear ?? "");
  const schoolYear = year === "" ? schoolYearOf(world.view.activeYear, endDate) : year;
  const parent = [...world.schoolYears.values()].find((one) => one.schoolYear === schoolYear)?.id;
  const id = newSessionId(world, ["term", school, title, modified]);
  const frame = { id, status: "active", modified, metadata: undefined };
  const dates = { startDate, endDate, schoolYear, parent };
  world.terms.put({ ...frame, ...dates, structure: structure?.id, title, type });
  return { academicSessions: 1 };
}

/** Without a calendar the year is the active one, or the one in which the term ends. */
function schoolYearOf(activeYear: string, endDate: string): string {
  return activeYear === "" ? endDate.slice(0, 4) : activeYear;
}

function sought(
  scene: ActionScene,
  plan: { readonly term: string; readonly school?: string },
): readonly Term[] {
  const school = selectSchoolId(scene, plan.school);
  return selectTerms(scene, { selector: plan.term, school });
}

function refuseBackwards(
  scene: ActionScene,
  { title, startDate, endDate }: Pick<Term, "title" | "startDate" | "endDate">,
): void {
  if (startDate <= endDate) return;
  throw new SisActionError(
    scene.action,
    `"${title}" would begin on ${startDate}, after its end on ${endDate}.`,
  );
}
