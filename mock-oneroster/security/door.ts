import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { AuthStyle } from "../profiles/profile.ts";
import { createAccess, type Access, type VendorAuthorization } from "./access.ts";
import type { TokenDesk } from "./client-credentials.ts";
import type { Connection } from "./connection.ts";
import { createClientSecret, type ClientSecret } from "./client-secret.ts";
import type { SisCredentials } from "./credentials.ts";
import { createOAuth1Gate, type OAuth1Gate } from "./oauth1.ts";
import { createTokenStore, type TokenStore } from "./tokens.ts";

/** What the door of a server is made of. */
export interface DoorOptions {
  readonly auth: AuthStyle;
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: SisCredentials;
  readonly tokenLifeSeconds: number | undefined;
  readonly vendorAuthorization: VendorAuthorization | undefined;
  readonly connection: Connection | undefined;
}

/** Who comes in, and how. */
export interface Door {
  readonly secret: ClientSecret;
  readonly tokens: TokenStore;
  readonly tokenDesk: TokenDesk;
  readonly access: Access;
  /** The pair that grade book calls need, where the profile wants one. */
  readonly vendor: VendorAuthorization | undefined;
}

/** The pair that the mock accepts as a vendor's unless told another. */
const vendorDefault: VendorAuthorization = {
  key: "rehearsal-vendor",
  secret: "rehearsal-vendor-secret",
};

/** Creates the door that a profile asks for. */
export function createDoor(options: DoorOptions): Door {
  const { auth, clock, connection } = options;
  const secret = createClientSecret({
    credentials: options.credentials,
    clock,
    random: options.random.fork("client-secret"),
    lifeDays: auth.secretLifeDays,
  });
  const { credentials } = secret;
  const vendor = auth.vendorHeader ? (options.vendorAuthorization ?? vendorDefault) : undefined;
  const tokens = createTokenStore({
    clock,
    random: options.random.fork("tokens"),
    lifeSeconds: options.tokenLifeSeconds ?? auth.tokenLifeSeconds,
    form: auth.tokenForm,
  });
  return {
    tokens,
    vendor,
    secret,
    tokenDesk: { credentials, tokens, auth },
    access: createAccess({
      tokens,
      hasSecretExpired: () => secret.hasExpired(),
      demographicsScope: auth.demographicsScope,
      bearerForV1p1: auth.oauth2ForV1p1 ? "accepted" : "refused",
      ...(auth.oauth1.length === 0 ? {} : { oauth1: openOAuth1({ ...options, credentials }) }),
      ...(vendor === undefined ? {} : { vendorAuthorization: vendor }),
      ...(connection === undefined ? {} : { connection }),
    }),
  };
}

function openOAuth1({ auth, clock, credentials }: DoorOptions): OAuth1Gate {
  return createOAuth1Gate({
    credentials,
    clock,
    signatureMethods: auth.oauth1,
    windowSeconds: auth.oauth1WindowSeconds,
  });
}
