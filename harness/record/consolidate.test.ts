import { describe, expect, it } from "vitest";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import { consolidate, evidenceMax, examplesMax } from "./consolidate.ts";

describe("consolidate", () => {
  it("takes equal diagnostics of one school together and keeps the count exact", () => {
    const many = Array.from({ length: examplesMax + 50 }, (_, index) =>
      diagnose("email-missing", { at: `sis/users/${index}`, school: "s1" }, {}),
    );

    const [finding] = consolidate(many);

    expect(finding).toMatchObject({
      code: "email-missing",
      count: examplesMax + 50,
      rules: ["F18"],
    });
    expect(finding?.examples).toHaveLength(examplesMax);
  });

  it("puts errors first, then the most frequent", () => {
    const findings = consolidate([
      diagnose("email-missing", { at: "a" }, {}),
      diagnose("section-without-teacher", { at: "b" }, {}),
      diagnose("class-without-terms", { at: "c", school: "s1" }, {}),
      diagnose("class-without-terms", { at: "d", school: "s2" }, {}),
      diagnose("class-without-terms", { at: "e", school: "s2" }, {}),
    ]);

    expect(findings.map(({ code, school, count }) => [code, school, count])).toEqual([
      ["class-without-terms", "s2", 2],
      ["class-without-terms", "s1", 1],
      ["section-without-teacher", "", 1],
      ["email-missing", "", 1],
    ]);
  });

  it("keeps so much evidence of one finding and no more", () => {
    const evidence = Array.from({ length: evidenceMax }, (_, index) => ({ section: `${index}` }));
    const many = ["s1", "s1"].map((school) =>
      diagnose("trial-switch", { at: school, school, evidence }, { pairs: 1, sections: 2 }),
    );

    expect(consolidate(many)[0]?.evidence).toHaveLength(evidenceMax);
  });

  it("joins the evidence of all", () => {
    const pair = (name: string): ReturnType<typeof diagnose> =>
      diagnose(
        "trial-switch",
        { at: name, evidence: [{ section: name }] },
        { pairs: 1, sections: 2 },
      );

    expect(consolidate([pair("a"), pair("b")])[0]?.evidence).toEqual([
      { section: "a" },
      { section: "b" },
    ]);
  });
});
