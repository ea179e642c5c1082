import type { SchoolYear } from "../../records.ts";
import { newSessionId } from "../schedule/new-session-id.ts";
import type { ActionScene } from "../scene.ts";
import { dayNextYear, nextYear, titleNextYear } from "./next-year.ts";

/** The sessions of the active school year and of the next one, by id, where the world knows them. */
export interface RolledSession {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly isNew: boolean;
}

/** Adds the session of the next school year, unless there is one. */
export function rollSession(scene: ActionScene): RolledSession {
  const { world, modified } = scene;
  const year = world.view.activeYear;
  const next = nextYear(year);
  const present = sessionOf(scene, year);
  const known = sessionOf(scene, next);
  if (present === undefined || known !== undefined) {
    return { from: present?.id, to: known?.id, isNew: false };
  }
  const id = newSessionId(world, ["school-year", next]);
  world.schoolYears.put({
    ...present,
    id,
    modified,
    title: titleNextYear(present.title, year),
    startDate: dayNextYear(present.startDate),
    endDate: dayNextYear(present.endDate),
    schoolYear: next,
  });
  return { from: present.id, to: id, isNew: true };
}

function sessionOf({ world }: ActionScene, year: string): SchoolYear | undefined {
  return [...world.schoolYears.values()].find(({ schoolYear }) => schoolYear === year);
}
