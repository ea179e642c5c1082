import { createRandom, type Random } from "../../../../core/random.ts";
import { assert } from "../../../../core/assert.ts";
import type { ActionScene } from "../scene.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { readOffers } from "./school-offers.ts";
import { studentsThere } from "./students-there.ts";
import { mainPlace, renames, turnKinds, type Turn, type TurnKind } from "./turns.ts";

/**
 * Lets many small things happen at once: so many per cent of the students change school, leave the district, drop or
 * add a section, or get another name; beside some of them a new student comes, or a teacher changes.
 *
 * Who it is and what happens depends on the seed, the moment and the world, so that a weekly churn differs from
 * week to week and is the same in every run. The turns add up to `students`.
 */
export function churn(scene: ActionScene, plan: PlanOf<"churn">): Counts {
  const { rows } = scene.world.people;
  const random = createRandom(`churn/${plan.seed}/${scene.modified}`);
  const everyone = studentsThere(scene);
  const schools = readOffers(scene.world);
  const counts: Record<string, number> = { students: 0 };
  for (const row of draw(random.fork("who"), everyone, countOf(everyone, plan.percent))) {
    const student = rows.at(row);
    const own = random.fork(student.id);
    const place = mainPlace(scene, student.id);
    if (place === undefined) continue;
    const namesake = (): Turn["student"] => rows.at(own.pick(everyone));
    const turn = { scene, random: own, student, place, how: plan.how, schools, namesake };
    const { name, done } = take(turn);
    for (const [key, count] of Object.entries({ students: 1, [name]: 1, ...done })) {
      counts[key] = (counts[key] ?? 0) + count;
    }
  }
  return counts;
}

/** A churn of anything is of one student at least. */
function countOf(everyone: readonly number[], percent: number): number {
  if (percent === 0) return 0;
  const share = Math.round((everyone.length * percent) / 100);
  return Math.min(everyone.length, Math.max(1, share));
}

/** Draws so many rows, none of them twice. */
function draw(random: Random, everyone: readonly number[], count: number): readonly number[] {
  const rows = [...everyone];
  for (let place = 0; place < count; place += 1) {
    const other = place + random.int(rows.length - place);
    const drawn = rows[other] ?? 0;
    rows[other] = rows[place] ?? 0;
    rows[place] = drawn;
  }
  return rows.slice(0, count);
}

function take(turn: Turn): { readonly name: string; readonly done: Counts } {
  const kind = pickKind(turn.random);
  const done = kind.take(turn);
  if (done !== undefined) return { name: kind.name, done };
  return { name: renames.name, done: renames.take(turn) ?? {} };
}

function pickKind(random: Random): TurnKind {
  let ticket = random.int(turnKinds.reduce((total, { weight }) => total + weight, 0));
  const kind = turnKinds.find(({ weight }) => {
    ticket -= weight;
    return ticket < 0;
  });
  assert(kind !== undefined, "the weights add up.");
  return kind;
}
