import { isMembers, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { LossNote } from "./losses.ts";

/** The most columns of metadata in one file: names are free, and each record may bring new ones. */
const columnsMax = 200;
const nameCharactersMax = 200;
const prefix = "metadata.";

/** The names of the metadata of some records. */
export interface MetadataNames {
  see(record: WireRecord): void;
  /** In the order of the alphabet, without their prefix. */
  all(): readonly string[];
}

/** Creates an empty collection. */
export function createMetadataNames(): MetadataNames {
  const names = new Set<string>();
  return {
    see: (record) => {
      const { metadata } = record;
      if (!isMembers(metadata)) return;
      for (const [name, value] of Object.entries(metadata)) {
        const text = textOf(value);
        if (text === undefined || text === "" || !mayNameColumn(name)) continue;
        if (names.size < columnsMax) names.add(name);
      }
    },
    all: () => [...names].toSorted(),
  };
}

/** The name of the column of a member of metadata. */
export function metadataColumn(name: string): string {
  return prefix + name;
}

/**
 * The cells of a record's metadata, one for each name (CSV Binding: `metadata.x` columns behind the others). CSV holds
 * text: numbers and flags lose their kind, and lists and objects have no place.
 */
export function metadataCells(
  record: WireRecord,
  names: readonly string[],
  notes: LossNote[],
): readonly string[] {
  const { metadata } = record;
  if (!isMembers(metadata)) return names.map(() => "");
  const cells = new Map<string, string>();
  for (const [name, value] of Object.entries(metadata)) {
    const text = textOf(value);
    const column = metadataColumn(name).slice(0, nameCharactersMax);
    const written = text === undefined ? undefined : inOneLine(text);
    if (value === undefined) continue;
    if (written === undefined) notes.push({ code: "metadata-nested", column });
    else if (!names.includes(name) && written !== "") notes.push({ code: "metadata-name", column });
    else if (written === "") notes.push({ code: "cell-blank", column });
    else {
      if (typeof value !== "string") notes.push({ code: "metadata-type", column });
      else if (written !== value) notes.push({ code: "line-break", column });
      cells.set(name, written);
    }
  }
  return names.map((name) => cells.get(name) ?? "");
}

function mayNameColumn(name: string): boolean {
  return (
    name !== "" &&
    name.length <= nameCharactersMax &&
    name.trim() === name &&
    !/\p{Cc}|\p{Surrogate}/u.test(name)
  );
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? "" : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

function inOneLine(text: string): string {
  return text.replace(/\r\n|[\r\n]/g, " ").replace(/\p{Surrogate}/gu, "\uFFFD");
}
