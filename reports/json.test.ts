import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Action, type Change, ChangeReason, ObjectKind, Tab } from "../contracts/run/plan.ts";
import { RunRecord } from "../contracts/run/run-record.ts";
import { renderJson } from "./json.ts";
import {
  buildChange,
  buildFinding,
  buildPlan,
  buildRecord,
  buildResult,
  buildStep,
  buildTally,
} from "./testing/build-record.ts";
import { buildRichRecord } from "./testing/rich-record.ts";

const textOf = (record: RunRecord): string => [...renderJson(record)].join("");

const key = fc.string().filter((name) => name !== "__proto__");
const text = fc.string({ unit: "binary" });
const fields = fc.dictionary(
  key,
  fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text)),
  { noNullPrototype: true },
);
const anyChange = fc
  .record({
    address: text,
    kind: fc.constantFrom(...ObjectKind.options),
    action: fc.constantFrom(...Action.options),
    reason: fc.constantFrom(...ChangeReason.options),
    tab: fc.constantFrom(...Tab.options),
    school: text,
    label: text,
    lmsId: fc.option(text),
    before: fc.option(fields),
    after: fc.option(fields),
    held: fc.option(text),
  })
  .map(buildChange);
const names = fc.dictionary(key, text, { noNullPrototype: true });
const step = fc
  .record({
    changes: fc.array(anyChange),
    schoolNames: names,
    users: names,
    title: text,
    error: fc.option(text),
  })
  .map(({ changes, schoolNames, users, title, error }) =>
    buildStep({
      title,
      error,
      plan: buildPlan({ changes, schoolNames, knownIds: { ...buildPlan().knownIds, users } }),
      tallies: [buildTally()],
      findings: [buildFinding({ school: title, evidence: [{ title }] })],
    }),
  );
const record = fc
  .array(step, { maxLength: 3 })
  .map((steps) => buildRecord({ results: [buildResult({ steps }), buildResult()] }));

describe("JSON record", () => {
  it("looks as recorded for a run of three results", async () =>
    expect(textOf(buildRichRecord())).toMatchFileSnapshot("golden/rich-run.json.txt"));

  it("reads back as the record that was written", () =>
    fc.assert(
      fc.property(record, (written) => {
        expect(RunRecord.parse(JSON.parse(textOf(written)))).toEqual(written);
      }),
    ));

  it("orders the keys of the format however they came, and keeps the order of a change's own fields", () => {
    const change = buildChange({ after: { b: 2, a: 1 } });
    const reversed = { ...reverseKeys(change), after: change.after };

    expect(textOf(recordOf(reversed))).toBe(textOf(recordOf(change)));
    expect(textOf(recordOf(change))).toContain('{"b":2,"a":1}');
  });

  it("writes one change a line, in chunks of bounded size", () => {
    const changes = Array.from({ length: 3_000 }, (_, index) =>
      buildChange({ address: `users/${index}` }),
    );
    const chunks = [...renderJson(recordOf(...changes))];

    expect(chunks.join("").match(/^ +\{"address":/gm)).toHaveLength(3_000);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(66_000);
  });
});

function recordOf(...changes: Change[]): RunRecord {
  const plan = buildPlan({ changes });
  return buildRecord({ results: [buildResult({ steps: [buildStep({ plan })] })] });
}

function reverseKeys(change: Change): Change {
  const { held, after, before, lmsId, label, school, tab, reason, action, kind, address } = change;
  return { held, after, before, lmsId, label, school, tab, reason, action, kind, address };
}
