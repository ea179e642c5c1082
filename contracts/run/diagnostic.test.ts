import { describe, expect, it } from "vitest";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { catalogue } from "./catalogue.ts";
import { describeDiagnostic, diagnose } from "./diagnostic.ts";

const entries: readonly (readonly [string, CatalogueEntry])[] = Object.entries(catalogue);

describe("diagnostics", () => {
  it("puts a diagnostic into words with its arguments", () => {
    const diagnostic = diagnose("username-space", { at: "sis/users/s-1" }, { username: "ada l" });

    expect(describeDiagnostic(diagnostic)).toEqual({
      title: "Username contains a space",
      message: 'The username "ada l" contains white space, so this user is not synced.',
      remedy: "Remove the space from the username in Infinite Campus and sync again.",
      rules: ["R7", "R8", "F16"],
    });
  });

  it("does not take braces in an argument for another argument", () => {
    const diagnostic = diagnose("username-space", { at: "x" }, { username: "{username} $&" });

    expect(describeDiagnostic(diagnostic).message).toContain('"{username} $&"');
  });

  it("shows a code of a newer version by its code", () => {
    const words = describeDiagnostic({ code: "from-the-future", args: { a: 1 } });

    expect(words).toEqual({ title: "from-the-future", message: '{"a":1}', remedy: "", rules: [] });
  });

  it("does not mistake the name of an object's own method for a code", () => {
    expect(describeDiagnostic({ code: "constructor", args: {} }).title).toBe("constructor");
  });

  it.each(entries)("%s says what was found and what to do, citing known ids", (code, entry) => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(entry.title).not.toBe("");
    expect(entry.message).toMatch(/(\.|: \{said\})$/);
    expect(entry.remedy).toMatch(/\.$/);
    expect(entry.rules.filter((rule) => !isKnown(rule))).toEqual([]);
  });
});

/** The guide has rules R1 to R134, the failure catalogue F1 to F110. */
function isKnown(rule: string): boolean {
  const number = Number(rule.slice(1));
  return rule.startsWith("R") ? number >= 1 && number <= 134 : number >= 1 && number <= 110;
}
