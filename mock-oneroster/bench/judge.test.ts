import { describe, expect, it } from "vitest";
import { judge, type Judgement } from "./judge.ts";
import type { CaseId, ServerName } from "./load-cases.ts";
import { takeMedians } from "./medians.ts";
import type { Run } from "./measure.ts";

function run(caseId: CaseId, server: ServerName, figures: Partial<Run>): Run {
  const rest = { requests: 1, mbPerSecond: 1, p50Ms: 1, cpuMicros: 1 };
  return { caseId, server, perSecond: 1_000, p99Ms: 10, ...rest, ...figures };
}

function judgementsOf(runs: readonly Run[], residentMb = 100): readonly Judgement[] {
  const afterLoad = { residentMb, peakMb: 160 };
  const memory = { rows: 100_000, atStart: undefined, afterLoad, afterBulk: undefined };
  return judge({ users: 100_000, figuresOf: takeMedians(runs), memory });
}

function verdict(judgements: readonly Judgement[], title: string): string | undefined {
  return judgements.find((judgement) => judgement.title === title)?.verdict;
}

describe("judge", () => {
  it("takes the median of the rounds, so that one bad round breaks no promise", () => {
    const rates = [100, 600, 700];

    const judgements = judgementsOf([
      ...rates.map((perSecond) => run("first", "mock", { perSecond })),
      run("first", "bare", { perSecond: 1_000 }),
    ]);

    expect(judgements).toContainEqual({
      title: "first page: requests/s of bare",
      figure: "60 %",
      wanted: "at least 50 %",
      verdict: "met",
    });
  });

  it("does not meet a limit that it only touches where the promise says over or under", () => {
    const judgements = judgementsOf(
      [
        run("first", "mock", { perSecond: 2_000, p99Ms: 30 }),
        run("first", "wiremock", { perSecond: 1_000 }),
        run("first", "bare", { perSecond: 4_000, p99Ms: 10 }),
      ],
      150,
    );

    expect(verdict(judgements, "first page: requests/s of bare")).toBe("met");
    expect(verdict(judgements, "first page: requests/s of WireMock")).toBe("NOT MET");
    expect(verdict(judgements, "first page: p99 of bare")).toBe("NOT MET");
    expect(verdict(judgements, "memory after the load")).toBe("NOT MET");
  });

  it("calls a promise not measured when a server did not take part", () => {
    const judgements = judgementsOf([run("first", "mock", {})]);

    expect(verdict(judgements, "first page: requests/s of WireMock")).toBe("not measured");
  });

  it("breaks the promises of a page that was never answered in the time", () => {
    const judgements = judgementsOf([
      run("first", "mock", { perSecond: 0, p99Ms: Number.POSITIVE_INFINITY }),
      run("first", "bare", {}),
    ]);

    expect(verdict(judgements, "first page: requests/s of bare")).toBe("NOT MET");
    expect(verdict(judgements, "first page: p99 of bare")).toBe("NOT MET");
  });
});
