import type { CellValue } from "../../contracts/oneroster/csv/cells.ts";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";

/** Frees the values of rows from the text that they were cut from. */
export type Detach = (values: RowValues) => RowValues;

/** Text up to this length is always a copy of its own in V8; longer pieces are windows into the whole. */
const copiedLength = 12;
/** How many different texts are remembered for sharing. */
const sharedMax = 2_000_000;
const sharedColumn =
  /SourcedIds?$|^(?:role|type|status|grades|schoolYear|startDate|endDate|beginDate)$/;

/**
 * Creates a detacher. Without it a single long id would keep its whole block of the file in memory, and so
 * would a million of them keep the file. References and words that come again and again become one text.
 */
export function createDetach(): Detach {
  const shared = new Map<string, string>();
  const share = (text: string): string => {
    const known = shared.get(text);
    if (known !== undefined) return known;
    const own = copy(text);
    if (shared.size < sharedMax) shared.set(own, own);
    return own;
  };
  return (values) => {
    const detached: Record<string, CellValue> = {};
    for (const name of Object.keys(values)) {
      const value = values[name];
      if (value === undefined) continue;
      detached[name] = detachValue(value, sharedColumn.test(name) ? share : copy);
    }
    return detached;
  };
}

function detachValue(value: CellValue, own: (text: string) => string): CellValue {
  if (typeof value === "string") return own(value);
  if (typeof value === "number") return value;
  const texts: string[] = [];
  const pairs: { readonly left: string; readonly right: string }[] = [];
  for (const item of value) {
    if (typeof item === "string") texts.push(own(item));
    else pairs.push({ left: own(item.left), right: own(item.right) });
  }
  return pairs.length > 0 ? pairs : texts;
}

function copy(text: string): string {
  return text.length <= copiedLength ? text : Buffer.from(text).toString();
}
