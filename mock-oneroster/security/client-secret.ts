import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { SisCredentials } from "./credentials.ts";

/** What a secret is made of. */
export interface ClientSecretOptions {
  readonly credentials: SisCredentials;
  readonly clock: Clock;
  readonly random: Random;
  /** How long a secret is good for 1.1. */
  readonly lifeDays: number;
}

/** The secret of the one client, which may grow too old and be renewed (F74). */
export interface ClientSecret {
  /** What the client has to say now: the same object, whatever is renewed. */
  readonly credentials: SisCredentials;
  hasExpired(): boolean;
  /** Makes another secret, from now on the only one, and gives it. */
  renew(): SisCredentials;
}

const dayMs = 86_400_000;

/**
 * Creates the secret of a connection, as young as the server.
 *
 * In Campus those of 1.1 expired one year after creation, until somebody pressed Renew Secret; those of 1.2 do
 * not expire (facts A.1). What a renewal does to tokens that are out was not established: they stay good here.
 */
export function createClientSecret(options: ClientSecretOptions): ClientSecret {
  const { clock, random, lifeDays } = options;
  const { clientId } = options.credentials;
  let { clientSecret } = options.credentials;
  let madeAtMs = clock.now();
  let renewals = 0;
  return {
    credentials: {
      clientId,
      get clientSecret() {
        return clientSecret;
      },
    },
    hasExpired: () => clock.now() - madeAtMs >= lifeDays * dayMs,
    renew: () => {
      renewals += 1;
      clientSecret = random.fork(`secret/${renewals}`).hex(32);
      madeAtMs = clock.now();
      return { clientId, clientSecret };
    },
  };
}
