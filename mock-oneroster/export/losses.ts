/**
 * What an export can lose, by code: first what became of it, then why. These are the only sentences about it.
 *
 * `row-…`: a whole row is not in the bundle. `cell-…` and `item-…`: a cell, or an item of a list, is not.
 * The others are there in another form.
 */
export const lossWords = {
  "row-id": "the id holds characters that the CSV binding does not allow, or more than 255",
  "row-repeated": "a row with this id stands in the file already",
  "row-missing": "a required cell has nothing to say",
  "row-unfit": "a required cell holds something that does not belong there",
  "row-unlinked": "a required reference leads to nothing that the bundle holds",
  "cell-blank": "text without a character to be seen is read as no text",
  "cell-unfit": "the value does not belong there",
  "cell-unlinked": "the reference leads to nothing that the bundle holds",
  "item-unfit": "an item with a comma, with braces or without text cannot stand in a list",
  "item-unlinked": "a reference in a list leads to nothing that the bundle holds",
  "no-column": "no file has a column for the field",
  "no-file": "the CSV binding has no file for the class",
  "metadata-nested": "metadata in CSV is text: lists and objects cannot be written",
  "metadata-name": "the name cannot be that of a column, or there are too many",
  "metadata-type": "metadata in CSV is text: numbers and flags come back as text",
  "line-break": "line breaks, which CSV does not allow, became blanks",
  "half-character": "half a surrogate pair became U+FFFD",
  "cell-filled": "a required cell that the API does not require was filled with a stand-in",
  "time-of-day": "the file has days where the API has moments",
  "status-word": "the status is neither active nor tobedeleted; it was written as the nearest",
  "moment-unread": "the moment of last change does not read; that of the export was written",
  "second-session": "a line item has one session in CSV",
  "profile-split": "a profile with several credentials became several rows",
  "profile-renamed": "the id of a profile is a URI and became one that CSV allows",
} as const;

/** What was lost, or is there in another form. */
export type LossCode = keyof typeof lossWords;

/** One kind of loss at one column of a file. */
export interface Loss {
  readonly code: LossCode;
  /** A file without `.csv`; of `no-file` the class. */
  readonly file: string;
  /** Empty when it is not about one column. */
  readonly column: string;
  readonly count: number;
  /** The sourcedIds of the first ten records concerned. */
  readonly examples: readonly string[];
}

/** A loss at a record. */
export interface LossNote {
  readonly code: LossCode;
  readonly column: string;
}

/** Counts losses. */
export interface LossTally {
  add(file: string, sourcedId: string, note: LossNote): void;
  /** The most frequent first. */
  all(): readonly Loss[];
}

const examplesMax = 10;
/** Names of metadata are free, so that their number needs a bound. */
const kindsMax = 2_000;

/** Creates an empty tally. */
export function createLossTally(): LossTally {
  const known = new Map<string, Loss & { count: number; examples: string[] }>();
  return {
    add: (file, sourcedId, { code, column }) => {
      const key = `${code} ${file} ${column}`;
      const loss = known.get(key) ?? { code, file, column, count: 0, examples: [] };
      if (loss.count === 0 && known.size < kindsMax) known.set(key, loss);
      loss.count += 1;
      if (loss.examples.length < examplesMax) loss.examples.push(sourcedId.slice(0, 255));
    },
    all: () => [...known.values()].toSorted((a, b) => b.count - a.count),
  };
}
