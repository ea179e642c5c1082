import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import { type AllowedDifference, allowedDifferences } from "./allowed-differences.ts";
import type { Difference, Sides } from "./difference.ts";
import { testNamed } from "./difference-tests.ts";

/** A difference that should not be. */
export interface ParityDifference {
  readonly className: ClassName;
  /** The sourcedId, or the key of a person where versions are compared. */
  readonly id: string;
  readonly field: string;
  /** At most 200 characters of each value; undefined when there is none. */
  readonly left: string | undefined;
  readonly right: string | undefined;
  /** The labels of both sides. */
  readonly where: string;
}

/** How often a difference was found that has to be. */
export interface AllowedCount {
  readonly rule: AllowedDifference;
  readonly count: number;
}

/** Two sides that are compared. */
export interface Pairing {
  readonly where: string;
  /** What may differ. Nothing between two of a kind. */
  readonly between: AllowedDifference["between"] | undefined;
  readonly sides: Sides;
}

/** Collects differences: those that should not be are listed up to a bound and counted. */
export interface DifferenceList {
  add(difference: Difference, pairing: Pairing): void;
  /** Call at the end of a class: only then is it known which of its records are there to be referred to. */
  settle(): void;
  readonly count: number;
  readonly allowedCount: number;
  listed(): readonly ParityDifference[];
  allowed(): readonly AllowedCount[];
}

/** How many differences may wait for the end of their class. */
const waitingMax = 10_000;

/** Creates an empty list. */
export function createDifferenceList(listedMax: number): DifferenceList {
  const listed: ParityDifference[] = [];
  const allowed = new Map<AllowedDifference, number>();
  let waiting: { readonly difference: Difference; readonly pairing: Pairing }[] = [];
  let [count, allowedCount] = [0, 0];
  const allow = (difference: Difference, pairing: Pairing): boolean => {
    const rule = ruleFor(difference, pairing);
    if (rule === undefined) return false;
    allowed.set(rule, (allowed.get(rule) ?? 0) + 1);
    allowedCount += 1;
    return true;
  };
  const report = (difference: Difference, { where }: Pairing): void => {
    count += 1;
    if (listed.length < listedMax) listed.push(describe(difference, where));
  };
  return {
    add: (difference, pairing) => {
      if (allow(difference, pairing)) return;
      if (waiting.length < waitingMax) waiting.push({ difference, pairing });
      else report(difference, pairing);
    },
    settle: () => {
      for (const { difference, pairing } of waiting) {
        if (!allow(difference, pairing)) report(difference, pairing);
      }
      waiting = [];
    },
    get count() {
      return count;
    },
    get allowedCount() {
      return allowedCount;
    },
    listed: () => listed,
    allowed: () =>
      Array.from(allowed, ([rule, found]) => ({ rule, count: found })).toSorted(
        (a, b) => b.count - a.count,
      ),
  };
}

function ruleFor(
  difference: Difference,
  { between, sides }: Pairing,
): AllowedDifference | undefined {
  if (between === undefined) return undefined;
  const { className, field } = difference;
  return rulesOf({ between, className, field }).find((rule) =>
    testNamed(rule.test)(difference, sides),
  );
}

interface RulePlace extends Pick<Difference, "className" | "field"> {
  readonly between: AllowedDifference["between"];
}

/** The rules for a field of a class are found once: a bulk bundle differs in two fields of every record. */
const knownRules = new Map<string, readonly AllowedDifference[]>();
/** Names of metadata are free. */
const knownRulesMax = 1_000;

function rulesOf(place: RulePlace): readonly AllowedDifference[] {
  const { between, className, field } = place;
  const key = `${between} ${className} ${field}`;
  const known = knownRules.get(key);
  if (known !== undefined) return known;
  const found = allowedDifferences.filter(
    (rule) =>
      rule.between === between &&
      (rule.classes?.includes(className) ?? true) &&
      (rule.fields?.includes(field) ?? true),
  );
  if (knownRules.size < knownRulesMax) knownRules.set(key, found);
  return found;
}

function describe(
  { className, id, field, left, right }: Difference,
  where: string,
): ParityDifference {
  return { className, id, field, left: shown(left), right: shown(right), where };
}

const shownMax = 200;

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > shownMax ? `${text.slice(0, shownMax - 1)}…` : text;
}
