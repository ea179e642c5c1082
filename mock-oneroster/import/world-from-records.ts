import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { World } from "../store/world.ts";
import { createLateLinks } from "./agent-links.ts";
import { createImportedWorld } from "./imported-world.ts";
import type { TakeProblem } from "./take-problems.ts";
import { takeRecord } from "./take-record.ts";

/** The wire records of each class, in memory or as they come. */
export type RecordsByClass = Readonly<
  Partial<Record<ClassName, Iterable<unknown> | AsyncIterable<unknown>>>
>;

/** How often something could not be kept at one field of a class. */
export interface TakeTally extends TakeProblem {
  readonly className: ClassName;
  readonly count: number;
}

/** A world made of records, and what it could not keep of them. */
export interface WorldOfRecords {
  readonly world: World;
  /** At most a thousand. The most frequent come first. */
  readonly losses: readonly TakeTally[];
}

/** A class comes after those it refers to. */
const takingOrder: readonly ClassName[] = [
  "org",
  "academicSession",
  "course",
  "resource",
  "class",
  "user",
  "demographics",
  "enrollment",
  "category",
  "scoreScale",
  "lineItem",
  "result",
  "assessmentLineItem",
  "assessmentResult",
];
const talliesMax = 1_000;

/**
 * Makes a world of the records of a server, such as a recording. They stand in it as they were written, whatever
 * their order; of two records with one id the last counts.
 */
export async function worldFromRecords(
  version: OneRosterVersion,
  records: RecordsByClass,
  modified: string,
): Promise<WorldOfRecords> {
  const world = createImportedWorld();
  const links = createLateLinks(world);
  const tallies = new Map<string, TakeTally>();
  for (const className of takingOrder) {
    for await (const record of records[className] ?? []) {
      const problems = takeRecord(world, { version, className, record, modified, links });
      for (const problem of problems) tally(tallies, className, problem);
    }
  }
  links.link();
  const losses = [...tallies.values()].toSorted((a, b) => b.count - a.count);
  return { world, losses };
}

function tally(
  tallies: Map<string, TakeTally>,
  className: ClassName,
  { code, field }: TakeProblem,
): void {
  const key = `${className} ${code} ${field}`;
  const known = tallies.get(key);
  if (known === undefined && tallies.size >= talliesMax) return;
  tallies.set(key, { className, code, field, count: (known?.count ?? 0) + 1 });
}
