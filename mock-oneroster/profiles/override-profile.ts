import { nearestNames } from "./nearest-names.ts";
import type { ProfileChange, SisProfile } from "./profile.ts";
import { ProfileSettingError } from "./setting-error.ts";
import { profileSettings } from "./settings/profile-settings.ts";
import type { ProfileSetting } from "./settings/setting.ts";

/** A setting that is to be another, as people write it. */
export interface SettingText {
  /** Such as `writes.deletes`. */
  readonly name: string;
  readonly value: string;
}

/**
 * Takes over single settings of a profile, which then says what was changed of it.
 *
 * Of a name that is there twice the last counts. A setting that is what it was before is no change. Throws a
 * ProfileSettingError for a name that no setting has, for a value that is none, and for settings that contradict
 * each other.
 */
export function overrideProfile(profile: SisProfile, texts: readonly SettingText[]): SisProfile {
  let next = profile;
  for (const text of texts) next = write(next, text);
  refuseContradiction(next);
  const { changes: _before, ...plain } = next;
  const changes = changesBetween(profile, next);
  return changes.length === 0 ? plain : { ...plain, changes };
}

function write(profile: SisProfile, { name, value }: SettingText): SisProfile {
  const setting = settingsByName.get(name);
  if (setting === undefined) throw unknownSetting(name);
  const written = setting.write(profile, value);
  if (written !== undefined) return written;
  const shown = JSON.stringify(value.slice(0, 60));
  throw new ProfileSettingError(name, `${name} is ${setting.values}, not ${shown}.`);
}

const settingsByName: ReadonlyMap<string, ProfileSetting> = new Map(
  profileSettings.map((setting) => [setting.name, setting]),
);

function unknownSetting(name: string): ProfileSettingError {
  const near = nearestNames(name, [...settingsByName.keys()]);
  const hint = near.length === 0 ? "" : ` The nearest: ${near.join(", ")}.`;
  return new ProfileSettingError(name, `There is no setting ${name.slice(0, 60)}.${hint}`);
}

/** A server of 1.1 that takes neither signatures nor tokens lets nobody in. */
function refuseContradiction({ auth }: SisProfile): void {
  if (auth.oauth1.length > 0 || auth.oauth2ForV1p1) return;
  throw new ProfileSettingError(
    "auth.oauth2ForV1p1",
    "auth.oauth2ForV1p1 and auth.oauth1 cannot all be off: nobody could get into 1.1.",
  );
}

/** What differs, counted from the profile as it is known, whatever was taken over before. */
function changesBetween(profile: SisProfile, next: SisProfile): readonly ProfileChange[] {
  const known = new Map((profile.changes ?? []).map(({ name, from }) => [name, from]));
  return profileSettings.flatMap(({ name, read }) => {
    const [from, to] = [known.get(name) ?? read(profile), read(next)];
    return from === to ? [] : [{ name, from, to }];
  });
}
