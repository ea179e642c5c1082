/** A piece of CSV text that begins and ends at the edges of rows. */
export interface RowBlock {
  readonly text: string;
  /** The line on which its first row begins, from 1. */
  readonly line: number;
}

/** Cuts CSV text into blocks of whole rows, whatever the pieces in which it arrives. */
export interface RowCutter {
  /** Takes more text and gives the whole rows that are complete by now, or undefined. */
  push(text: string): RowBlock | undefined;
  /** Gives what is left at the end. A quotation mark that is still open is in `openQuote`. */
  end(): RowBlock | undefined;
  /** How many characters of an unfinished row are held. */
  held(): number;
  /** The line on which the unfinished row begins. */
  heldLine(): number;
  /** The line of the quotation mark that is open now, if one is. */
  openQuote(): number | undefined;
}

const [quote, comma, newline, space] = [34, 44, 10, 32];

/** Where in a cell the cutter stands: at its start, in plain text, in quotes, or just after a quote in quotes. */
type Place = "start" | "plain" | "quoted" | "closing";

/** Creates a cutter for text with `\n` line ends (RFC 4180 quoting). */
export function createRowCutter(): RowCutter {
  let rest = "";
  let restLine = 1;
  let line = 1;
  let place: Place = "start";
  let quoteLine = 1;
  const scan = (text: string): number => {
    let cut = -1;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === newline) line += 1;
      const next = nextPlace(place, code);
      if (next === "quoted" && place === "start") quoteLine = line;
      if (code === newline && next === "start") cut = index;
      place = next;
    }
    return cut;
  };
  return {
    push: (text) => {
      const cut = scan(text);
      if (cut === -1) {
        rest += text;
        return undefined;
      }
      const block = { text: rest + text.slice(0, cut), line: restLine };
      rest = text.slice(cut + 1);
      restLine = line - countLines(rest);
      return block;
    },
    end: () => {
      const block = rest === "" ? undefined : { text: rest, line: restLine };
      rest = "";
      return block;
    },
    held: () => rest.length,
    heldLine: () => restLine,
    openQuote: () => (place === "quoted" ? quoteLine : undefined),
  };
}

/** How many line breaks a text holds. */
export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

function nextPlace(place: Place, code: number): Place {
  if (place === "quoted") return code === quote ? "closing" : "quoted";
  if (code === newline || code === comma) return "start";
  if (place === "closing") return code === space ? "closing" : "quoted";
  return place === "start" && code === quote ? "quoted" : "plain";
}
