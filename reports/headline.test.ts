import { describe, expect, it } from "vitest";
import type { ResultRecord } from "../contracts/run/run-record.ts";
import { headlinesOfResult, headlinesOfRun } from "./headline.ts";
import {
  buildExpectation,
  buildFinding,
  buildLmsCounts,
  buildRecord,
  buildResult,
  buildStep,
  buildTally,
} from "./testing/build-record.ts";
import { buildRichRecord } from "./testing/rich-record.ts";

const textsOf = (part: Partial<ResultRecord>): readonly string[] =>
  headlinesOfResult(buildResult(part)).map(({ text }) => text);

describe("the things to know first", () => {
  it("put a broken step before unmet expectations before findings", () => {
    const broken = buildStep({
      error: "The SIS answered 500.",
      findings: [buildFinding({ count: 3 })],
    });
    const unmet = buildStep({
      kind: "expect",
      expectations: [buildExpectation({ actual: "2", verdict: "fail" })],
    });

    expect(textsOf({ steps: [broken, unmet] })).toEqual([
      "Step 1 could not finish: The SIS answered 500.",
      "Not as expected: lms.users is 2 instead of 3",
      "3 users will not sync: usernames with spaces",
    ]);
  });

  it("count a finding once although every sync sees it again", () =>
    expect(
      textsOf({
        steps: [
          buildStep({ findings: [buildFinding()] }),
          buildStep({ findings: [buildFinding()] }),
        ],
      })[0],
    ).toBe("1 user will not sync: a username with a space"));

  it("add up a finding over schools, and name any other by its title", () => {
    const found = { code: "email-duplicate", severity: "warn" as const, count: 2 };
    const findings = ["a", "b"].map((school) => buildFinding({ ...found, school }));

    expect(textsOf({ findings })[0]).toBe("Two users with one e-mail address: 4 users");
  });

  it("leave out what is only good to know", () =>
    expect(
      textsOf({ findings: [buildFinding({ code: "email-missing", severity: "info" })] }),
    ).toEqual(["Nothing was changed in the LMS"]));

  it("say that the second run changed nothing", () =>
    expect(textsOf({ steps: [buildStep({ tallies: [buildTally()] }), buildStep()] })).toEqual([
      "Nothing was changed by the second run",
      "In the LMS: 1 created",
    ]));

  it("say of a plan that was only made what it would leave behind, for nothing is there yet", () => {
    const planned = buildTally({ planned: 5, held: 2, applied: 0 });

    expect(textsOf({ steps: [buildStep({ kind: "plan", tallies: [planned] })] })).toContain(
      "Applied, the plan would leave in the LMS: 3 created",
    );
    expect(textsOf({ steps: [buildStep({ kind: "plan" })] })).toEqual([
      "Nothing would be changed in the LMS",
    ]);
  });

  it("warn when syncing again still planned changes (R4)", () =>
    expect(
      textsOf({ steps: [buildStep(), buildStep({ tallies: [buildTally({ planned: 5 })] })] })[0],
    ).toBe("Syncing again without any change in the SIS still planned 5 changes"));

  it("do not call a sync repeated when the SIS changed or other tabs were synced", () => {
    const change = buildStep({ kind: "sis-action", plan: null });

    expect(textsOf({ steps: [buildStep(), change, buildStep()] })).toEqual([
      "Nothing was changed in the LMS",
    ]);
  });

  it("tell of sections that stand twice, and then no longer that they would", () => {
    const trial = buildFinding({ code: "trial-switch" });
    const lms = buildLmsCounts({ duplicateSections: 12 });

    expect(textsOf({ findings: [trial], steps: [buildStep({ lms })] })[0]).toBe(
      "12 sections appear twice in the LMS at the end",
    );
  });

  it("tell what is held back and what the LMS refused", () =>
    expect(
      textsOf({
        steps: [
          buildStep({
            tallies: [
              buildTally({ kind: "section", planned: 12, held: 12 }),
              buildTally({ planned: 2, failed: 1 }),
            ],
          }),
        ],
      }),
    ).toEqual([
      "The LMS did not accept changes to 1 user",
      "Held back until someone decides: changes to 12 sections",
      "In the LMS: 1 created",
    ]));

  it("are said once for all results that share them", () => {
    const results = ["faithful", "guarded"].map((variant) =>
      buildResult({ variant, findings: [buildFinding()] }),
    );

    expect(headlinesOfRun(buildRecord({ results }))[0]).toEqual({
      tone: "bad",
      text: "1 user will not sync: a username with a space",
      about: ["happy-path (faithful)", "happy-path (guarded)"],
    });
  });

  it("are three at most", () => expect(headlinesOfRun(buildRichRecord())).toHaveLength(3));
});
