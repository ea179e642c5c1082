import { createHmac } from "node:crypto";

/** What a token says about itself. Times are whole seconds since 1970 (RFC 7519 §4.1). */
export interface JwtClaims {
  readonly sub: string;
  readonly iat: number;
  readonly exp: number;
  /** Makes two tokens of one second differ. */
  readonly jti: string;
}

/** Writes claims as a JSON Web Token signed with HS256 (RFC 7515 §3.1, RFC 7519). */
export function signJwt(claims: object, key: string): string {
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part), "utf8").toString("base64url");
}
