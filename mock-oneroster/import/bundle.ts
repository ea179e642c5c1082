import type { Readable } from "node:stream";

/** One file of a bundle. Opening it costs nothing until it is read. */
export interface BundleFile {
  readonly name: string;
  readonly bytes: number;
  open(): Promise<Readable>;
}

/** The files of a bundle by name, as they stand in a folder or zip. Close it when done. */
export interface Bundle {
  readonly path: string;
  readonly files: ReadonlyMap<string, BundleFile>;
  close(): Promise<void>;
}
