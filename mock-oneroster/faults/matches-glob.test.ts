import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesGlob } from "./matches-glob.ts";

const segment = fc.stringMatching(/^[a-c.]{0,4}$/);
const segments = fc.array(segment, { maxLength: 5 });
const pattern = fc
  .array(fc.oneof(segment, fc.constantFrom("*", "**", "a*", "*c", "?", "a?*b")), { maxLength: 5 })
  .map((parts) => `/${parts.join("/")}`);

describe("matchesGlob", () => {
  it.each([
    ["**/users", "/ims/oneroster/v1p1/users", true],
    ["**/users", "/users", true],
    ["**/users", "/ims/oneroster/v1p1/users/u1", false],
    ["**/users/*", "/ims/oneroster/v1p1/users/u1", true],
    ["/ims/**/classes/*/students", "/ims/oneroster/v1p1/schools/s/classes/c/students", true],
    ["**/term?", "/terms", true],
    ["**", "/anything/at/all", true],
    ["*", "/users", false],
    ["users", "/users", false],
  ])("says of %s and %s: %s", (glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });

  it("takes a pattern without wildcards by the letter", () => {
    fc.assert(
      fc.property(segments, segments, (left, right) => {
        expect(matchesGlob(left.join("/"), right.join("/"))).toBe(
          left.join("/") === right.join("/"),
        );
      }),
    );
  });

  it("lets ** stand for any run of segments", () => {
    fc.assert(
      fc.property(segments, segments, segments, (before, middle, after) => {
        const glob = [...before, "**", ...after].join("/");

        expect(matchesGlob(glob, [...before, ...middle, ...after].join("/"))).toBe(true);
      }),
    );
  });

  it("agrees with a regular expression on any pattern", () => {
    fc.assert(
      fc.property(pattern, segments, (glob, parts) => {
        const path = `/${parts.join("/")}`;

        expect(matchesGlob(glob, path)).toBe(toRegExp(glob).test(path));
      }),
      { numRuns: 2_000 },
    );
  });

  it("answers at once for a pattern by which a backtracking matcher would hang", () => {
    const path = `/${"a".repeat(2_000)}`;

    expect(matchesGlob(`/${"*a".repeat(100)}b`, path)).toBe(false);
  });
});

/** The same rules the slow way: each segment with a slash before it. */
function toRegExp(glob: string): RegExp {
  const parts = glob.split("/").map((part) => {
    if (part === "**") return "(?:/[^/]*)*";
    const literal = part.replaceAll(".", "\\.").replaceAll("?", "[^/]");
    return `/${literal.replaceAll("*", "[^/]*")}`;
  });
  return new RegExp(`^${parts.join("").replace(/^\//, "")}$`);
}
