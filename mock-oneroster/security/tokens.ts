import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";

/** How many tokens live at once. When there are more, the oldest ends early. */
const tokensMax = 10_000;

/** What a token opens, and until when. */
export interface Grant {
  readonly scopes: ReadonlySet<string>;
  readonly expiresAtMs: number;
}

/** The tokens in circulation. Expired ones are dropped, so their number does not grow with time. */
export interface TokenStore {
  issue(scopes: readonly string[]): string;
  /** The grant of a token that is known and has not expired. */
  find(token: string): Grant | undefined;
  issued(): number;
}

/** Creates a store whose tokens live for so many seconds of the clock. */
export function createTokenStore(clock: Clock, random: Random, lifeSeconds: number): TokenStore {
  const grants = new Map<string, Grant>();
  let issued = 0;
  const sweep = (): void => {
    for (const [token, grant] of grants) {
      if (grant.expiresAtMs > clock.now() && grants.size < tokensMax) return;
      grants.delete(token);
    }
  };
  return {
    issue: (scopes) => {
      sweep();
      issued += 1;
      const token = random.fork(`token/${issued}`).hex(40);
      const expiresAtMs = clock.now() + lifeSeconds * 1_000;
      grants.set(token, { scopes: new Set(scopes), expiresAtMs });
      return token;
    },
    find: (token) => {
      const grant = grants.get(token);
      return grant !== undefined && grant.expiresAtMs > clock.now() ? grant : undefined;
    },
    issued: () => issued,
  };
}
