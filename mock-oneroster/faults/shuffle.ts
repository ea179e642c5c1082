import type { Random } from "../../core/random.ts";

/** Gives a list in another order, each order as likely as the others (Fisher and Yates). */
export function shuffle(items: readonly unknown[], random: Random): readonly unknown[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random.int(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
  }
  return shuffled;
}
