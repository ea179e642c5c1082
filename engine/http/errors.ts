/** A request that got no usable answer. The message names the request and what to do, never a secret. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: "no-answer" | "refused" | "unreadable" | "not-a-mock";
  readonly status: number;

  constructor(
    detail: {
      readonly code: RequestError["code"];
      readonly status: number;
      readonly message: string;
    },
    options?: ErrorOptions,
  ) {
    super(detail.message, options);
    this.code = detail.code;
    this.status = detail.status;
  }
}
