import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/**
 * The site goes on to another school year. From then on the API shows that one only: asking for the old one finds
 * nothing (F10 to F12, facts A.10). No record changes, so that no delta shows it (F83).
 */
export function activateYear(scene: ActionScene, plan: PlanOf<"activate-year">): Counts {
  const { world } = scene;
  const { activeYear } = world.view;
  const years = [...new Set(Array.from(world.calendars.values(), ({ schoolYear }) => schoolYear))]
    .filter((year) => year !== "")
    .toSorted();
  const year = plan.year ?? years.find((one) => one > activeYear);
  if (year === undefined || !years.includes(year)) {
    const wanted = year === undefined ? `year after "${activeYear}"` : `year "${year}"`;
    throw new SisActionError(
      scene.action,
      `no calendar is of a ${wanted} (there are: ${years.join(", ") || "none"}). Roll the year over first.`,
    );
  }
  if (year === activeYear) return { years: 0 };
  world.setView({ activeYear: year });
  return { years: 1 };
}
