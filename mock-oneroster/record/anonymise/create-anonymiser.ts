import { createSecretKey, scryptSync } from "node:crypto";
import { isObject } from "../../../contracts/oneroster/tolerant-values.ts";
import type { ClassName } from "../../../contracts/oneroster/vocabulary.ts";
import { createClassRules } from "./class-rules.ts";
import { createExtensionRules, type ExtensionRules } from "./extension-rules.ts";
import { createPermutation } from "./permutation.ts";
import { createReplaceDate } from "./replace-date.ts";
import { createReplaceText, type ReplaceText } from "./replace-text.ts";
import { type Leaf, memberKey, type Rule, type RuleDesk, type Seat } from "./rule.ts";

/** A record as it goes over the wire: whatever JSON object a server sent. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** What the owner of the data may decide. */
export interface AnonymiserOptions {
  /** `keep` only where ids are known to say nothing about people. `replace` unless told. */
  readonly sourcedIds?: "keep" | "replace";
  /** `keep` leaves names and codes of orgs, terms, courses and classes as they are. `replace` unless told. */
  readonly titles?: "keep" | "replace";
}

/** Replaces what is personal in records, consistently over all that it is given. */
export interface Anonymiser {
  readonly options: Readonly<Required<AnonymiserOptions>>;
  /** Gives a new record and leaves the old one as it is. Never throws, whatever the record holds. */
  anonymise(className: ClassName, record: WireRecord): WireRecord;
}

const seedLengthMin = 16;
/** What lies deeper in lists and objects becomes null. */
const depthMax = 24;

/**
 * Creates an anonymiser. Its seed is a secret: whoever has it can turn replacements back.
 *
 * The shape of texts stays, so that the problems of the data stay; see the README of this folder for what
 * stays, what does not, and what can still be told about people from a recording.
 *
 * @throws RangeError when the seed is so short that it could be guessed
 */
export function createAnonymiser(seed: string, options: AnonymiserOptions = {}): Anonymiser {
  if (seed.length < seedLengthMin) {
    throw new RangeError(
      `The seed of an anonymiser is a secret. Give it at least ${seedLengthMin} characters that nobody can guess.`,
    );
  }
  const { sourcedIds = "replace", titles = "replace" } = options;
  const desk = createDesk(seed, {
    keepsIds: sourcedIds === "keep",
    keepsTitles: titles === "keep",
  });
  const rules = createClassRules(desk);
  const extensions = createExtensionRules(desk);
  return {
    options: { sourcedIds, titles },
    anonymise: (className, record) => {
      const seat = { record: idOf(record), field: "" };
      const rule = rules.get(className) ?? extensions.unknown;
      return replaceObject(record, rule, { text: desk.text, extensions, seat, depth: 0 });
    },
  };
}

/** Stretching the seed makes guessing it slow. */
function createDesk(seed: string, decisions: Pick<RuleDesk, "keepsIds" | "keepsTitles">): RuleDesk {
  const key = createSecretKey(scryptSync(seed, "roster-rehearsal anonymiser 1", 32));
  const text = createReplaceText(createPermutation(key));
  return { ...decisions, key, text, date: createReplaceDate(key, text) };
}

/** The id as it came, by which words are drawn. */
function idOf({ sourcedId }: WireRecord): string {
  return typeof sourcedId === "string" || typeof sourcedId === "number" ? String(sourcedId) : "";
}

interface Place {
  readonly text: ReplaceText;
  readonly extensions: ExtensionRules;
  readonly seat: Seat;
  readonly depth: number;
}

function replaceObject(object: WireRecord, { members }: Rule, place: Place): WireRecord {
  const { extensions, seat, text } = place;
  const result: [string, unknown][] = [];
  for (const [name, value] of Object.entries(object)) {
    const key = memberKey(name);
    const rule = members?.has(key) === true ? members.get(key) : extensions.find(key);
    if (rule === undefined || value === undefined) continue;
    const replaced = replaceValue(value, rule, { ...place, seat: { ...seat, field: key } });
    result.push([rule === extensions.unknown ? `x-${text(name)}` : name, replaced]);
  }
  return Object.fromEntries(result);
}

function replaceValue(value: unknown, rule: Rule, place: Place): unknown {
  const inner = { ...place, depth: place.depth + 1 };
  if (inner.depth > depthMax) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => replaceValue(item, rule, inner));
  if (isObject(value)) return replaceObject(value, rule, inner);
  return isLeaf(value) ? rule.leaf(value, place.seat) : null;
}

function isLeaf(value: unknown): value is Leaf {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
