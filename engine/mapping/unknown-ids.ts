import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import type { Roster } from "../snapshot/roster.ts";

/** The sourcedIds in the settings that the SIS did not send: typing mistakes, or schools it no longer shares. */
export function unknownIds(roster: Roster, settings: Settings): readonly Diagnostic[] {
  const { orgs, sessions } = roster;
  return [
    ...unknownIn("school", Object.keys(settings.schools.map), orgs),
    ...unknownIn("school", namedSchools(settings), orgs),
    ...unknownIn("term", Object.keys(settings.terms.map), sessions),
  ];
}

/** The schools that other tabs than Schools name, each once. */
function namedSchools({ roles, terms, users, courses, sections }: Settings): readonly string[] {
  const ticked = [users, courses, sections].flatMap(({ schools }) =>
    schools === "all" ? [] : schools,
  );
  return [...new Set([...Object.keys(roles.schools), ...Object.keys(terms.schools), ...ticked])];
}

function unknownIn(
  kind: string,
  ids: readonly string[],
  known: ReadonlyMap<string, unknown>,
): readonly Diagnostic[] {
  return ids
    .filter((id) => !known.has(id))
    .map((id) => diagnose("settings-id-unknown", { at: `settings/${kind}s/${id}` }, { kind, id }));
}
