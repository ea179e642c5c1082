import { refuse, type Refusal } from "./decision.ts";

const amountMax = 1_000_000;

/** Refuses the first of these numbers that is negative or beyond any gradebook. */
export function refuseAmounts(
  amounts: Readonly<Record<string, number | undefined>>,
): Refusal | undefined {
  const wrong = Object.entries(amounts).find(
    ([, amount]) => amount !== undefined && !(amount >= 0 && amount <= amountMax),
  );
  return wrong === undefined
    ? undefined
    : refuse(`${wrong[0]} is a number from 0 to ${amountMax}.`);
}
