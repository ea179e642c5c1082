import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestNames } from "./nearest-names.ts";
import { profileSettings } from "./settings/profile-settings.ts";

const names = profileSettings.map(({ name }) => name);

describe("the nearest names", () => {
  it("begin with the one that was meant when a letter is wrong, missing or too many", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.constantFrom("", "q"),
        (name, at, put) => {
          const place = at % name.length;
          const cut = put === "" || at % 2 === 0 ? 1 : 0;

          const written = name.slice(0, place) + put + name.slice(place + cut);

          expect(nearestNames(written, names)[0]).toBe(name);
        },
      ),
    );
  });

  it.each([
    ["limitmax", "paging.limitMax"],
    ["write.tokenLifeSeconds", "auth.tokenLifeSeconds"],
    ["unique-titles", "writes.checks.unique-title"],
  ])("of %s are %s first", (written, nearest) => {
    expect(nearestNames(written, names)[0]).toBe(nearest);
  });

  it("are none of what is nothing like them, and never many", () => {
    fc.assert(
      fc.property(fc.string(), (written) => {
        expect(nearestNames(written, names).length).toBeLessThanOrEqual(3);
      }),
    );
    expect(nearestNames("frobnicate", names)).toEqual([]);
    expect(nearestNames("", names)).toEqual([]);
  });
});
