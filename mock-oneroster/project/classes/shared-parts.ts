import type { CodedColumn } from "../../store/table/columns.ts";

/** How many parts are kept: more than there are schools with a few terms each. */
const partsMax = 4_096;

/**
 * Gives the bytes that a row shares with all rows that hold the same values. Undefined when there are more
 * combinations of values than whole numbers.
 */
export function shareParts(
  columns: readonly CodedColumn<unknown>[],
  make: (texts: readonly (string | undefined)[]) => string,
): ((row: number) => Uint8Array) | undefined {
  const radixes = columns.map((column) => Math.max(1, column.codes));
  const combinations = radixes.reduce((product, radix) => product * radix, 1);
  if (combinations > Number.MAX_SAFE_INTEGER) return undefined;
  const known = new Map<number, Uint8Array>();
  const codesOf = columns.map((column) => column.codesNow());
  const lastCodes = new Int32Array(columns.length).fill(-1);
  let last: Uint8Array = new Uint8Array();
  const find = (row: number): Uint8Array => {
    let key = 0;
    columns.forEach((column, index) => {
      const code = column.codeAt(row);
      lastCodes[index] = code;
      key = key * (radixes[index] ?? 1) + code;
    });
    const found = known.get(key);
    if (found !== undefined) return found;
    const part = Buffer.from(make(columns.map((column) => column.textOf(column.codeAt(row)))));
    if (known.size >= partsMax) known.clear();
    known.set(key, part);
    return part;
  };
  return (row) => {
    // Most neighbouring rows share the part.
    for (let index = 0; index < codesOf.length; index += 1) {
      if (codesOf[index]?.[row] !== lastCodes[index]) {
        last = find(row);
        break;
      }
    }
    return last;
  };
}
