import { describe, expect, it } from "vitest";
import type { RunRecord } from "../../contracts/run/run-record.ts";
import {
  buildFinding,
  buildPlan,
  buildRecord,
  buildResult,
  buildStep,
  buildTally,
} from "../testing/build-record.ts";
import { renderLogLines, renderLogs } from "./render-logs.ts";
import { syncLog, type LogFilter } from "./sync-log.ts";

const spaces = buildFinding({
  code: "username-whitespace",
  severity: "error",
  school: "s1",
  count: 3,
  examples: [{ at: "sis/users/u%2F1", args: { username: "ada l" } }],
});
const dangling = buildFinding({
  code: "dangling-reference",
  severity: "error",
  school: "s2",
  count: 1,
  examples: [{ at: "sis/enrollments/e1", args: { target: "user", targetId: "u9" } }],
});
const noMail = buildFinding({ code: "email-missing", severity: "info", school: "s1", count: 1 });

const record: RunRecord = buildRecord({
  results: [
    buildResult({
      steps: [
        buildStep({ kind: "wait", tallies: [], plan: null }),
        buildStep({
          index: 2,
          title: "First sync",
          plan: buildPlan({ schoolNames: { s1: "North", s2: "South" } }),
          tallies: [
            buildTally({
              kind: "enrollment",
              school: "s2",
              planned: 9,
              applied: 7,
              held: 1,
              failed: 1,
            }),
            buildTally({ kind: "user", school: "s1", planned: 4, applied: 4, held: 0, failed: 0 }),
            buildTally({
              kind: "association",
              school: "s1",
              planned: 2,
              applied: 2,
              held: 0,
              failed: 0,
            }),
          ],
          findings: [spaces, dangling, noMail],
        }),
      ],
    }),
  ],
});

const placesOf = (filter?: LogFilter): readonly string[] =>
  syncLog(record, filter).map(
    ({ type, schoolName, state, planned, applied, held, failed, errors }) =>
      `${type} ${schoolName} ${state} ${planned}/${applied}/${held}/${failed} ${errors.map(({ code }) => code).join()}`,
  );

describe("the logs of a run", () => {
  it("count progress for each type and school, in the order of work (R131)", () => {
    expect(placesOf()).toEqual([
      "users North done 6/6/0/0 username-whitespace,email-missing",
      "sections South done 9/7/1/1 dangling-reference",
    ]);
  });

  it("tell a plan that was only made, and a sync that broke (R131)", () => {
    const step = buildStep({ tallies: [buildTally()] });
    const states = [
      { ...step, kind: "plan" as const },
      { ...step, error: "The SIS answered 500." },
    ];
    const entries = syncLog(buildRecord({ results: [buildResult({ steps: states })] }));

    expect(entries.map(({ state }) => state)).toEqual(["planned", "broken"]);
  });

  it("filter by school, by its name or sourcedId, and by type (R133)", () => {
    expect(placesOf({ school: "North" })).toEqual(placesOf({ school: "s1" }));
    expect(placesOf({ school: "s1" })).toHaveLength(1);
    expect(placesOf({ type: "sections" })).toHaveLength(1);
    expect(placesOf({ school: "North", type: "sections" })).toEqual([]);
  });

  it("leave out what is less bad than asked for (R132)", () => {
    expect(placesOf({ severity: "error", type: "users" })).toEqual([
      "users North done 6/6/0/0 username-whitespace",
    ]);
  });

  it("open an error to record id, field, value and reason (R134)", () => {
    const [first] = syncLog(record, { type: "users" });

    expect(first?.errors[0]?.details).toEqual([
      {
        id: "u/1",
        at: "sis/users/u%2F1",
        fields: { username: "ada l" },
        reason: expect.stringContaining("ada l"),
      },
    ]);
    const shown = { color: false, width: 100 };
    const open = renderLogs(syncLog(record), { ...shown, expand: true });
    expect(open).toMatch(
      /▾ error .+×3 \[username-whitespace\]\n +sis\/users\/u%2F1\n +username=ada l\n/,
    );
    expect(open).toContain("and 2 records more");
    const closed = renderLogs(syncLog(record), { ...shown, expand: false });
    expect(closed).toContain("▸ error");
    expect(closed).not.toContain("ada l");
  });

  it("are lines for machines, in which ids alone may stand (R132)", () => {
    const whole = [...renderLogLines(syncLog(record), { idsOnly: false })].join("");
    const ids = [...renderLogLines(syncLog(record), { idsOnly: true })].join("");

    expect(
      whole
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(syncLog(record));
    expect(ids).toContain('"id":"u/1"');
    expect(ids).not.toMatch(/ada l|North/);
  });

  it("say that there is nothing to show", () => {
    expect(renderLogs([], { color: false, width: 80, expand: false })).toMatch(/^No sync/);
  });
});
