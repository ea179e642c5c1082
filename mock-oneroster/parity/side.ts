import type { WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createIdSpace, type IdSpace } from "../store/table/id-space.ts";
import { openRecordBundle } from "./bundle-records.ts";
import { fileOf } from "./class-columns.ts";
import { hasClass } from "./canonical-record.ts";
import { type ParityGet, restRecords } from "./rest-records.ts";

/** Where one form of a world is read: a server in one version, or a CSV bundle, a folder or a zip. */
export type ParitySource =
  | {
      readonly kind: "rest";
      readonly version: OneRosterVersion;
      readonly get: ParityGet;
      readonly label?: string;
      /** How many records are asked for at once. */
      readonly pageSize?: number;
    }
  | { readonly kind: "csv"; readonly path: string; readonly label?: string };

/** A source that is open. */
export interface Side {
  readonly label: string;
  readonly kind: "rest" | "csv";
  readonly version: OneRosterVersion;
  /** Whether the source can hold a class at all. */
  hasClass(className: ClassName): boolean;
  modeOf(className: ClassName): "bulk" | "delta" | undefined;
  records(className: ClassName): AsyncGenerator<WireRecord>;
  /** The ids of a class that were read. */
  idsOf(className: ClassName): IdSpace;
  close(): Promise<void>;
}

const pageSizeDefault = 1_000;

/** Opens a source. */
export async function openSide(source: ParitySource): Promise<Side> {
  const ids = new Map<ClassName, IdSpace>();
  const idsOf = (className: ClassName): IdSpace => {
    const known = ids.get(className) ?? createIdSpace();
    ids.set(className, known);
    return known;
  };
  if (source.kind === "rest") {
    const { version, get, pageSize = pageSizeDefault, label = `REST ${version}` } = source;
    return {
      label,
      kind: "rest",
      version,
      hasClass: (className) => hasClass(version, className),
      modeOf: () => undefined,
      records: (className) => restRecords({ version, className, get, pageSize }),
      idsOf,
      close: async () => undefined,
    };
  }
  const bundle = await openRecordBundle(source.path);
  const { version } = bundle;
  return {
    label: source.label ?? `CSV ${version}`,
    kind: "csv",
    version,
    hasClass: (className) => hasClass(version, className) && fileOf(className) !== undefined,
    modeOf: (className) => bundle.modeOf(className),
    records: (className) => bundle.records(className),
    idsOf,
    close: () => bundle.close(),
  };
}
