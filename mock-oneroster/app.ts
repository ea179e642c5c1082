import { Hono } from "hono";
import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import { renderApiReference } from "./describe/api-reference.ts";
import { answerDiscovery, describeAll } from "./describe/describe-server.ts";
import { renderIndexPage } from "./describe/index-page.ts";
import { ConnectionResetError } from "./faults/connection-reset-error.ts";
import { createFaultBoard, type FaultBoard } from "./faults/fault-board.ts";
import type { SisProfile } from "./profiles/profile.ts";
import { profileNamed } from "./profiles/profiles.ts";
import { createProjection } from "./project/projection.ts";
import { createReadDesk, type ReadDesk } from "./project/read-desk.ts";
import { createAnswerCache } from "./routes/answer-cache.ts";
import { answerOperation, type AnswerParts } from "./routes/answer-operation.ts";
import { createAnswerRequest } from "./routes/answer-request.ts";
import { createJournal, type Journal } from "./routes/journal.ts";
import { createRouter } from "./routes/router.ts";
import { createAccess, type VendorAuthorization } from "./security/access.ts";
import { maySendGrades, type Connection } from "./security/connection.ts";
import type { SisCredentials } from "./security/credentials.ts";
import { createOAuth1Gate } from "./security/oauth1.ts";
import { createTokenStore } from "./security/tokens.ts";
import type { World } from "./store/world.ts";
import { createSisUrls, type SisUrls } from "./urls.ts";

/** What a mock SIS is made of. */
export interface MockOnerosterOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: SisCredentials;
  /** How it behaves. As the standard recommends unless told otherwise. */
  readonly profile?: SisProfile;
  /** The name of the Campus application in paths and token URLs. */
  readonly appName?: string;
  /** Overrides how long a token of the profile is good, in seconds of the clock. */
  readonly tokenLifeSeconds?: number;
  /** The key that grade book calls need where the profile wants one (Campus facts A.2). */
  readonly vendorAuthorization?: VendorAuthorization;
  /** What the district has bought and switched on (F98, F99). Everything unless told otherwise. */
  readonly connection?: Connection;
}

/** A OneRoster server without a socket: `app.request()` asks it, `serveMockOneroster()` opens it to others. */
export interface MockOneroster {
  readonly app: Hono;
  readonly world: World;
  readonly profile: SisProfile;
  readonly journal: Journal;
  /** The faults by which it misbehaves. None to begin with. */
  readonly faults: FaultBoard;
  /** Ends every token in circulation. */
  expireTokens(): void;
  /** The value of `x-vendor-authorization` that grade book calls need; absent when the profile wants none. */
  readonly vendorAuthorization: string | undefined;
  /** Makes the long lists ready, so that not even the first request has to wait for them. */
  prepare(): void;
  /** Where a client of a version finds what, under a root address such as `http://127.0.0.1:8080`. */
  urls(rootUrl: string, version: OneRosterVersion): SisUrls;
}

/** Pages that are asked for again and again are sent again without being made anew. */
const keptAnswerBytesMax = 16 << 20;
const appNameDefault = "rehearsal";

/**
 * Creates a mock OneRoster server that serves every operation of 1.1 and 1.2 from one world.
 *
 * Changes of the world show at once in both versions. Where its addresses lie, how clients say who they are and
 * what answers look like is said by the profile; `urls` tells the addresses.
 */
export function createMockOneroster(options: MockOnerosterOptions): MockOneroster {
  const profile = options.profile ?? profileNamed("standard");
  const appName = options.appName ?? appNameDefault;
  const { auth, paths } = profile;
  const tokens = createTokenStore({
    clock: options.clock,
    random: options.random.fork("tokens"),
    lifeSeconds: options.tokenLifeSeconds ?? auth.tokenLifeSeconds,
    form: auth.tokenForm,
  });
  const journal = createJournal({
    clock: options.clock,
    politeness: profile.politeness,
    tokensIssued: () => tokens.issued(),
  });
  const { credentials, clock, connection } = options;
  const vendor = auth.vendorHeader ? (options.vendorAuthorization ?? vendorDefault) : undefined;
  const router = createRouter(profile, appName);
  const faults = createFaultBoard({
    clock,
    random: options.random.fork("faults"),
    expireTokens: () => tokens.expireTokens(),
  });
  const answerParts: AnswerParts = {
    profile,
    clock,
    maySendGrades: (schoolId) => connection === undefined || maySendGrades(connection, schoolId),
    desks: openDesks(options.world, profile),
    answers: createAnswerCache(options.world, keptAnswerBytesMax),
    tokenDesk: {
      credentials,
      tokens,
      requireAppName: auth.requireAppName,
      scopesUnasked: auth.requireAppName ? "all" : "read",
    },
    access: createAccess({
      tokens,
      ...(auth.oauth1.length === 0
        ? {}
        : { oauth1: createOAuth1Gate({ credentials, clock, signatureMethods: auth.oauth1 }) }),
      ...(vendor === undefined ? {} : { vendorAuthorization: vendor }),
      ...(connection === undefined ? {} : { connection }),
    }),
  };
  const urls = (rootUrl: string, version: OneRosterVersion): SisUrls =>
    createSisUrls(rootUrl, version, { paths, appName });
  const described = { profile, router, urls };
  const answer = createAnswerRequest({
    profile,
    router,
    journal,
    faults,
    answer: (asked) =>
      answerDiscovery(described, asked.request) ?? answerOperation(answerParts, asked),
  });
  const vendorAuthorization = vendor === undefined ? undefined : `${vendor.key}:${vendor.secret}`;
  const app = new Hono({ strict: true });
  app.get("/", (context) => {
    const { origin } = new URL(context.req.url);
    const page = renderIndexPage({
      world: options.world,
      profile,
      journal,
      credentials,
      urls: { "1.1": urls(origin, "1.1"), "1.2": urls(origin, "1.2") },
      vendorAuthorization,
    });
    return context.html(page);
  });
  app.get("/api-reference", (context) =>
    context.html(renderApiReference(describeAll(described, new URL(context.req.url).origin))),
  );
  app.all("/*", (context): Response | Promise<Response> => answer(context.req.raw, context.env));
  app.onError((error, context) => {
    if (error instanceof ConnectionResetError) throw error;
    return context.text("The server failed to answer. This is a bug in the mock.", 500);
  });
  return {
    app,
    world: options.world,
    profile,
    journal,
    faults,
    vendorAuthorization,
    expireTokens: () => tokens.expireTokens(),
    prepare: () => {
      for (const desk of Object.values(answerParts.desks)) desk.prepare();
    },
    urls,
  };
}

/** The pair that the mock accepts as a vendor's unless told another. */
const vendorDefault: VendorAuthorization = {
  key: "rehearsal-vendor",
  secret: "rehearsal-vendor-secret",
};

function openDesks(
  world: World,
  profile: SisProfile,
): Readonly<Record<OneRosterVersion, ReadDesk>> {
  const open = (path: OneRosterVersion): ReadDesk => {
    const shape = path === "1.1" ? profile.shapeUnderV1p1 : path;
    return createReadDesk(createProjection(world, shape, profile.style), path);
  };
  return { "1.1": open("1.1"), "1.2": open("1.2") };
}
