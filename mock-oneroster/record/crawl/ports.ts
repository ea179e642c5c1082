/** One HTTP request: a GET, or the POST that asks for a token. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One answer. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The network. Follows no redirect, for the token would go along with it.
 *
 * @throws BodyTooLargeError when the answer is longer than the sender takes; anything else when there is none
 */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** An answer that is longer than its bound. It was not read to its end. */
export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";
  readonly code = "body-too-large";

  constructor(bytesMax: number) {
    super(`The server's answer is longer than ${bytesMax} bytes.`);
  }
}
