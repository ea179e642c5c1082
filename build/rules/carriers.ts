import { readFileSync } from "node:fs";
import { guideRules } from "./guide-rules.ts";
import { failures } from "./failures.ts";
import { openRules } from "./open-rules.ts";

/** What carries a rule: files by their paths from the root. */
export interface Carriers {
  readonly code: readonly string[];
  readonly tests: readonly string[];
  readonly scenarios: readonly string[];
}

/** Every rule of the guide and failure of the catalogue, in their order. */
export const allRules: Readonly<Record<string, string>> = { ...guideRules, ...failures };

const idPattern = /\b[RF]\d{1,3}\b(?: to [RF]\d{1,3}\b)?/g;

/** Finds what carries each rule: the files that name its id, alone or in a range such as `R56 to R69`. */
export function findCarriers(files: readonly string[]): ReadonlyMap<string, Carriers> {
  const found = new Map(
    Object.keys(allRules).map((id) => [
      id,
      { code: [] as string[], tests: [] as string[], scenarios: [] as string[] },
    ]),
  );
  for (const file of files.toSorted()) {
    const kind = kindOf(file);
    if (kind === undefined) continue;
    for (const id of idsIn(readFileSync(file, "utf8"))) found.get(id)?.[kind].push(file);
  }
  return found;
}

/** They speak of ids, not of what the ids stand for. */
const aboutIds: ReadonlySet<string> = new Set([
  "contracts/run/diagnostic.test.ts",
  "tests/rules.test.ts",
]);

function kindOf(file: string): keyof Carriers | undefined {
  if (aboutIds.has(file)) return undefined;
  if (/^scenarios\/.*\.ya?ml$/.test(file)) return "scenarios";
  if (!file.endsWith(".ts") || /^(build|tests)\//.test(file) || file.includes("/testing/")) {
    return /^tests\/.*\.test\.ts$/.test(file) ? "tests" : undefined;
  }
  return /[.](test|test-d)[.]ts$/.test(file) ? "tests" : "code";
}

/** The longest range of ids that means each of them. */
const rangeMax = 15;

/** The ids in a text, those between the ends of a range included. */
export function idsIn(text: string): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [match] of text.matchAll(idPattern)) {
    const [first = "", last = first] = match.split(" to ");
    const from = Number(first.slice(1));
    // Who speaks of all rules carries none.
    const end = Number(last.slice(1));
    const to = end - from > rangeMax ? from : end;
    for (let number = from; number <= to; number += 1) ids.add(spelled(first.slice(0, 1), number));
  }
  return ids;
}

function spelled(letter: string, number: number): string {
  return letter === "F" ? `F${String(number).padStart(2, "0")}` : `R${number}`;
}

/** What is wrong with the table: rules that nothing carries and nothing explains, and explanations that are out of date. */
export function findGaps(carriers: ReadonlyMap<string, Carriers>): readonly string[] {
  const gaps: string[] = [];
  for (const [id, { code, tests }] of carriers) {
    const isCarried = code.length > 0 && tests.length > 0;
    const reason = openRules[id];
    if (!isCarried && reason === undefined)
      gaps.push(`${id} has no code with a test, and no reason`);
    if (isCarried && reason !== undefined) gaps.push(`${id} is carried, so its reason can go`);
  }
  for (const id of Object.keys(openRules)) {
    if (!carriers.has(id)) gaps.push(`${id} is explained, but there is no such rule`);
  }
  return gaps;
}
