import { bearerChallenge, unauthorized, type Refusal } from "./access-refusal.ts";
import type { Grant, TokenStore } from "./tokens.ts";

/** Reads a bearer token and gives what it opens, or why it opens nothing (RFC 6750 §2.1, §3.1). */
export function readBearer(tokens: TokenStore, authorization: string | null): Grant | Refusal {
  const token = /^Bearer +([^\s]{1,4096})$/i.exec(authorization ?? "")?.[1];
  if (token === undefined)
    return unauthorized("Send a bearer token that the token endpoint issued.");
  const challenge = `${bearerChallenge}, error="invalid_token"`;
  return (
    tokens.find(token) ??
    (tokens.hasExpired(token)
      ? unauthorized("The bearer token has expired. Ask the token endpoint for another.", challenge)
      : unauthorized("The token endpoint did not issue this bearer token.", challenge))
  );
}
