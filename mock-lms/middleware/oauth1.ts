import type { Context, MiddlewareHandler } from "hono";
import type { Clock } from "../../core/clock.ts";
import { createNonceMemory } from "../../core/nonce-memory.ts";
import { isSameSecret } from "../../core/same-secret.ts";
import { parseOAuth1Header, type OAuth1Parameters } from "../../core/oauth1-header.ts";
import { traceOf, type WhyUnauthorized } from "../call-trace.ts";
import { isSignedBy } from "./oauth1-signature.ts";

/** The key and secret by which the engine is known (Schoology API: authentication). */
export interface LmsCredentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** How strictly signatures are looked at. Figures that the original does not document are our choice. */
export interface SigningRules {
  /** Origins that clients may sign for, whatever they connect to, such as `https://api.schoology.com`. */
  readonly origins: readonly string[];
  /** How far a client's clock may be off, either way. */
  readonly windowSeconds: number;
  /**
   * How far a timestamp may lie before the latest one that was believed; what lies further back is a replay.
   *
   * "Timestamp must not go backwards after a later one" (facts C.1) means 0. Calls that one client sends side by
   * side overtake each other, so the default leaves them a minute; `Infinity` switches the rule off.
   */
  readonly backwardsSecondsMax: number;
}

/** The rules unless told otherwise. */
export const signingRulesDefault: SigningRules = {
  origins: ["https://api.schoology.com"],
  windowSeconds: 300,
  backwardsSecondsMax: 60,
};

/** How many nonces are remembered at most: a replay after that many calls within the window goes unseen. */
const noncesMax = 50_000;

const nonceLengthMax = 256;

/** The text that a used nonce is answered with, word for word (Schoology API: C.1). */
const replayText =
  "Duplicate timestamp/nonce combination, possible replay attack. Request rejected.";

/**
 * Lets through requests signed with two-legged OAuth 1.0a. Everything else is 401 with an empty body,
 * but for a replay, which is told so: a used nonce, also under a signature that does not fit this request,
 * as after a redirect that was followed with the same header (F82), or a timestamp that goes backwards.
 * The journal says why.
 */
export function requireOAuth1(
  credentials: LmsCredentials,
  clock: Clock,
  rules: SigningRules = signingRulesDefault,
): MiddlewareHandler {
  const { windowSeconds } = rules;
  const nonces = createNonceMemory({ windowSeconds, entriesMax: noncesMax });
  let latestSeconds = 0;
  return async (c, next) => {
    const parameters = parseOAuth1Header(c.req.header("authorization") ?? "");
    if (parameters === undefined) return refuse(c, "unsigned");
    const why = whyNotOurClient(parameters, credentials);
    if (why !== undefined) return refuse(c, why);
    const nowSeconds = Math.floor(clock.now() / 1_000);
    const timestamp = readTimestamp(parameters, { nowSeconds, windowSeconds });
    if (timestamp === undefined) return refuse(c, "timestamp-off");
    const nonce = parameters.get("oauth_nonce") ?? "";
    if (nonces.isUsed(timestamp, nonce)) return refuse(c, "used-nonce");
    const request = { method: c.req.method, url: c.req.url, parameters };
    if (!isSignedBy(request, { secret: credentials.consumerSecret, origins: rules.origins })) {
      return refuse(c, "bad-signature");
    }
    if (timestamp < latestSeconds - rules.backwardsSecondsMax) {
      return refuse(c, "timestamp-backwards");
    }
    nonces.claim(timestamp, nonce, nowSeconds);
    // A client whose clock is ahead does not lock out those whose clock is right.
    latestSeconds = Math.max(latestSeconds, Math.min(timestamp, nowSeconds));
    return next();
  };
}

function refuse(c: Context, why: WhyUnauthorized): Response {
  traceOf(c).unauthorized = why;
  const isReplay = why === "used-nonce" || why === "timestamp-backwards";
  return isReplay ? c.text(replayText, 401) : c.body(null, 401);
}

function whyNotOurClient(
  parameters: OAuth1Parameters,
  credentials: LmsCredentials,
): WhyUnauthorized | undefined {
  const key = parameters.get("oauth_consumer_key") ?? "";
  if (!isSameSecret(key, credentials.consumerKey)) return "unknown-key";
  if ((parameters.get("oauth_token") ?? "") !== "") return "with-token";
  if ((parameters.get("oauth_version") ?? "1.0") !== "1.0") return "other-version";
  const nonce = parameters.get("oauth_nonce") ?? "";
  return nonce === "" || nonce.length > nonceLengthMax ? "bad-nonce" : undefined;
}

function readTimestamp(
  parameters: OAuth1Parameters,
  { nowSeconds, windowSeconds }: { readonly nowSeconds: number; readonly windowSeconds: number },
): number | undefined {
  const text = parameters.get("oauth_timestamp") ?? "";
  if (!/^\d{1,12}$/.test(text)) return undefined;
  const timestamp = Number(text);
  return Math.abs(nowSeconds - timestamp) <= windowSeconds ? timestamp : undefined;
}
