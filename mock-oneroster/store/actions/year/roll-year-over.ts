import type { Calendar } from "../../records.ts";
import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import type { Counts } from "../sis-action.ts";
import { nextYear } from "./next-year.ts";
import { promoteStudents } from "./promote-students.ts";
import { rollCalendar, type RolledCalendar } from "./roll-calendar.ts";
import { rollSession } from "./roll-session.ts";

/**
 * Prepares the next school year, as Campus does in spring: its session, calendars, terms and courses with new ids,
 * a trial "Rolled In" with this year's section list and nobody in it (F03), and the students' places in the grade
 * above. The active year stays what it is until `activate-year`.
 */
export function rollYearOver(scene: ActionScene): Counts {
  const calendars = calendarsOfActiveYear(scene);
  const session = rollSession(scene);
  const rolled = calendars.map((calendar) => rollCalendar(scene, calendar, session));
  const students = promoteStudents(scene, new Map(rolled.map(({ from, to }) => [from, to])));
  return {
    calendars: rolled.length,
    academicSessions: sum(rolled, "terms") + Number(session.isNew),
    courses: sum(rolled, "courses"),
    sectionsCopied: sum(rolled, "sections"),
    ...students,
  };
}

function calendarsOfActiveYear({ world, action }: ActionScene): readonly Calendar[] {
  const { activeYear } = world.view;
  const all = [...world.calendars.values()];
  const calendars = all.filter(({ schoolYear }) => activeYear !== "" && schoolYear === activeYear);
  if (calendars.length === 0) {
    throw new SisActionError(action, `no calendar is of the active year "${activeYear}".`);
  }
  const next = nextYear(activeYear);
  if (all.some(({ schoolYear }) => schoolYear === next)) {
    throw new SisActionError(action, `there are calendars of ${next} already.`);
  }
  return calendars;
}

function sum(rolled: readonly RolledCalendar[], what: "terms" | "courses" | "sections"): number {
  return rolled.reduce((total, one) => total + one[what], 0);
}
