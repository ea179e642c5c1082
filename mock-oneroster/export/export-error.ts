const words = {
  "target-in-use":
    "holds files that are not those of a OneRoster bundle. Name another folder, or empty this one",
  "world-changed": "was not written, because the world changed meanwhile. Export again",
} as const;

/** An export that could not be written. Nothing was put in its place. */
export class ExportError extends Error {
  override readonly name = "ExportError";
  readonly code: keyof typeof words;
  readonly target: string;
  readonly retryable: boolean;

  constructor(code: keyof typeof words, target: string) {
    super(`${target} ${words[code]}.`);
    this.code = code;
    this.target = target;
    this.retryable = code === "world-changed";
  }
}
