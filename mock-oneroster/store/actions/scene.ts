import { toIso, type Clock } from "../../../core/clock.ts";
import type { World } from "../world.ts";

/** The time and the world that an action works with. */
export interface ActionScene {
  readonly world: World;
  readonly action: string;
  /** The moment of the change: `dateLastModified` of all that it touches. */
  readonly modified: string;
  /** The calendar day of the change, in UTC. */
  readonly today: string;
  /** The day before: the last day of whatever ends with this change. */
  readonly yesterday: string;
}

const dayMs = 86_400_000;

/** Sets the scene of an action at the clock's present moment. */
export function createScene(world: World, action: string, clock: Clock): ActionScene {
  const modified = toIso(clock.now());
  const today = modified.slice(0, 10);
  return { world, action, modified, today, yesterday: addDays(today, -1) };
}

/** The day that lies so many days after another, or before it. */
export function addDays(day: string, days: number): string {
  return toIso(Date.parse(`${day}T00:00:00Z`) + days * dayMs).slice(0, 10);
}

/** The records of a person carry the moment when something changed that is shown of him. */
export function stampPerson({ world, modified }: ActionScene, id: string): void {
  const person = world.people.get(id);
  if (person !== undefined && person.modified !== modified)
    world.people.put({ ...person, modified });
}
