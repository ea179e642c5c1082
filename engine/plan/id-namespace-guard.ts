import { diagnose, type Fields } from "../../contracts/run/diagnostic.ts";
import { rungs } from "../../contracts/run/rung.ts";
import type { Change } from "../../contracts/run/plan.ts";
import type { DesiredUser } from "../mapping/lms-state.ts";
import { accountCard, desiredCard } from "../matching/cards.ts";
import type { Match } from "../matching/climb.ts";
import { matchPeople } from "../matching/people.ts";
import { encodePart } from "./change.ts";
import type { GuardInput, Verdicts } from "./guard.ts";

const silent: Verdicts = { diagnostics: [], holds: () => undefined };
const evidenceMax = 500;

/**
 * Ids have changed as a whole, as on the way from OneRoster 1.1 to 1.2 (F23): people have accounts, but under other Unique
 * IDs, and the app would make a second account for each of them.
 *
 * The Users tab waits until a mapping is given (R87), and with it the memberships of those people: their old accounts
 * would leave their sections, and the new ones are not there. Looks only at accounts that belong to nobody by Unique ID.
 */
export function idNamespaceGuard(input: GuardInput): Verdicts {
  const { desired, current, idChange } = input;
  const strangers = [...current.users].filter(
    ([uid]) => !desired.users.has(uid) && !input.declined.has(uid),
  );
  if (strangers.length < idChange.idChangeMin) return silent;
  const newcomers = [...desired.users.values()].filter(({ uid }) => !current.users.has(uid));
  const same = desired.users.size - newcomers.length;
  const { matches } = matchPeople(
    newcomers.map((user) => desiredCard(user, desired.activeYear)),
    strangers.map(([uid, held]) => accountCard(uid, held)),
  );
  const moved = matches.length;
  if (moved < idChange.idChangeMin) return silent;
  if ((moved / (moved + same)) * 100 < idChange.idChangePercent) return silent;
  const place = { at: "plan", evidence: matches.slice(0, evidenceMax).map(pairRow) };
  return {
    diagnostics: [diagnose("id-namespace-change", place, { moved, same })],
    holds: holdsOf({ newcomers, matches }),
  };
}

function holdsOf(seen: {
  readonly newcomers: readonly DesiredUser[];
  readonly matches: readonly Match[];
}): Verdicts["holds"] {
  const affected = new Set([
    ...seen.newcomers.map(({ uid }) => encodePart(uid)),
    ...seen.matches.map(({ right }) => encodePart(right)),
  ]);
  return (change: Change) => {
    const isHeld =
      change.tab === "users" ||
      (change.kind === "enrollment" && affected.has(change.address.split("/")[2] ?? ""));
    return isHeld ? "id-namespace-change" : undefined;
  };
}

function pairRow({ left, right, rung }: Match): Fields {
  return { "in the SIS": left, "in Schoology": right, "matched by": rungs[rung].words };
}
