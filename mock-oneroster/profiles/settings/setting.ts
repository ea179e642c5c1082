import type { SisProfile } from "../profile.ts";
import { flag, type SettingKind } from "./setting-kinds.ts";

/** One setting of a profile, as text: what people write and read. */
export interface ProfileSetting {
  /** Where it stands in a profile, such as `writes.deletes`. Items of a list are settings of their own. */
  readonly name: string;
  /** What it decides, in half a sentence. */
  readonly about: string;
  /** What it may be, in words. */
  readonly values: string;
  /** All that it may be, where that can be listed. */
  readonly choices: readonly string[] | undefined;
  readonly read: (profile: SisProfile) => string;
  /** The profile with another value; undefined when the text is none. */
  readonly write: (profile: SisProfile, text: string) => SisProfile | undefined;
}

type Part = "style" | "paths" | "auth" | "paging" | "errors" | "query" | "writes" | "politeness";
type Whole = "operations" | "shapeUnderV1p1" | "discovery" | "demographicsWrapper";

/** What a setting is beside its place. */
export interface SettingWords<Value> {
  readonly kind: SettingKind<Value>;
  readonly about: string;
}

/** A setting that stands in a part of the profile. */
export function inPart<P extends Part, K extends keyof SisProfile[P] & string>(
  [part, key]: readonly [P, K],
  words: SettingWords<SisProfile[P][K]>,
): ProfileSetting {
  return defineSetting(`${part}.${key}`, words, {
    get: (profile) => profile[part][key],
    set: (profile, value) => ({ ...profile, [part]: { ...profile[part], [key]: value } }),
  });
}

/** A setting that stands in the profile itself. */
export function inWhole<K extends Whole>(
  key: K,
  words: SettingWords<SisProfile[K]>,
): ProfileSetting {
  return defineSetting(key, words, {
    get: (profile) => profile[key],
    set: (profile, value) => ({ ...profile, [key]: value }),
  });
}

/** Where a value stands in a profile. */
interface Place<Value> {
  readonly get: (profile: SisProfile) => Value;
  readonly set: (profile: SisProfile, value: Value) => SisProfile;
}

/** A setting at any place. */
export function defineSetting<Value>(
  name: string,
  { kind, about }: SettingWords<Value>,
  place: Place<Value>,
): ProfileSetting {
  return {
    name,
    about,
    values: kind.words,
    choices: kind.choices,
    read: (profile) => kind.format(place.get(profile)),
    write: (profile, text) => {
      const parsed = kind.schema.safeParse(text);
      return parsed.success ? place.set(profile, parsed.data) : undefined;
    },
  };
}

/** One setting for each item of a list: whether the list holds it. `items` says what each is about. */
export function itemSettings<Item extends string>(
  name: string,
  items: Readonly<Record<Item, string>>,
  place: Place<readonly Item[]>,
): readonly ProfileSetting[] {
  const known = Object.keys(items).filter((item): item is Item => Object.hasOwn(items, item));
  return known.map((item) =>
    defineSetting(
      `${name}.${item}`,
      { kind: flag, about: items[item] },
      {
        get: (profile) => place.get(profile).includes(item),
        set: (profile, isOn) => {
          const others = place.get(profile).filter((one) => one !== item);
          return isOn === place.get(profile).includes(item)
            ? profile
            : place.set(profile, isOn ? [...others, item] : others);
        },
      },
    ),
  );
}
