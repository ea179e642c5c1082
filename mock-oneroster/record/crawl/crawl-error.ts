/** A crawl that did not begin. The message says what to do, and holds no secret and nothing from the server. */
export class CrawlError extends Error {
  override readonly name = "CrawlError";
  readonly code: "no-consent" | "bad-url" | "not-encrypted" | "no-token";

  constructor(code: CrawlError["code"], message: string) {
    super(message);
    this.code = code;
  }
}
