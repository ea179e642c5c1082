import { describe, expect, it } from "vitest";
import type { ChangeTally } from "../contracts/run/run-record.ts";
import { rankFindings } from "./ranked-findings.ts";
import { sumTallies, talliesOf } from "./tally-sums.ts";
import { buildFinding, buildResult, buildStep } from "./testing/build-record.ts";

const held: ChangeTally = {
  kind: "section",
  action: "create",
  school: "s1",
  planned: 5,
  held: 5,
  applied: 0,
  failed: 0,
};

describe("figures of several syncs", () => {
  it("count what one sync holds and the next holds again once", () => {
    const steps = [buildStep({ tallies: [held] }), buildStep({ tallies: [held] })];

    expect(sumTallies(talliesOf(buildResult({ steps }))).held).toBe(5);
  });

  it("add up what each of them applied", () => {
    const applied = { ...held, held: 0, applied: 5 };
    const steps = [buildStep({ tallies: [applied] }), buildStep({ tallies: [applied] })];

    expect(sumTallies(talliesOf(buildResult({ steps }))).created).toBe(10);
  });

  it("show just the records of a finding that they count", () => {
    const seen = (at: string): ReturnType<typeof buildFinding> =>
      buildFinding({ code: "section-without-teacher", count: 1, examples: [{ at, args: {} }] });
    const steps = [buildStep({ findings: [seen("k1")] }), buildStep({ findings: [seen("k2")] })];

    const [finding] = rankFindings(buildResult({ steps }));

    expect(finding?.count).toBe(1);
    expect(finding?.examples).toHaveLength(1);
  });
});
