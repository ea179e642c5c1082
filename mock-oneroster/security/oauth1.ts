import { createHmac } from "node:crypto";
import type { Clock } from "../../core/clock.ts";
import { createNonceMemory, type NonceMemory } from "../../core/nonce-memory.ts";
import { encodeRfc3986, oauth1BaseString } from "../../core/oauth1-base-string.ts";
import { parseOAuth1Header, type OAuth1Parameters } from "../../core/oauth1-header.ts";
import type { SisCredentials } from "./credentials.ts";
import { isSameSecret } from "../../core/same-secret.ts";

/** How a client may sign. OneRoster 1.1 clients use either (facts §4.1). */
export type OAuth1SignatureMethod = "HMAC-SHA1" | "HMAC-SHA256";

const hashes = { "HMAC-SHA1": "sha1", "HMAC-SHA256": "sha256" } as const;

/** Whose signatures are taken, and how strictly. */
export interface OAuth1Options {
  readonly credentials: SisCredentials;
  readonly clock: Clock;
  readonly signatureMethods: readonly OAuth1SignatureMethod[];
  /** How far the clock of a client may be off, either way. */
  readonly windowSeconds: number;
}

/** How many used nonces are remembered. Past that the oldest is forgotten and could be replayed. */
const noncesMax = 50_000;

/** A request as it came in. `url` is absolute, with the host that the client called. */
export interface OAuth1Request {
  readonly method: string;
  readonly url: string | URL;
  readonly authorization: string | null;
}

/** Whether a request may pass, and why not. */
export type OAuth1Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Lets requests through that the one client has signed. */
export interface OAuth1Gate {
  /** Judges a request. A nonce is used up by a request that passes, and by no other. */
  check(request: OAuth1Request): OAuth1Verdict;
}

/**
 * Creates a gate for two-legged OAuth 1.0a, as OneRoster 1.1 has it (RFC 5849; facts §4.1).
 *
 * The parameters stand in the Authorization header or in the query, not in both. Bodies are not covered:
 * those of OneRoster are JSON, and a signature covers only forms.
 */
export function createOAuth1Gate(options: OAuth1Options): OAuth1Gate {
  const { windowSeconds } = options;
  const nonces = createNonceMemory({ windowSeconds, entriesMax: noncesMax });
  return {
    check: (request) => {
      const nowSeconds = Math.floor(options.clock.now() / 1_000);
      const reason = findReason(options, { request, nonces, nowSeconds });
      return reason === undefined ? { ok: true } : { ok: false, reason };
    },
  };
}

type Rules = Omit<OAuth1Options, "clock">;

interface Hearing {
  readonly request: OAuth1Request;
  readonly nonces: NonceMemory;
  readonly nowSeconds: number;
}

/** The first reason to refuse. The nonce comes last, or anyone could use up those of others. */
function findReason(rules: Rules, { request, nonces, nowSeconds }: Hearing): string | undefined {
  const parameters = readParameters(request);
  if (typeof parameters === "string") return parameters;
  const timestamp = parameters.get("oauth_timestamp") ?? "";
  return (
    refuseForm(parameters) ??
    refuseTime(rules.windowSeconds, timestamp, nowSeconds) ??
    refuseSignature(rules, parameters, request) ??
    refuseNonce(nonces.claim(Number(timestamp), parameters.get("oauth_nonce") ?? "", nowSeconds))
  );
}

/** The protocol parameters, or why there are none to work with. */
function readParameters({ authorization, url }: OAuth1Request): OAuth1Parameters | string {
  if (!URL.canParse(String(url))) return "The address that was called is not absolute.";
  const inQuery = [...new URL(url).searchParams].filter(([name]) => name.startsWith("oauth_"));
  if (authorization !== null) {
    if (inQuery.length > 0) return "OAuth parameters belong in the header or the query, not both.";
    return (
      parseOAuth1Header(authorization) ??
      'The Authorization header is not OAuth with a list of name="value", each name once.'
    );
  }
  const parameters = new Map(inQuery);
  if (parameters.size < inQuery.length) return "An OAuth parameter is given twice in the query.";
  return parameters;
}

const needed = [
  "oauth_consumer_key",
  "oauth_signature_method",
  "oauth_timestamp",
  "oauth_nonce",
  "oauth_signature",
];

const nonceLengthMax = 256;

function refuseForm(parameters: OAuth1Parameters): string | undefined {
  const missing = needed.find((name) => (parameters.get(name) ?? "") === "");
  if (missing !== undefined) return `${missing} is missing.`;
  if ((parameters.get("oauth_version") ?? "1.0") !== "1.0") return "oauth_version must be 1.0.";
  if ((parameters.get("oauth_token") ?? "") !== "") {
    return "oauth_token must be empty: OneRoster signs with two legs, without a user.";
  }
  const isLong = (parameters.get("oauth_nonce") ?? "").length > nonceLengthMax;
  return isLong ? `oauth_nonce is longer than ${nonceLengthMax} characters.` : undefined;
}

function refuseTime(windowSeconds: number, text: string, nowSeconds: number): string | undefined {
  if (!/^\d{1,12}$/.test(text)) return "oauth_timestamp is not a number of seconds since 1970.";
  const seconds = Number(text) - nowSeconds;
  if (Math.abs(seconds) <= windowSeconds) return undefined;
  const side = seconds < 0 ? "behind" : "ahead of";
  return `oauth_timestamp is ${Math.abs(seconds)} seconds ${side} this server's clock; ${windowSeconds} seconds are allowed.`;
}

function refuseSignature(
  rules: Rules,
  parameters: OAuth1Parameters,
  request: OAuth1Request,
): string | undefined {
  const { clientId, clientSecret } = rules.credentials;
  if (!isSameSecret(parameters.get("oauth_consumer_key") ?? "", clientId)) {
    return "No client has this oauth_consumer_key.";
  }
  const named = parameters.get("oauth_signature_method");
  const method = rules.signatureMethods.find((each) => each === named);
  if (method === undefined) {
    return `oauth_signature_method must be ${rules.signatureMethods.join(" or ")}.`;
  }
  const inHeader = request.authorization === null ? [] : parameters;
  const expected = createHmac(hashes[method], `${encodeRfc3986(clientSecret)}&`)
    .update(oauth1BaseString({ ...request, parameters: inHeader }))
    .digest("base64");
  if (isSameSecret(parameters.get("oauth_signature") ?? "", expected)) return undefined;
  return (
    "oauth_signature does not fit this request. Check the secret, and that method, address and query " +
    "are signed as sent, encoded by RFC 3986 (a space is %20, a quote %27)."
  );
}

function refuseNonce(isNew: boolean): string | undefined {
  return isNew ? undefined : "oauth_nonce was used before with this oauth_timestamp.";
}
