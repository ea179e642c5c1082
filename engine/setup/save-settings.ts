import { diagnose, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import type { Secret } from "../../contracts/run/settings/secret.ts";
import { checkPerson } from "./acting-user.ts";

/** What stands where a secret was saved: it is never shown again (guide R53). */
export const storedSecret = "(stored)";

/** Settings as they may be shown: whether there is a secret, never which (guide R53). */
export function withoutSecrets(settings: Settings): Settings {
  const { oneRoster, schoology } = settings;
  return {
    ...settings,
    oneRoster: { ...oneRoster, consumerSecret: shown(oneRoster.consumerSecret) },
    schoology: { ...schoology, consumerSecret: shown(schoology.consumerSecret) },
  };
}

function shown(secret: Secret): Secret {
  return secret === "" || typeof secret !== "string" ? secret : storedSecret;
}

/**
 * Every Save button of the app: *Save API Credentials*, *Save Settings*, *Save Sync Options*, *Save Changes*
 * (guide R53, R62, R81, R95). May be done at any time (R63, R75); nothing syncs by it,
 * and a new Active Year counts from the next sync (R73).
 *
 * @param saved what is saved now
 * @param entered what was entered; a secret that was not entered anew stays as it is
 * @param person who saves
 * @returns what is saved then: `saved` itself when anything refuses it (R76, R82)
 */
export function saveSettings(
  saved: Settings,
  entered: Settings,
  person: string,
): Outcome<Settings> {
  const refusals = [
    ...checkPerson(saved.actingUser, person),
    ...(isLocked(saved) && entered.oneRoster.version === "1.1"
      ? [diagnose("version-locked", { at: "settings/oneRoster" }, {})]
      : []),
  ];
  if (refusals.length > 0) return { value: saved, diagnostics: refusals };
  const { oneRoster, schoology } = entered;
  const value: Settings = {
    ...entered,
    oneRoster: {
      ...oneRoster,
      previousVersion: versionBefore(saved),
      consumerSecret: kept(saved.oneRoster.consumerSecret, oneRoster.consumerSecret),
    },
    schoology: {
      ...schoology,
      consumerSecret: kept(saved.schoology.consumerSecret, schoology.consumerSecret),
    },
  };
  return { value, diagnostics: [] };
}

function kept(saved: Secret, entered: Secret): Secret {
  return entered === "" || entered === storedSecret ? saved : entered;
}

/** Once 1.2 was configured, it stays (guide R82, F26). */
function isLocked({ oneRoster }: Settings): boolean {
  return oneRoster.version === "1.2" || oneRoster.previousVersion === "1.2";
}

/** A migration stays one while it is worked on: saving again is no second step. */
function versionBefore({ oneRoster }: Settings): "1.1" | "1.2" {
  return oneRoster.previousVersion ?? oneRoster.version;
}
