import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overrideProfile, type SettingText } from "./override-profile.ts";
import type { SisProfile } from "./profile.ts";
import { profileNamed, profileNames } from "./profiles.ts";
import { ProfileSettingError } from "./setting-error.ts";
import { profileSettings } from "./settings/profile-settings.ts";
import type { ProfileSetting } from "./settings/setting.ts";

const anyProfile = fc.constantFrom(...profileNames).map((name): SisProfile => profileNamed(name));

/** Any value that a setting may have. */
function valueOf({ choices, values }: ProfileSetting): fc.Arbitrary<string> {
  if (choices !== undefined) return fc.constantFrom(...choices);
  if (values.startsWith("paths")) return fc.constantFrom("/sis", "/a/{appName},/b.c/d");
  if (values.startsWith("names")) return fc.constantFrom("none", "X-Count", "x-a,x-b");
  const whole = fc.integer({ min: 1, max: 999_999_999 }).map(String);
  return values.endsWith("any") ? fc.oneof(whole, fc.constant("any")) : whole;
}

const anyText: fc.Arbitrary<SettingText> = fc
  .constantFrom(...profileSettings)
  .chain((setting) => valueOf(setting).map((value) => ({ name: setting.name, value })));

const readAll = (profile: SisProfile): Readonly<Record<string, string>> =>
  Object.fromEntries(profileSettings.map(({ name, read }) => [name, read(profile)]));

/** A server that nobody can get into is refused, which other tests show. */
const anyTexts = fc
  .array(anyText, { maxLength: 8 })
  .filter(
    (texts) => !texts.some(({ name, value }) => name.startsWith("auth.oa") && value === "off"),
  );

describe("a profile with settings taken over", () => {
  it("has what it was told last, and is for the rest what it was", () => {
    fc.assert(
      fc.property(anyProfile, anyTexts, (profile, texts) => {
        const told = Object.fromEntries(texts.map(({ name, value }) => [name, value]));

        const changed = overrideProfile(profile, texts);

        expect(readAll(changed)).toEqual({ ...readAll(profile), ...told });
        const { name, title, source, headers } = profile;
        expect(changed).toMatchObject({ name, title, source, headers });
      }),
    );
  });

  it("tells all that differs from the profile as it is known, however often it was changed", () => {
    fc.assert(
      fc.property(anyProfile, anyTexts, anyTexts, (profile, first, second) => {
        const twice = overrideProfile(overrideProfile(profile, first), second);

        expect(twice).toEqual(overrideProfile(profile, [...first, ...second]));
        const [before, after] = [readAll(profile), readAll(twice)];
        const different = Object.keys(after).filter((name) => before[name] !== after[name]);
        expect(twice.changes ?? []).toEqual(
          different.map((name) => ({ name, from: before[name], to: after[name] })),
        );
      }),
    );
  });

  it("is the profile itself when it is told what it says already", () => {
    for (const name of profileNames) {
      const profile = profileNamed(name);
      const said = Object.entries(readAll(profile)).map(([key, value]) => ({ name: key, value }));

      expect(overrideProfile(profile, said)).toEqual(profile);
    }
  });

  it("leaves the profile that it was made of alone", () => {
    const before = structuredClone(profileNamed("standard"));

    const changed = overrideProfile(profileNamed("standard"), [
      { name: "writes.checks.open-window", value: "on" },
      { name: "paths.prefixes.1.1", value: "/sis" },
    ]);

    expect(changed.writes.checks).toEqual(["known-references", "open-window"]);
    expect(profileNamed("standard")).toEqual(before);
  });
});

describe("a setting that cannot be taken over", () => {
  const refusalOf = (name: string, value: string): string => {
    try {
      overrideProfile(profileNamed("standard"), [{ name, value }]);
      return "taken";
    } catch (error) {
      if (error instanceof ProfileSettingError) return error.message;
      throw error;
    }
  };

  it.each([
    ["writes.deletes", "no", 'writes.deletes is carried-out | refused, not "no".'],
    ["errors.terse", "", 'errors.terse is on | off, not "".'],
    ["paging.limitMax", "0", 'paging.limitMax is a whole number from 1 | any, not "0".'],
    ["paging.limitDefault", "any", 'paging.limitDefault is a whole number from 1, not "any".'],
    ["writes.replacedStatus.1.2", "204", 'writes.replacedStatus.1.2 is 200 | 201, not "204".'],
    ["paging.totalHeaders", "Content-Type", expect.stringContaining("begin with X-")],
    ["paths.prefixes.1.1", "/ims/oneroster", expect.stringContaining("paths, with commas")],
    ["paging.limitmax", "5", "There is no setting paging.limitmax. The nearest: paging.limitMax."],
    ["name", "x", "There is no setting name."],
    ["__proto__", "x", "There is no setting __proto__."],
  ])("is refused with what it may be: %s=%s", (name, value, message) => {
    expect(refusalOf(name, value)).toEqual(message);
  });

  it("is refused in words whatever is written", () => {
    const names = fc.oneof(fc.string(), fc.constantFrom(...Object.keys(readAllStandard)));
    fc.assert(
      fc.property(names, fc.string(), (name, value) => {
        expect(refusalOf(name, value)).toMatch(/^(?:taken$|There is no setting|\S+ is )/);
      }),
    );
  });

  it("is refused when nobody could get into 1.1 any more", () => {
    const off = ["HMAC-SHA1", "HMAC-SHA256"].map((method) => `auth.oauth1.${method}`);
    const texts = [...off, "auth.oauth2ForV1p1"].map((name) => ({ name, value: "off" }));

    expect(() => overrideProfile(profileNamed("standard"), texts)).toThrow(/nobody could get into/);
    expect(overrideProfile(profileNamed("standard"), texts.slice(1)).changes).toHaveLength(2);
  });
});

const readAllStandard = readAll(profileNamed("standard"));

describe("the settings", () => {
  it("are all that a profile is made of, but for its name and two tables", () => {
    const names = profileSettings.map(({ name }) => name);
    const isReached = (leaf: string): boolean =>
      names.some((name) => name === leaf || leaf.startsWith(`${name}.`));
    const leaves = profileNames.flatMap((name) => leavesOf(profileNamed(name)));

    const missing = new Set(leaves.filter((leaf) => !isReached(leaf)));

    const places = [...missing].map((leaf) => leaf.split(".").slice(0, 2).join("."));
    const unset = ["name", "title", "source", "paths.aliases", "headers.x-perm-rev"];
    expect(places).toEqual(unset);
    expect(new Set(names).size).toBe(names.length);
  });

  it("stand in the README, each with what it may be", () => {
    const lines = readFileSync(new URL("README.md", import.meta.url), "utf8")
      .split("\n")
      .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")));

    for (const { name, values, about } of profileSettings) {
      expect(lines).toContainEqual(["", `\`${name}\``, values, about, ""]);
    }
  });
});

/** Where the values of a profile stand. The items of a list are values. */
function leavesOf(value: unknown, at = ""): readonly string[] {
  const within = (key: string): string => (at === "" ? key : `${at}.${key}`);
  if (Array.isArray(value)) return value.map((item) => within(String(item)));
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, within(key)));
}
