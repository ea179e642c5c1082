import type { CheckItem, PrepRecord, SheetSummary } from "../../contracts/run/prep-record.ts";
import { rungs } from "../../contracts/run/rung.ts";
import type { Verdict } from "../../contracts/run/verdict.ts";
import { countOf, formatCount, type Noun } from "../wording.ts";

/** The verdict of data preparation, for people. */
export const prepTitles: Readonly<Record<Verdict, string>> = {
  pass: "Ready for a first sync",
  warn: "Ready, with some things worth a look",
  fail: "Not ready yet",
  skip: "Nothing was prepared",
  waived: "Ready, apart from what is known and accepted",
  error: "Data preparation could not finish",
};

/** What a status of the checklist is as a verdict. */
export const statusVerdicts: Readonly<Record<CheckItem["status"], Verdict>> = {
  ok: "pass",
  attention: "warn",
  problem: "fail",
};

/** What a point of the checklist says beside its title. */
export function statusWords({ status, count }: CheckItem): string {
  if (count === 0) return "ok";
  const findings = countOf(count, { one: "finding", many: "findings" });
  return status === "ok" ? `ok, ${findings} to know` : findings;
}

/** What people call the two sides of a sheet. */
export const sheetNouns: Readonly<Record<SheetSummary["kind"], Noun>> = {
  users: { one: "person", many: "people" },
  sections: { one: "section", many: "sections" },
  courses: { one: "course", many: "courses" },
  schools: { one: "school", many: "schools" },
  terms: { one: "term", many: "terms" },
};

/** By which rungs the pairs of a sheet were found. */
export function rungWords({ rungs: counts }: SheetSummary): string {
  return counts
    .map(({ rung, count }) => `${formatCount(count)} because ${rungs[rung].words}`)
    .join("; ");
}

/** What a first sync would do to accounts. */
export function outlookWords({ outlook, decisions }: PrepRecord): string {
  const { created, updated, paired, untouched, held, refused } = outlook;
  const parts = [
    `create ${countOf(created, { one: "account", many: "accounts" })}`,
    `change ${formatCount(updated)}`,
    ...(decisions === null ? [] : [`take over ${formatCount(paired)} by decision`]),
    `leave ${formatCount(untouched)} as they are`,
    `hold ${formatCount(held)} back`,
    `and fail to create ${formatCount(refused)} whose username another account has`,
  ];
  return `A sync of the Users tab would now ${parts.join(", ")}.`;
}
