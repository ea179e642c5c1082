import type { OneRosterVersion } from "../../../contracts/oneroster/vocabulary.ts";
import type { Seat } from "../../store/records.ts";
import type { TableRows } from "../../store/table/table.ts";
import type { WireIds } from "../wire-ids.ts";
import type { IdWriter } from "./pattern-writer.ts";

const guidLength = 36;

/** Writes the sourcedId of the person on a seat, which is plain, else gives -1. GUIDs are made once. */
export function createPersonWriter<Row extends Seat>(
  { ids, version }: { readonly ids: WireIds; readonly version: OneRosterVersion },
  rows: TableRows<Row>,
): IdWriter {
  const [people, roles] = [rows.column("person"), rows.column("role")];
  const idOf = (row: number): string => {
    const role = roles.textOf(roles.codeAt(row)) ?? "";
    return ids.ofPerson(people.textOf(people.codeAt(row)) ?? "", [role]);
  };
  const writeText: IdWriter = (row, { bytes }, at) => writePlain(idOf(row), bytes, at);
  if (version === "1.1" || !ids.isGuid("user")) return writeText;
  const codes = people.codesNow();
  const guids = new DataView(new ArrayBuffer(people.codes * guidLength));
  return (row, page, at) => {
    const from = (codes[row] ?? 0) * guidLength;
    if (guids.getUint8(from) === 0) {
      const end = writeText(row, page, at);
      if (end - at === guidLength) copyGuid(page.words, at, guids, from);
      return end;
    }
    copyGuid(guids, from, page.words, at);
    return at + guidLength;
  };
}

function copyGuid(source: DataView, from: number, target: DataView, at: number): void {
  for (let index = 0; index < guidLength; index += 4) {
    target.setUint32(at + index, source.getUint32(from + index));
  }
}

function writePlain(text: string, target: Uint8Array, at: number): number {
  if (!/^[\w.-]{1,64}$/.test(text)) return -1;
  for (let index = 0; index < text.length; index += 1) target[at + index] = text.charCodeAt(index);
  return at + text.length;
}
