/** What can be wrong with a recording. */
export type RecordingErrorCode =
  | "folder-not-empty"
  | "not-a-recording"
  | "newer-format"
  | "unreadable"
  | "bad-line"
  | "line-too-long"
  | "wrong-count";

/** A recording that cannot be written or read. The message names the file and the line, and quotes nothing of it. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
  readonly code: RecordingErrorCode;
  /** The file within the folder, where one is at fault. */
  readonly file: string | undefined;
  /** From 1. */
  readonly line: number | undefined;

  constructor(
    code: RecordingErrorCode,
    message: string,
    place: { readonly file?: string; readonly line?: number } = {},
  ) {
    const at = [place.file, place.line].filter((part) => part !== undefined).join(":");
    super(at === "" ? message : `${at}: ${message}`);
    this.code = code;
    this.file = place.file;
    this.line = place.line;
  }
}
