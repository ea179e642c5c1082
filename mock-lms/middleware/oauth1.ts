import type { MiddlewareHandler } from "hono";
import type { Clock } from "../../core/clock.ts";
import { createNonceMemory } from "../../core/nonce-memory.ts";
import { parseOAuth1Header, type OAuth1Parameters } from "../../core/oauth1-header.ts";
import { expectedSignature, isSameSecret } from "./oauth1-signature.ts";

/** The key and secret by which the engine is known (Schoology API: authentication). */
export interface LmsCredentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** How far a client's clock may be off, either way. The real figure is not documented. */
const windowSeconds = 300;

/** How many nonces are remembered at most: a replay after that many calls within the window goes unseen. */
const noncesMax = 50_000;

const nonceLengthMax = 256;

/** The text that a used nonce is answered with, word for word (Schoology API: C.1). */
const replayText =
  "Duplicate timestamp/nonce combination, possible replay attack. Request rejected.";

/**
 * Lets through requests signed with two-legged OAuth 1.0a. Everything else is 401 with an empty body,
 * but for a replay, which is told so.
 */
export function requireOAuth1(credentials: LmsCredentials, clock: Clock): MiddlewareHandler {
  const nonces = createNonceMemory({ windowSeconds, entriesMax: noncesMax });
  return async (c, next) => {
    const parameters = parseOAuth1Header(c.req.header("authorization") ?? "");
    if (parameters === undefined || !isOurClient(parameters, credentials)) return c.body(null, 401);
    const nowSeconds = Math.floor(clock.now() / 1_000);
    const timestamp = readTimestamp(parameters, nowSeconds);
    if (timestamp === undefined) return c.body(null, 401);
    const request = { method: c.req.method, url: c.req.url, parameters };
    const expected = expectedSignature(request, credentials.consumerSecret);
    const given = parameters.get("oauth_signature") ?? "";
    if (expected === undefined || !isSameSecret(given, expected)) return c.body(null, 401);
    if (!nonces.claim(timestamp, parameters.get("oauth_nonce") ?? "", nowSeconds)) {
      return c.text(replayText, 401);
    }
    return next();
  };
}

function isOurClient(parameters: OAuth1Parameters, credentials: LmsCredentials): boolean {
  const nonce = parameters.get("oauth_nonce") ?? "";
  return (
    isSameSecret(parameters.get("oauth_consumer_key") ?? "", credentials.consumerKey) &&
    (parameters.get("oauth_token") ?? "") === "" &&
    (parameters.get("oauth_version") ?? "1.0") === "1.0" &&
    nonce !== "" &&
    nonce.length <= nonceLengthMax
  );
}

function readTimestamp(parameters: OAuth1Parameters, nowSeconds: number): number | undefined {
  const text = parameters.get("oauth_timestamp") ?? "";
  if (!/^\d{1,12}$/.test(text)) return undefined;
  const timestamp = Number(text);
  return Math.abs(nowSeconds - timestamp) <= windowSeconds ? timestamp : undefined;
}
