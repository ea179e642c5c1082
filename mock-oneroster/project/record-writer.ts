/** The bytes of a page that is being written, and the same as words: an id is written four bytes at a time. */
export interface PageBytes {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly words: DataView<ArrayBuffer>;
  /** Tells this page from others without holding on to its bytes. */
  readonly mark: object;
}

/** Writes the JSON of records straight into bytes, for the class that has millions of them. */
export interface RecordWriter {
  /**
   * Writes the JSON of a record. Gives its end, or -1 when the record is one of the few that have to be made
   * as an object first. The page needs room for `recordBytesMax`.
   */
  write(handle: number, page: PageBytes, at: number): number;
}

/** The longest record that a writer writes. */
export const recordBytesMax = 4_096;

/** Makes a page of so many bytes, of any content. */
export function createPageBytes(length: number): PageBytes {
  const bytes = Buffer.allocUnsafe(length);
  return { bytes, words: new DataView(bytes.buffer, bytes.byteOffset, length), mark: {} };
}
