import { toIso, type Clock } from "../../../core/clock.ts";
import { hashText } from "../../../core/random.ts";
import type { Seat, World } from "../world.ts";

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
  const now = clock.now();
  return {
    world,
    action,
    modified: toIso(now),
    today: toIso(now).slice(0, 10),
    yesterday: toIso(now - dayMs).slice(0, 10),
  };
}

/**
 * A new id of digits that depends only on the words given, so that the same change gives the same id
 * in every run. Steps aside while `taken` says that the id is in use.
 */
export function deriveId(words: readonly string[], taken: (id: string) => boolean): string {
  for (let attempt = 0; ; attempt += 1) {
    const text = JSON.stringify([...words, attempt]);
    const high = hashText(text, 0x51ed270b) * 0x10_0000;
    const id = String(high + (hashText(text, 0x2545f491) >>> 12));
    if (!taken(id)) return id;
  }
}

/** What a new seat needs to be told. */
export interface SeatPlan {
  readonly section: string;
  readonly school: string;
  readonly person: string;
  readonly role: string;
  readonly primary?: string;
  readonly beginDate?: string;
}

/** Adds a roster or staff row with an id derived from what it joins. */
export function addSeat(scene: ActionScene, plan: SeatPlan): Seat {
  const { world } = scene;
  const letter = plan.role === "student" ? "s" : "t";
  const words = [plan.section, plan.person, plan.role, scene.modified];
  const id = `${letter}${deriveId(words, (digits) => world.seats.has(`${letter}${digits}`))}`;
  const seat: Seat = { ...plan, id, status: "active", modified: scene.modified };
  world.seats.set(id, seat);
  return seat;
}
