import { expect, it } from "vitest";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import { consolidate } from "../record/consolidate.ts";
import { makeChecklist } from "./checklist.ts";
import { redactFinding } from "./redact-finding.ts";

const findings = consolidate([
  diagnose("username-space", { at: "sis/users/u1" }, { username: "a b" }),
  diagnose("email-missing", { at: "sis/users/u2" }, {}),
  diagnose("section-without-teacher", { at: "sis/classes/k1" }, {}),
  diagnose("bundle-password-dropped", { at: "users.csv" }, { file: "users.csv", count: 1 }),
]);

it("has a point for usernames with spaces, with the findings, their rules and what to do (R7, R8)", () => {
  const point = makeChecklist(findings).find(({ id }) => id === "usernames");

  expect(point).toMatchObject({ status: "problem", count: 1 });
  expect(point?.rules).toContain("R7");
  expect(point?.toDo).toMatch(/Remove the spaces/);
});

it("is ok where nothing was found, or only what is good to know; warnings are worth a look", () => {
  const statusOf = new Map(makeChecklist(findings).map(({ id, status }) => [id, status]));

  expect(statusOf.get("trials")).toBe("ok");
  expect(statusOf.get("email-addresses")).toBe("ok");
  expect(statusOf.get("teachers")).toBe("attention");
});

it("loses no finding: what belongs to no point is under everything else", () => {
  const listed = makeChecklist(findings).flatMap((point) => point.findings);

  expect(listed.toSorted(byCode)).toEqual(findings.toSorted(byCode));
  const rest = makeChecklist(findings).at(-1);
  expect(rest?.findings.map(({ code }) => code)).toEqual(["bundle-password-dropped"]);
});

function byCode(one: { readonly code: string }, other: { readonly code: string }): number {
  return one.code < other.code ? -1 : 1;
}

it("draws what may be personal when a finding is redacted, in its words, its place and its evidence", () => {
  const place = { at: "users/ada%40x.y", evidence: [{ name: "Ada" }] };
  const [finding] = consolidate([diagnose("username-space", place, { username: "ada li" })]);
  if (finding === undefined) throw new Error("there is a finding");

  const redacted = redactFinding(finding, (id) => id.includes("@"));

  expect(redacted.examples).toEqual([{ at: "users/…", args: { username: "…" } }]);
  expect(redacted.evidence).toEqual([]);
});
