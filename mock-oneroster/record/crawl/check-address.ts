import { CrawlError } from "./crawl-error.ts";

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether addresses without TLS are taken, for servers elsewhere than on this machine. */
export type PlainHttp = "refused" | "accepted";

/**
 * Makes sure that secrets and data of people may be sent to an address.
 *
 * @throws CrawlError when it is no address of the web, holds a password, or is not encrypted
 */
export function checkAddress(name: string, text: string, plainHttp: PlainHttp): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    throw new CrawlError(
      "bad-url",
      `The ${name} is no address of the web. Begin it with https://.`,
    );
  }
  if (url.username !== "" || url.password !== "" || url.hash !== "") {
    throw new CrawlError("bad-url", `The ${name} holds a user, a password or a #. Leave them out.`);
  }
  if (url.protocol === "http:" && plainHttp === "refused" && !loopback.test(url.hostname)) {
    throw new CrawlError(
      "not-encrypted",
      `The ${name} begins with http://, so that others could read secrets and data of people. Use https://.`,
    );
  }
  return url;
}

/** Makes sure of the address of a service, below which its collections lie. Gives it without a slash at its end. */
export function checkBaseAddress(name: string, text: string, plainHttp: PlainHttp): string {
  const url = checkAddress(name, text, plainHttp);
  if (url.search !== "") {
    throw new CrawlError(
      "bad-url",
      `The ${name} holds a question mark. Leave out what follows it.`,
    );
  }
  return url.href.replace(/\/+$/, "");
}
