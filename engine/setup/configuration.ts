import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { checkDomain } from "../mapping/check-domain.ts";
import { checkPerson, checkSchedulesUser } from "./acting-user.ts";
import { checkCredentials } from "./credentials.ts";
import type { SeenState, SetupInput } from "./tab-state.ts";

/** What keeps the Configuration tab from being complete; nothing can start until then (guide R5, R47). */
export function configurationRefusals(input: SetupInput): readonly Diagnostic[] {
  const { settings, connection } = input;
  return [
    ...checkRepresentative(settings),
    ...checkVersion(settings),
    ...checkCredentials(settings.oneRoster, connection),
    ...checkWhoSyncs(input),
  ];
}

/** What is said of the configuration although nothing is refused for it. */
export function configurationNotes({ settings, by, seen }: SetupInput): readonly Diagnostic[] {
  const { actingUser, oneRoster } = settings;
  const goesOn = by === "schedule" && actingUser.whenInvalid === "continue";
  return [
    ...checkDomain(oneRoster.domain ?? "").diagnostics,
    ...(goesOn ? checkSchedulesUser(actingUser) : []),
    ...(seen === undefined ? [] : checkLicence(settings, seen)),
  ];
}

function checkRepresentative({ representative }: Settings): readonly Diagnostic[] {
  const at = "settings/representative";
  return [
    ...(representative.requirementsMet ? [] : [diagnose("requirements-open", { at }, {})]),
    ...(representative.appEnabled ? [] : [diagnose("app-not-enabled", { at }, {})]),
  ];
}

/**
 * One version is active (guide R9). From 1.1 an organisation may go to 1.2 (R10) when the representative has opened
 * it (R11, R78); never back (R82). OAuth 2 is a checkbox in 1.1 and always there in 1.2 (R15, R50, R80).
 */
function checkVersion({ oneRoster, representative }: Settings): readonly Diagnostic[] {
  const at = "settings/oneRoster";
  if (oneRoster.version === "1.2") {
    return representative.oneRoster12Confirmed ? [] : [diagnose("version-not-opened", { at }, {})];
  }
  return [
    ...(oneRoster.previousVersion === "1.2" ? [diagnose("version-locked", { at }, {})] : []),
    ...(oneRoster.oauth2 ? [] : [diagnose("oauth2-unchecked", { at }, {})]),
  ];
}

function checkWhoSyncs({ settings, by }: SetupInput): readonly Diagnostic[] {
  const { actingUser } = settings;
  if (by !== "schedule") return checkPerson(actingUser, actingUser.signedInAs ?? actingUser.name);
  return actingUser.whenInvalid === "stop" ? checkSchedulesUser(actingUser) : [];
}

/** Passback from several buildings needs a district-wide licence; rosters do not (guide R52, R85). */
function checkLicence({ licence }: Settings, { desired }: SeenState): readonly Diagnostic[] {
  const schools = [...desired.schoolTargets]
    .filter(([, target]) => target.kind !== "organization")
    .map(([school]) => school);
  if (licence === "district" || schools.length < 2) return [];
  const licensed = licence === "none" ? [] : licence.schools;
  const unlicensed = schools.filter((school) => !licensed.includes(school)).length;
  if (unlicensed === 0) return [];
  const args = { unlicensed, total: schools.length };
  return [diagnose("licence-too-small", { at: "settings/licence" }, args)];
}
