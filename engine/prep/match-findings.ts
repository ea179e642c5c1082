import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import { rungs, type Rung } from "../../contracts/run/rung.ts";
import type { Question } from "../matching/climb.ts";
import { syncedPeople, type AllMatches, type PrepWorld } from "./match-all.ts";
import type { Naming } from "./privacy.ts";

const ownRungs: ReadonlySet<Rung> = new Set(["unique-id", "decision"]);

/** What pairing people with accounts tells about those who would sync (F23 to F26). */
export function matchFindings(
  world: PrepWorld,
  { users }: AllMatches,
  naming: Naming,
): readonly Diagnostic[] {
  const synced = syncedPeople(world.desired);
  const placeOf = createPlaces(world, naming);
  const elsewhere = users.matches.filter(
    ({ left, rung }) => synced.has(left) && !ownRungs.has(rung),
  );
  const questions = users.questions.filter(({ left }) => synced.has(left));
  return [
    ...elsewhere.map(({ left, right, rung }) => {
      const args = { account: naming.account(right), how: rungs[rung].words };
      return diagnose("account-under-other-id", placeOf(left), args);
    }),
    ...questions.map((question) => aboutQuestion(question, placeOf(question.left), naming)),
    ...aboutUpgrade(world, users, { synced, placeOf }),
  ];
}

type PlaceOf = (personId: string) => { readonly at: string; readonly school: string };

function createPlaces({ desired }: PrepWorld, naming: Naming): PlaceOf {
  const schoolOf = new Map([...desired.users.values()].map((user) => [user.personId, user.school]));
  return (id) => ({ at: `sis/users/${naming.person(id)}`, school: schoolOf.get(id) ?? "" });
}

function aboutQuestion(question: Question, place: ReturnType<PlaceOf>, naming: Naming): Diagnostic {
  const accounts = question.candidates.map((uid) => naming.account(uid)).join(", ");
  const how = rungs[question.rung].words;
  if (question.why === "looks-alike")
    return diagnose("match-looks-alike", place, { how, accounts });
  if (question.rung === "legacy-id" && question.why === "several-candidates") {
    return diagnose("legacy-id-ambiguous", place, { accounts });
  }
  return diagnose("match-ambiguous", place, { how, accounts });
}

/** Accounts that carry ids of 1.1 while the SIS speaks 1.2: an upgrade is under way (F24, F26). */
function aboutUpgrade(
  { roster }: PrepWorld,
  users: AllMatches["users"],
  seen: { readonly synced: ReadonlySet<string>; readonly placeOf: PlaceOf },
): readonly Diagnostic[] {
  const rungOf = new Map(users.matches.map(({ left, rung }) => [left, rung]));
  const byLegacy = [...users.matches, ...users.questions].filter(
    ({ rung }) => rung === "legacy-id",
  );
  if (roster.version !== "1.2" || byLegacy.length === 0) return [];
  const moved = users.matches.filter(({ rung }) => rung === "legacy-id").length;
  const missing = [...roster.people.values()].filter(
    ({ sourcedId, legacyId }) =>
      legacyId === undefined && seen.synced.has(sourcedId) && !isSettled(rungOf.get(sourcedId)),
  );
  return [
    diagnose("version-one-way", { at: "settings/oneRoster" }, { moved }),
    ...missing.map(({ sourcedId }) => {
      const rung = rungOf.get(sourcedId);
      const found = rung === undefined ? "no account was found" : rungs[rung].words;
      return diagnose("legacy-id-missing", seen.placeOf(sourcedId), { found });
    }),
  ];
}

function isSettled(rung: Rung | undefined): boolean {
  return rung !== undefined && ownRungs.has(rung);
}
