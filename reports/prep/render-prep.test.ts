import { describe, expect, it } from "vitest";
import { PrepRecord } from "../../contracts/run/prep-record.ts";
import { renderPrepHtml } from "./render-prep-html.ts";
import { renderPrepTerminal } from "./render-prep-terminal.ts";

const hostile = '<script>alert(1)</script>\u202e\u001b[31m"';

const record: PrepRecord = PrepRecord.parse({
  formatVersion: 1,
  tool: { name: "roster-rehearsal", version: "0.1.0" },
  command: "prep",
  redacted: false,
  asOf: "2026-09-15",
  world: { source: "bundle", description: hostile, oneRosterVersion: "1.2", counts: {} },
  lms: { description: hostile, counts: {} },
  readings: [],
  schoolNames: { s1: hostile },
  sheets: [
    {
      kind: "users",
      file: "data-prep-users.csv",
      both: 1_200,
      onlySchoology: 3,
      onlySis: 4,
      questions: 2,
      rungs: [{ rung: "legacy-id", count: 1_200 }],
    },
  ],
  checklist: [
    {
      id: "set-up",
      title: "Set up",
      rules: ["R48"],
      status: "ok",
      count: 0,
      toDo: "",
      findings: [],
    },
    {
      id: "usernames",
      title: "No username holds a space",
      rules: ["R8"],
      status: "problem",
      count: 1,
      toDo: "Remove the spaces.",
      findings: [
        {
          code: "username-space",
          severity: "error",
          rules: ["R8"],
          school: "s1",
          count: 1,
          examples: [{ at: "sis/users/u1", args: { username: hostile } }],
          evidence: [],
        },
      ],
    },
  ],
  decisions: { file: hostile, pairs: 7 },
  outlook: { created: 4, updated: 5, paired: 7, untouched: 6, held: 0, refused: 1 },
  verdict: "fail",
});

describe("data preparation as a page", () => {
  const html = renderPrepHtml(record);

  it("says first whether all is ready, and leads from each point to its findings", () => {
    expect(html).toContain("<h1>Not ready yet</h1>");
    expect(html).toContain('<a href="#usernames">No username holds a space</a>');
    expect(html).toContain('<h2 id="usernames">');
    expect(html).not.toContain('href="#set-up"');
    expect(html).toContain("1,200 because the code is the legacy id of OneRoster 1.1");
  });

  it("lets no text of the data become markup, and draws what hides or reorders text", () => {
    expect(html).not.toContain("<script");
    expect(html).not.toContain("\u202e");
    expect(html).not.toContain("\u001b");
    expect(html).toContain("&lt;script&gt;");
  });

  it("says whether it holds personal data", () => {
    expect(html).toContain("This page holds personal data");
    const redacted = renderPrepHtml({ ...record, redacted: true });
    expect(redacted).not.toContain("This page holds personal data");
  });
});

it("says the same at a terminal, without sending control characters of the data", () => {
  const text = renderPrepTerminal(record, { color: false, width: 80 });

  expect(text).not.toContain("\u001b");
  expect(text.split("\n").filter((line) => line.startsWith("✗ No username"))).toHaveLength(1);
  expect(text).toContain("→ Remove the spaces.");
  expect(text.replaceAll("\n", " ")).toContain("take over 7 by decision");
  expect(text.trimEnd().endsWith("Not ready yet")).toBe(true);
  expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
});
