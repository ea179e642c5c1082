import { createHmac } from "node:crypto";
import { replaceHref } from "./replace-href.ts";
import type { ReplaceText } from "./replace-text.ts";
import { replaceTitle } from "./replace-title.ts";
import type { Leaf, Rule, RuleDesk } from "./rule.ts";

const dayText =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))$/i;
const yearText = /^\d{4}(?:[-/]\d{2,4})?$/;
const numberText = /^-?\d{1,6}(?:\.\d{1,6})?$/;
const markText = /^(?:[A-Z]{1,2}[+-]?|\d{1,3}(?:\.\d{1,4})?%?(?:-\d{1,3}(?:\.\d{1,4})?%?)?)$/i;
const extension = /^(ext:)(.*)$/s;
const plainNumber = /^-?\d+(?:\.\d+)?$/;

/** Text is replaced, of numbers the digits, and booleans become false: nothing stays. */
export function replaced({ text }: RuleDesk): Rule {
  return { leaf: (value) => replaceLeaf(value, text) };
}

/** An id of a record: `sourcedId`, or a reference that is text only. */
export function id({ text, keepsIds }: RuleDesk): Rule {
  return { leaf: (value) => (keepsIds ? value : replaceLeaf(value, text)) };
}

/** Ids where a list belongs, which some write as one text with commas. */
export function idList(desk: RuleDesk): Rule {
  const one = id(desk);
  const replace = (part: string, seat: Parameters<Rule["leaf"]>[1]): string =>
    String(one.leaf(part, seat));
  return {
    leaf: (value, seat) =>
      typeof value === "string"
        ? value
            .split(",")
            .map((part) => replace(part, seat))
            .join(",")
        : one.leaf(value, seat),
  };
}

/** The address of a record. Its host never stays, whatever becomes of the id in it. */
export function href({ text, keepsIds }: RuleDesk): Rule {
  const replaceId: ReplaceText = keepsIds ? (same) => same : text;
  return textRule((value) => replaceHref(value, { text, replaceId }), text);
}

/** One of the words of a vocabulary, in any case; where `true` and `false` are words, booleans too. */
export function vocabulary({ text }: RuleDesk, words: readonly string[]): Rule {
  const known = new Set(words.map((word) => word.toLowerCase()));
  const replace: ReplaceText = (value) => {
    if (known.has(value.trim().toLowerCase())) return value;
    const [, prefix = "", rest = value] = extension.exec(value) ?? [];
    return prefix + text(rest);
  };
  const rule = textRule(replace, text);
  return known.has("true") ? { leaf: keepWhere(isBoolean, rule) } : rule;
}

/** A known word, drawn anew for each record: sex and race are of no use for a rehearsal. */
export function drawn({ key, text }: RuleDesk, words: Drawn): Rule {
  const draw = (record: string, field: string): number =>
    createHmac("sha256", key).update(`${field} ${record}`).digest().readUInt32LE(0);
  return {
    leaf: (value, { record, field }) => {
      if (isBoolean(value)) return draw(record, field) % 2 === 0;
      const isWord = typeof value === "string" && words.known.includes(value);
      return isWord
        ? (words.from[draw(record, field) % words.from.length] ?? null)
        : replaceLeaf(value, text);
    },
  };
}

/** Which words are replaced, and by which. */
export interface Drawn {
  readonly known: readonly string[];
  readonly from: readonly string[];
}

/** A day or a moment in the life of the district stays. */
export function day({ text }: RuleDesk): Rule {
  return keepText(dayText, text);
}

/** A school year stays, `2027` and `2026-2027`, also as a number. */
export function year({ text }: RuleDesk): Rule {
  return { leaf: keepWhere(isYear, keepText(yearText, text)) };
}

/** A number stays, also as text. */
export function number({ text }: RuleDesk): Rule {
  return { leaf: keepWhere(isNumber, keepText(numberText, text)) };
}

/** A mark stays: a letter or two, a number, a range. Prose does not. */
export function mark({ text }: RuleDesk): Rule {
  return { leaf: keepWhere(isNumber, keepText(markText, text)) };
}

/** A date of birth becomes another of the same year. */
export function birth({ text, date }: RuleDesk): Rule {
  return textRule(date, text);
}

/** Of a title, the common words of schools stay. */
export function title({ text }: RuleDesk): Rule {
  return {
    leaf: keepWhere(
      isShort,
      textRule((value) => replaceTitle(value, text), text),
    ),
  };
}

/** A title that its owner wants to keep stays whole. */
export function keptTitle(desk: RuleDesk): Rule {
  return { leaf: keepWhere((value) => !isBoolean(value), replaced(desk)) };
}

function isNumber(value: Leaf): value is number {
  return typeof value === "number";
}

function isYear(value: Leaf): boolean {
  return isNumber(value) && value >= 1_900 && value < 2_200;
}

function isShort(value: Leaf): boolean {
  return isNumber(value) && /^\d{1,2}$/.test(String(value));
}

function isBoolean(value: Leaf): value is boolean {
  return typeof value === "boolean";
}

function keepWhere(mayStay: (value: Leaf) => boolean, otherwise: Rule): Rule["leaf"] {
  return (value, seat) => (mayStay(value) ? value : otherwise.leaf(value, seat));
}

function keepText(pattern: RegExp, text: ReplaceText): Rule {
  return textRule((value) => (pattern.test(value.trim()) ? value : text(value)), text);
}

/** What is to be text may be anything. */
function textRule(replaceString: ReplaceText, text: ReplaceText): Rule {
  return {
    leaf: (value) => (typeof value === "string" ? replaceString(value) : replaceLeaf(value, text)),
  };
}

function replaceLeaf(value: Leaf, text: ReplaceText): Leaf {
  if (typeof value === "string") return text(value);
  if (typeof value === "number") return replaceNumber(value, text);
  return value === null ? null : false;
}

/** A number becomes the one that its text would. One that is written with an exponent becomes 0. */
function replaceNumber(value: number, text: ReplaceText): number {
  const written = String(value);
  return plainNumber.test(written) ? Number(text(written)) : 0;
}
