import { periodsOf, placementsOf } from "../../placements.ts";
import type { Section } from "../../records.ts";
import { SisActionError } from "../action-error.ts";
import { setStatus } from "../records/set-status.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { endSeat } from "../seats/end-seat.ts";
import { addRoster } from "../seats/new-seats.ts";
import { rostersOfSection, staffOfSection } from "../seats/open-seats.ts";
import { selectSection } from "../select/section.ts";
import { selectTerms } from "../select/titled.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** A section goes from the schedule: not sent any more, or sent as `tobedeleted` (F66). */
export function dropSection(scene: ActionScene, plan: PlanOf<"drop-section">): Counts {
  const { world } = scene;
  const { id } = selectSection(scene, plan.section);
  const staying = plan.enrollments === "stay";
  const rosters = staying ? [] : rowsOf(world.rosters, "section", id);
  const staff = staying ? [] : rowsOf(world.staff, "section", id);
  const seats = rosters.length + staff.length;
  if (plan.how === "vanish") {
    for (const row of rosters) world.rosters.delete(row.id);
    for (const row of staff) world.staff.delete(row.id);
    world.sections.delete(id);
    return { classes: 1, enrollmentsDropped: seats };
  }
  const status = "tobedeleted";
  for (const row of rosters) setStatus(scene, { table: world.rosters, id: row.id, status });
  for (const row of staff) setStatus(scene, { table: world.staff, id: row.id, status });
  setStatus(scene, { table: world.sections, id, status });
  return { classes: 1, enrollmentsMarked: seats };
}

/** A class is called off: everyone leaves as of yesterday, and its students may join another (F56, F58). */
export function cancelClass(scene: ActionScene, plan: PlanOf<"cancel-class">): Counts {
  const { world, yesterday: lastDay } = scene;
  const { id } = selectSection(scene, plan.section);
  const target = plan.moveTo === undefined ? undefined : selectSection(scene, plan.moveTo);
  if (target?.id === id) {
    throw new SisActionError(scene.action, `"${plan.moveTo}" is the class that is called off.`);
  }
  const rosters = rostersOfSection(scene, id);
  const staff = staffOfSection(scene, id);
  for (const seat of rosters) endSeat(scene, { table: world.rosters, seat, lastDay });
  for (const seat of staff) endSeat(scene, { table: world.staff, seat, lastDay });
  const students = new Set(rosters.map(({ person }) => person));
  const enrollmentsAdded = target === undefined ? 0 : moveStudents(scene, students, target);
  return { enrollmentsEnded: rosters.length + staff.length, enrollmentsAdded };
}

function moveStudents(
  scene: ActionScene,
  students: ReadonlySet<string>,
  { id: section, school }: Section,
): number {
  const there = new Set(rostersOfSection(scene, section).map(({ person }) => person));
  const joining = [...students].filter((person) => !there.has(person));
  for (const person of joining) {
    addRoster(scene, { section, school, person, beginDate: scene.today });
  }
  return joining.length;
}

/** A section meets in other terms, in the periods that it has (F06, F07, F15). */
export function moveSectionTerms(scene: ActionScene, plan: PlanOf<"move-section-terms">): Counts {
  const { world, modified } = scene;
  const section = selectSection(scene, plan.section);
  const terms = new Set(plan.terms.flatMap((selector) => termsFor(scene, section, selector)));
  world.sections.put({
    ...section,
    placements: placementsOf([...terms], periodsOf(section)),
    modified,
  });
  return { classes: 1 };
}

/** Terms of the section's own schedule, where it has one: two schedules of a school may use one title. */
function termsFor(scene: ActionScene, section: Section, selector: string): readonly string[] {
  const { trials } = scene.world;
  const structure = section.trial === undefined ? undefined : trials.get(section.trial)?.structure;
  const terms = selectTerms(scene, { selector, school: section.school });
  const own = terms.filter((term) => term.structure === structure);
  return (own.length > 0 ? own : terms).map(({ id }) => id);
}
