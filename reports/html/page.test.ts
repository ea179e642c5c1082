import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { RunRecord } from "../../contracts/run/run-record.ts";
import { renderJson } from "../json.ts";
import {
  buildChange,
  buildExpectation,
  buildFinding,
  buildPlan,
  buildRecord,
  buildResult,
  buildStep,
  buildTally,
} from "../testing/build-record.ts";
import { buildRichRecord } from "../testing/rich-record.ts";
import { renderHtml } from "./page.ts";
import { pageScript, pageScriptHash } from "./script.ts";
import { pageStyle, pageStyleHash } from "./style.ts";

describe("HTML report", () => {
  it("looks as recorded for a run of three results", async () =>
    expect(renderHtml(buildRichRecord())).toMatchFileSnapshot("../golden/rich-run.html"));

  it("is the same page for a record that was read back from its JSON", () => {
    const record = buildRichRecord();
    const read = RunRecord.parse(JSON.parse([...renderJson(record)].join("")));

    expect(renderHtml(read)).toBe(renderHtml(record));
  });

  it("allows exactly its own script and style to run", () => {
    expect(pageScriptHash).toBe(hash(pageScript));
    expect(pageStyleHash).toBe(hash(pageStyle));
  });

  it("asks nothing of any network", () => {
    const page = renderHtml(buildRichRecord());

    expect(page).not.toMatch(/\b(src|srcset|action|data|poster)\s*=|url\(|@import|https?:/i);
    expect(page.match(/href="(?!#)/g)).toBeNull();
  });

  it("never runs or obeys hostile text, in whatever field it stands", () => {
    const calm = tagsOf(renderHtml(hostileRecord("calm")));
    const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&\u202e\u0000`;
    const page = renderHtml(hostileRecord(hostile));

    expect(tagsOf(page).filter((tag) => !tag.startsWith('<span class="hid">'))).toEqual(calm);
    expect(page.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it("shows 300 changes of a group and says how many more there are", () => {
    const changes = Array.from({ length: 1_300 }, (_, index) =>
      buildChange({ address: `users/${index}` }),
    );
    const page = renderHtml(planRecord(changes));

    expect(page.match(/<li class="item/g)).toHaveLength(300);
    expect(page).toContain('data-more="1000"');
    expect(page).toContain(
      "1,000 users more, not shown on this page. The JSON record holds all of them.",
    );
  });

  it("shows what is held and removed before what is created", () => {
    const page = renderHtml(
      planRecord([
        buildChange({ address: "users/created" }),
        buildChange({ address: "users/removed", action: "remove" }),
        buildChange({ address: "users/held", held: "trial-switch" }),
      ]),
    );

    const order = [...page.matchAll(/<code>users\/(\w+)/g)].map(([, id]) => id);
    expect(order).toEqual(["held", "removed", "created"]);
  });

  it("says whose data it holds", () => {
    const world = { ...buildResult().world, source: "bundle" as const };

    expect(renderHtml(buildRecord({ results: [buildResult({ world })] }))).toContain(
      "This page holds personal data",
    );
    expect(renderHtml(buildRecord({ results: [buildResult()] }))).toContain(
      "This page holds no personal data",
    );
  });

  it("keeps huge and many-fielded values from filling the page", () => {
    const after = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`f${index}`, "x".repeat(50_000)]),
    );

    expect(renderHtml(planRecord([buildChange({ after })])).length).toBeLessThan(100_000);
  });

  it("has headings in order and one main part", () => {
    const page = renderHtml(buildRichRecord());
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));

    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
    expect(page.match(/<main/g)).toHaveLength(1);
    expect(page.match(/<th(?! scope)[ >]/g)).toBeNull();
  });
});

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function planRecord(changes: ReturnType<typeof buildChange>[]): RunRecord {
  return buildRecord({
    results: [buildResult({ steps: [buildStep({ plan: buildPlan({ changes }) })] })],
  });
}

function tagsOf(page: string): readonly string[] {
  return page.match(/<(?!\/span)[a-z!/][^>]*>/gi) ?? [];
}

/** A record that holds the text in every field that takes any. */
function hostileRecord(text: string): RunRecord {
  const finding = buildFinding({
    code: text,
    rules: [text],
    school: text,
    examples: [{ at: text, args: { [text]: text } }],
    evidence: [{ [text]: text }],
  });
  const change = buildChange({
    address: text,
    school: text,
    label: text,
    after: { [text]: text },
    held: text,
  });
  const update = buildChange({
    action: "update",
    before: { [text]: "old" },
    after: { [text]: text },
  });
  const step = buildStep({
    title: text,
    error: text,
    plan: buildPlan({ changes: [change, update], schoolNames: { [text]: text } }),
    tallies: [buildTally({ school: text })],
    findings: [finding],
    expectations: [buildExpectation({ what: text, expected: text, actual: text, verdict: "fail" })],
  });
  const result = buildResult({
    id: text,
    variant: text,
    title: text,
    why: text,
    rules: [text],
    world: { ...buildResult().world, description: text, counts: { [text]: 1 } },
    readings: [{ name: text, value: text, isDefault: false, about: text }],
    findings: [finding],
    steps: [step],
  });
  return buildRecord({
    tool: { name: "roster-rehearsal", version: text },
    results: [result, result],
  });
}
