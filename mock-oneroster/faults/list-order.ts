import type { Random } from "../../core/random.ts";
import { isJsonObject, type JsonPage } from "./json-page.ts";
import { randomOfRow } from "./row-faults.ts";
import { shuffle } from "./shuffle.ts";
import { strikesOf, type Strike } from "./strike.ts";

/**
 * Shuffles lists in records anew at each request.
 *
 * A client that takes the first org of a user, or the first role, moves people from building to building from day to
 * day (F28). Roles keep their types.
 */
export function harmListOrder(page: JsonPage, strikes: readonly Strike[]): JsonPage {
  let { rows } = page;
  if (rows.length === 0) return page;
  for (const strike of strikesOf(strikes, "shuffled-lists")) {
    if (!strike.claim()) continue;
    const { fields, share } = strike.fault;
    rows = rows.map((row, index) => {
      if (!randomOfRow(strike, row, index).chance(share)) return row;
      return shuffleLists(row, fields, strike.random.fork(`lists ${index}`));
    });
  }
  return rows === page.rows ? page : { ...page, rows };
}

function shuffleLists(row: unknown, fields: readonly string[], random: Random): unknown {
  if (!isJsonObject(row)) return row;
  const entries = Object.entries(row).map(([name, value]) => {
    const isHit = Array.isArray(value) && fields.includes(name);
    return [name, isHit ? shuffle(value, random.fork(name)) : value] as const;
  });
  return Object.fromEntries(entries);
}
