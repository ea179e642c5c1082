import { describe, expect, it } from "vitest";
import type { ChangeTally, LmsCounts, StepRecord } from "../../contracts/run/run-record.ts";
import { createVirtualClock } from "../../core/clock.ts";
import { plainStep } from "../record/steps.ts";
import { checkExpectation } from "./expect.ts";

const lms: LmsCounts = {
  buildings: 2,
  gradingPeriods: 1,
  users: 10,
  associations: 0,
  courses: 3,
  sections: 4,
  activeEnrollments: 20,
  duplicateSections: 0,
};

function syncWith(tallies: readonly ChangeTally[]): StepRecord {
  const frame = { index: 1, kind: "sync", title: "Sync", startedAt: "" } as const;
  return { ...plainStep(frame, createVirtualClock(0)), tallies: [...tallies] };
}

const tally: ChangeTally = {
  kind: "section",
  action: "create",
  school: "s1",
  planned: 5,
  held: 2,
  applied: 3,
  failed: 0,
};

describe("checkExpectation", () => {
  it("counts held changes as held only", () => {
    const checked = checkExpectation(
      { plan: { create: 3, held: 2, kinds: { section: { create: 3 } } } },
      { lastSync: syncWith([tally]), lms },
    );

    expect(checked.map(({ what, verdict }) => `${what}: ${verdict}`)).toEqual([
      "plan: changes to create: pass",
      "plan: changes to hold: pass",
      "plan: sections to create: pass",
    ]);
  });

  it("says what it expected and what it saw", () => {
    const [seen] = checkExpectation({ lms: { users: ">10" } }, { lastSync: undefined, lms });

    expect(seen).toEqual({ what: "LMS: users", expected: ">10", actual: "10", verdict: "fail" });
  });

  it("takes a finding that did not appear as zero", () => {
    const scene = { lastSync: syncWith([]), lms };

    expect(checkExpectation({ findings: { "trial-switch": 0 } }, scene)[0]?.verdict).toBe("pass");
    expect(checkExpectation({ findings: { "trial-switch": ">0" } }, scene)[0]?.verdict).toBe(
      "fail",
    );
  });

  it("counts a question about a sync that never was as an error, not as a fail", () => {
    const [seen] = checkExpectation({ writes: 0 }, { lastSync: undefined, lms });

    expect(seen?.verdict).toBe("error");
  });
});
