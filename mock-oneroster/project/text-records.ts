import { recordBytesMax } from "./record-writer.ts";
import type { ViewMember, WriterMaker } from "./class-view.ts";
import type { RefMaker, WireRecord } from "./refs.ts";

/**
 * Records that are made as JSON: pages take the text as it is, and whoever needs an object parses it. One way to make
 * a record serves both, at a fraction of the cost of objects and their JSON.
 */
export function createTextRecords(
  textOf: (row: number, ref: RefMaker) => string,
): Pick<ViewMember, "record"> & { readonly writer: WriterMaker } {
  return {
    record: (row, ref) => parseRecord(textOf(row, ref)),
    writer: (ref) => ({
      write: (row, { bytes }, at) => {
        const text = textOf(row, ref);
        return isShort(text) ? at + bytes.write(text, at) : -1;
      },
    }),
  };
}

function isShort(text: string): boolean {
  return text.length * 3 <= recordBytesMax || Buffer.byteLength(text) <= recordBytesMax;
}

/** The record of a text. */
export function parseRecord(text: string): WireRecord {
  const record: WireRecord = JSON.parse(text);
  return record;
}
