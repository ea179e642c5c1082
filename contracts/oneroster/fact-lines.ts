import { assert } from "../../core/assert.ts";

const kinds = [
  "text",
  "id",
  "uri",
  "year",
  "date",
  "dateTime",
  "number",
  "flag",
  "metadata",
  "ref",
  "of",
  "closed",
  "open",
  "word",
] as const;

/** The kind of a field, the word before the brackets. */
export type FactKind = (typeof kinds)[number];

/** One line of the table of facts, taken apart. */
export interface Fact {
  readonly name: string;
  readonly kind: FactKind;
  /** What stood in the brackets: the class of a reference, the nested type, or the values. */
  readonly of: readonly string[];
  readonly required: boolean;
  readonly list: boolean;
}

const linePattern = /^(\w+) (\w+)(?:\(([^)]*)\))? (0\.\.1|1|0\.\.\*|1\.\.\*)$/;

/** Takes a line of the table of facts apart. A line that does not read is our own mistake. */
export function parseFact(line: string): Fact {
  const [, name, kind, of, cardinality] = linePattern.exec(line) ?? [];
  assert(name !== undefined && isKind(kind), `the fact "${line}" does not read`);
  return {
    name,
    kind,
    of: of === undefined ? [] : of.split("|"),
    required: cardinality === "1" || cardinality === "1..*",
    list: cardinality === "0..*" || cardinality === "1..*",
  };
}

function isKind(word: string | undefined): word is FactKind {
  return kinds.some((kind) => kind === word);
}
