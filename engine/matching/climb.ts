import { rungs, type Rung } from "../../contracts/run/rung.ts";

/** What can be matched: by an id that is its own among its kind. */
export interface Matchable {
  readonly id: string;
}

/** One rung of a ladder: the keys by which either side knows itself. No key, no match. */
export interface RungSpec<Left, Right> {
  readonly rung: Rung;
  readonly leftKeys: (left: Left) => readonly string[];
  readonly rightKeys: (right: Right) => readonly string[];
}

/** Two records that are one thing, and the rung that says so. */
export interface Match {
  readonly left: string;
  readonly right: string;
  readonly rung: Rung;
}

/**
 * Something that only a person can decide: several candidates (F25), one candidate that others have too, or one that
 * looks alike and no more. `candidates` are sorted, at most ten.
 */
export interface Question {
  readonly left: string;
  readonly candidates: readonly string[];
  readonly rung: Rung;
  readonly why: "several-candidates" | "shared-candidate" | "looks-alike";
}

/** What became of both sides. Everybody is in a match or in `onlyLeft` or `onlyRight`, sorted by id. */
export interface Matching {
  readonly matches: readonly Match[];
  readonly questions: readonly Question[];
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
}

const candidatesMax = 10;

/**
 * Matches two sides rung by rung, the surest first; each record is matched once at most.
 *
 * A rung matches two records that name each other and nobody else. One with several candidates goes no further, and its
 * candidates are left to it: which of them it is, or whether they are one, is for a person to say (F25). Where several
 * have the same candidate, a lower rung may still tell them apart. Rungs of confidence `review` only ask.
 *
 * Linear in the records, and independent of their order.
 */
export function climb<Left extends Matchable, Right extends Matchable>(
  sides: { readonly lefts: Iterable<Left>; readonly rights: Iterable<Right> },
  ladder: readonly RungSpec<Left, Right>[],
): Matching {
  const lefts = byId(sides.lefts);
  const rights = byId(sides.rights);
  const openLefts = new Map(lefts);
  const openRights = new Map(rights);
  const matches: Match[] = [];
  const questions = new Map<string, Question>();
  const ask = (question: Question): void => {
    if (!questions.has(question.left)) questions.set(question.left, question);
  };
  for (const spec of ladder) {
    const found = tryRung({ lefts: openLefts, rights: openRights }, spec);
    for (const match of found.matches) {
      matches.push(match);
      openLefts.delete(match.left);
      openRights.delete(match.right);
      questions.delete(match.left);
    }
    for (const question of found.questions) {
      ask(question);
      if (question.why !== "several-candidates") continue;
      openLefts.delete(question.left);
      for (const candidate of question.candidates) openRights.delete(candidate);
    }
  }
  const matchedLefts = new Set(matches.map(({ left }) => left));
  const matchedRights = new Set(matches.map(({ right }) => right));
  return {
    matches: matches.toSorted((one, other) => byText(one.left, other.left)),
    questions: [...questions.values()].toSorted((one, other) => byText(one.left, other.left)),
    onlyLeft: [...lefts.keys()].filter((id) => !matchedLefts.has(id)),
    onlyRight: [...rights.keys()].filter((id) => !matchedRights.has(id)),
  };
}

interface Open<Left, Right> {
  readonly lefts: ReadonlyMap<string, Left>;
  readonly rights: ReadonlyMap<string, Right>;
}

function tryRung<Left extends Matchable, Right extends Matchable>(
  open: Open<Left, Right>,
  spec: RungSpec<Left, Right>,
): Pick<Matching, "matches" | "questions"> {
  const rightsByKey = indexOf(open.rights, spec.rightKeys);
  const leftsByKey = indexOf(open.lefts, spec.leftKeys);
  const isReview = rungs[spec.rung].confidence === "review";
  const matches: Match[] = [];
  const questions: Question[] = [];
  for (const left of open.lefts.values()) {
    const candidates = distinct(spec.leftKeys(left), rightsByKey, candidatesMax);
    const [only] = candidates;
    if (only === undefined) continue;
    const { rung } = spec;
    const question = { left: left.id, candidates: candidates.toSorted(byText), rung };
    if (isReview) questions.push({ ...question, why: "looks-alike" });
    else if (candidates.length > 1) questions.push({ ...question, why: "several-candidates" });
    else if (isSharedByLefts(open.rights.get(only), spec, leftsByKey)) {
      questions.push({ ...question, why: "shared-candidate" });
    } else matches.push({ left: left.id, right: only, rung });
  }
  return { matches, questions };
}

function isSharedByLefts<Left, Right>(
  right: Right | undefined,
  spec: RungSpec<Left, Right>,
  leftsByKey: ReadonlyMap<string, readonly string[]>,
): boolean {
  return right !== undefined && distinct(spec.rightKeys(right), leftsByKey, 2).length > 1;
}

/** The first few ids under some keys, each once. Stops as soon as there are enough: a key may stand for everybody. */
function distinct(
  keys: readonly string[],
  index: ReadonlyMap<string, readonly string[]>,
  max: number,
): readonly string[] {
  const found = new Set<string>();
  for (const key of keys) {
    for (const id of index.get(key) ?? []) {
      found.add(id);
      if (found.size === max) return [...found];
    }
  }
  return [...found];
}

function indexOf<Item extends Matchable>(
  items: ReadonlyMap<string, Item>,
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const item of items.values()) {
    for (const key of new Set(keysOf(item))) {
      if (key === "") continue;
      const ids = index.get(key);
      if (ids === undefined) index.set(key, [item.id]);
      else ids.push(item.id);
    }
  }
  return index;
}

function byId<Item extends Matchable>(items: Iterable<Item>): ReadonlyMap<string, Item> {
  const all = [...items].map((item) => [item.id, item] as const);
  return new Map(all.toSorted(([one], [other]) => byText(one, other)));
}

/** Sorts by Unicode code units, so that the order is the same on any machine. */
function byText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
