import { Hono } from "hono";
import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import { answerCampusVersion } from "./describe/campus-version.ts";
import { answerDiscovery } from "./describe/describe-server.ts";
import { addPages } from "./describe/pages.ts";
import { ConnectionResetError } from "./faults/connection-reset-error.ts";
import { createFaultBoard, type FaultBoard } from "./faults/fault-board.ts";
import type { SisProfile } from "./profiles/profile.ts";
import { profileNamed } from "./profiles/profiles.ts";
import { openConnection } from "./open-connection.ts";
import { createProjection } from "./project/projection.ts";
import { createReadDesk, type ReadDesk } from "./project/read-desk.ts";
import { createAnswerCache } from "./routes/answer-cache.ts";
import { answerOperation, type AnswerParts } from "./routes/answer-operation.ts";
import { createAnswerRequest } from "./routes/answer-request.ts";
import { createJournal, type Journal } from "./routes/journal.ts";
import { createRouter } from "./routes/router.ts";
import type { VendorAuthorization } from "./security/access.ts";
import { maySendGrades, type Connection } from "./security/connection.ts";
import type { SisCredentials } from "./security/credentials.ts";
import { createDoor } from "./security/door.ts";
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
  /** What the district has bought and switched on; undefined when everything is open. */
  readonly connection: Connection | undefined;
  readonly journal: Journal;
  /** The faults by which it misbehaves. None to begin with. */
  readonly faults: FaultBoard;
  /** Ends every token in circulation. */
  expireTokens(): void;
  /** Gives the client another secret: the old one opens nothing any more (F74). */
  renewSecret(): SisCredentials;
  /** The value of `x-vendor-authorization` that grade book calls need; absent when the profile wants none. */
  readonly vendorAuthorization: string | undefined;
  /** Makes the long lists ready, so that not even the first request has to wait for them. */
  prepare(): void;
  /** Where a client of a version finds what, under a root address such as `http://127.0.0.1:8080`. */
  urls(rootUrl: string, version: OneRosterVersion): SisUrls;
}

/** Pages that are asked for again and again are sent again without being made anew. */
const keptAnswerBytesMax = 8 << 20;
const appNameDefault = "rehearsal";

/**
 * Creates a mock OneRoster server that serves every operation of 1.1 and 1.2 from one world.
 *
 * Changes of the world show at once in both versions. Where its addresses lie, how clients say who they are and
 * what answers look like is said by the profile; `urls` tells the addresses.
 */
export function createMockOneroster(options: MockOnerosterOptions): MockOneroster {
  const { world, clock, random } = options;
  const profile = options.profile ?? profileNamed("standard");
  const appName = options.appName ?? appNameDefault;
  const opened = openConnection(world, options.connection);
  const connection = options.connection === undefined ? undefined : opened;
  const door = createDoor({
    auth: profile.auth,
    clock,
    random,
    credentials: options.credentials,
    tokenLifeSeconds: options.tokenLifeSeconds,
    vendorAuthorization: options.vendorAuthorization,
    connection: opened,
  });
  const { tokens, vendor, secret } = door;
  const expireTokens = (): void => tokens.expireTokens();
  const faults = createFaultBoard({ clock, random: random.fork("faults"), expireTokens });
  const { politeness } = profile;
  const journal = createJournal({ clock, politeness, tokensIssued: () => tokens.issued() });
  const router = createRouter(profile, appName);
  const desks = openDesks(world, profile);
  const answers = createAnswerCache(world, keptAnswerBytesMax);
  const licence = (schoolId: string): boolean => maySendGrades(opened, schoolId);
  const parts: AnswerParts = { ...door, profile, clock, desks, answers, maySendGrades: licence };
  const { requireAppName } = profile.auth;
  const urls = (rootUrl: string, version: OneRosterVersion): SisUrls =>
    createSisUrls(rootUrl, version, { paths: profile.paths, appName, requireAppName });
  const described = { profile, router, urls };
  const vendorAuthorization = vendor === undefined ? undefined : `${vendor.key}:${vendor.secret}`;
  const answer = createAnswerRequest({
    profile,
    router,
    journal,
    faults,
    answer: (asked) =>
      (profile.discovery === "served" ? answerDiscovery(described, asked.request) : undefined) ??
      (profile.operations === "campus" ? answerCampusVersion(door.access, asked) : undefined) ??
      answerOperation(parts, asked),
  });
  const app = new Hono({ strict: true });
  const shown = {
    world,
    profile,
    journal,
    credentials: secret.credentials,
    vendorAuthorization,
    connection,
  };
  addPages(app, { described, shown, urls });
  app.all("/*", (context): Response | Promise<Response> => answer(context.req.raw, context.env));
  app.onError((error, context) => {
    if (error instanceof ConnectionResetError) throw error;
    return context.text("The server failed to answer. This is a bug in the mock.", 500);
  });
  const prepare = (): void => {
    for (const desk of Object.values(desks)) desk.prepare();
  };
  return {
    app,
    world,
    profile,
    connection,
    journal,
    faults,
    vendorAuthorization,
    expireTokens,
    renewSecret: () => secret.renew(),
    prepare,
    urls,
  };
}

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
