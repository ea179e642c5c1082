import type { Random } from "../../core/random.ts";
import type { FaultOf } from "./fault.ts";
import { isJsonObject, type JsonPage } from "./json-page.ts";
import { strikesOf, type Strike } from "./strike.ts";

/** Leaves rows out of a page and doubles others. Totals stay: by them a client can notice. */
export function harmRows(page: JsonPage, strikes: readonly Strike[]): JsonPage {
  if (page.shape === "object") return page;
  let { rows } = page;
  for (const strike of strikesOf(strikes, "missing-rows")) {
    if (strike.claim()) rows = rows.filter((row, index) => !isChosen(strike, row, index));
  }
  for (const strike of strikesOf(strikes, "duplicate-rows")) {
    if (!strike.claim()) continue;
    rows = rows.flatMap((row, index) => (isChosen(strike, row, index) ? [row, row] : [row]));
  }
  for (const { claim } of strikesOf(strikes, "empty-page")) if (claim()) rows = [];
  return rows === page.rows ? page : { ...page, rows };
}

/** A list instead of an object that holds it, or the first of them (Campus facts A.3, F79). */
export function harmShape(page: JsonPage, strikes: readonly Strike[]): JsonPage {
  if (page.shape === "object" || page.rows.length === 0) return page;
  const isHit = strikesOf(strikes, "single-object").some(
    ({ fault, claim }) => (fault.when === "always" || page.rows.length === 1) && claim(),
  );
  return isHit ? { ...page, shape: "object" } : page;
}

/**
 * The chance of one row: the same at every request, on whatever page the row stands and in any order.
 *
 * A row without a sourcedId goes by its place on the page.
 */
export function randomOfRow({ rows }: Pick<Strike, "rows">, row: unknown, index: number): Random {
  return rows.fork(sourcedIdOf(row) ?? index);
}

function isChosen(
  strike: Strike<FaultOf<"missing-rows" | "duplicate-rows">>,
  row: unknown,
  index: number,
): boolean {
  const { share, sourcedIds } = strike.fault;
  if (sourcedIds === undefined) return randomOfRow(strike, row, index).chance(share);
  const id = sourcedIdOf(row);
  return id !== undefined && sourcedIds.includes(id);
}

function sourcedIdOf(row: unknown): string | undefined {
  const id = isJsonObject(row) ? row["sourcedId"] : undefined;
  return typeof id === "string" ? id : undefined;
}
