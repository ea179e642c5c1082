const words = {
  "not-served": "answered with the status",
  "no-records": "answered without a list of records, with the status",
} as const;

/** A server that did not send the records that were asked for. */
export class ParityError extends Error {
  override readonly name = "ParityError";
  readonly code: keyof typeof words;
  readonly path: string;
  readonly status: number;
  readonly retryable: boolean;

  constructor(code: keyof typeof words, path: string, status: number) {
    super(`${path} ${words[code]} ${status}. Check the address, the token and its scopes.`);
    this.code = code;
    this.path = path;
    this.status = status;
    this.retryable = status === 429 || status >= 500;
  }
}
