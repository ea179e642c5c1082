import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import { signJwt, type JwtClaims } from "./jwt.ts";

/** How many tokens are remembered. When there are more, the oldest ends early. */
const tokensMax = 10_000;

/** How a token looks. Campus gives out JWTs, and clients read their `exp` (Campus facts A.2). */
export type TokenForm = "opaque" | "jwt";

/** What tokens are made of. */
export interface TokenOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** How long a token is good, in seconds of the clock. */
  readonly lifeSeconds: number;
  readonly form: TokenForm;
}

/** What a token opens, and until when. */
export interface Grant {
  readonly scopes: ReadonlySet<string>;
  readonly expiresAtMs: number;
}

/** The tokens in circulation. Old ones are dropped, so their number does not grow with time. */
export interface TokenStore {
  readonly lifeSeconds: number;
  issue(subject: string, scopes: readonly string[]): string;
  /** The grant of a token that is known and has not expired. */
  find(token: string): Grant | undefined;
  /** True for a token that was good once, as in the midst of a long pull (F75). It is remembered for one more life. */
  hasExpired(token: string): boolean;
  /** Ends every token now, whatever it says of itself. */
  expireTokens(): void;
  issued(): number;
}

/** Creates a store of tokens that this server alone can tell from others: a JWT is looked up, not believed. */
export function createTokenStore(options: TokenOptions): TokenStore {
  const { clock, lifeSeconds } = options;
  const write = createTokenWriter(options);
  const grants = new Map<string, Grant>();
  let issued = 0;
  const sweep = (): void => {
    const forgetBefore = clock.now() - lifeSeconds * 1_000;
    for (const [token, grant] of grants) {
      if (grant.expiresAtMs > forgetBefore && grants.size < tokensMax) return;
      grants.delete(token);
    }
  };
  const isGood = (grant: Grant): boolean => grant.expiresAtMs > clock.now();
  return {
    lifeSeconds,
    issue: (subject, scopes) => {
      sweep();
      issued += 1;
      const token = write(subject, issued);
      const expiresAtMs = clock.now() + lifeSeconds * 1_000;
      grants.set(token, { scopes: new Set(scopes), expiresAtMs });
      return token;
    },
    find: (token) => {
      const grant = grants.get(token);
      return grant !== undefined && isGood(grant) ? grant : undefined;
    },
    hasExpired: (token) => {
      const grant = grants.get(token);
      return grant !== undefined && !isGood(grant);
    },
    expireTokens: () => {
      for (const [token, grant] of grants) {
        if (isGood(grant)) grants.set(token, { ...grant, expiresAtMs: clock.now() });
      }
    },
    issued: () => issued,
  };
}

/** Gives the text of the token with that number. */
function createTokenWriter(options: TokenOptions): (subject: string, number: number) => string {
  const { clock, random, lifeSeconds, form } = options;
  const draw = (number: number): string => random.fork(`token/${number}`).hex(40);
  if (form === "opaque") return (_subject, number) => draw(number);
  const key = random.fork("jwt-key").hex(64);
  return (subject, number) => {
    const iat = Math.floor(clock.now() / 1_000);
    const claims: JwtClaims = { sub: subject, iat, exp: iat + lifeSeconds, jti: draw(number) };
    return signJwt(claims, key);
  };
}
