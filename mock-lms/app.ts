import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import type { LmsCounts } from "../contracts/run/run-record.ts";
import { countObjects } from "./actions/count-objects.ts";
import { createLiveWorld, type LiveWorld, type Organization } from "./actions/live-world.ts";
import { gradebookSettingsDefault, type GradebookSettings } from "./rules/gradebook-settings.ts";
import { createJournal, type LmsJournal } from "./journal.ts";
import { ConnectionResetError } from "./faults/broken-connection.ts";
import { createFaultBoard, type LmsFaultBoard } from "./faults/fault-board.ts";
import { sufferFaults, sufferRowFaults } from "./faults/suffer-faults.ts";
import { keepJournal, wordsOf } from "./middleware/keep-journal.ts";
import {
  requireOAuth1,
  signingRulesDefault,
  type LmsCredentials,
  type SigningRules,
} from "./middleware/oauth1.ts";
import { refuseOthersData, type KeyKind } from "./middleware/personal-key.ts";
import { limitRate, type LmsRateLimit } from "./middleware/rate-limit.ts";
import { speakXml } from "./middleware/speak-xml.ts";
import { addActingUserRoutes } from "./routes/acting-user-routes.ts";
import { answerWhenKept } from "./middleware/durable-writes.ts";
import { addPages } from "./pages/add-pages.ts";
import { addAccessCodeRoute } from "./routes/access-code-route.ts";
import { limitBodySize } from "./middleware/body-size.ts";
import type { RouteContext } from "./routes/call.ts";
import { addCourseRoutes } from "./routes/course-routes.ts";
import { addEnrollmentBulkRoutes, addSectionEnrollmentRoutes } from "./routes/enrollment-routes.ts";
import { addGradebookRoutes } from "./routes/gradebook-routes.ts";
import { addMultigetRoute } from "./routes/multiget-route.ts";
import { addMultioptionsRoute, answerOptions } from "./routes/options-routes.ts";
import {
  addAppRoutes,
  addGradingPeriodRoutes,
  addRoleRoutes,
  addSchoolRoutes,
} from "./routes/organization-routes.ts";
import { addSectionCopyRoutes } from "./routes/section-copy-routes.ts";
import { answerUnknown } from "./routes/realm-trap.ts";
import {
  addCourseSectionRoutes,
  addSectionRoutes,
  addUserSectionRoutes,
} from "./routes/section-routes.ts";
import { addUserExportRoute } from "./routes/user-export-route.ts";
import { addUserLifeRoutes, addUserReadRoutes, addUserWriteRoutes } from "./routes/user-routes.ts";
import type { LmsRules } from "./rules/world.ts";
import type { LmsStore } from "./store/lms-store.ts";
import type { PasswordVault } from "./store/passwords.ts";

/** A mock LMS: an app to serve or to call directly, and what tests and people look at beside it. */
export interface MockLms {
  /** Answers under `/v1`, and at `/` a page that says what this is. */
  readonly app: Hono;
  counts(): LmsCounts;
  readonly journal: LmsJournal;
  /** How it misbehaves: nothing at first. */
  readonly faults: LmsFaultBoard;
  /** The state, for the actions of people. */
  readonly store: LmsStore;
  /** The time that people's grading is stamped with. */
  readonly clock: Clock;
  readonly gradebook: GradebookSettings;
  /** The state with time and chance, for the actions of people. */
  readonly world: LiveWorld;
}

/** What a mock LMS is made of. The organisation is founded when the store is empty, else the store's stays. */
export interface MockLmsOptions {
  readonly store: LmsStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: LmsCredentials;
  readonly organization?: Organization;
  /** What the facts leave open; the rest is as in `defaultLmsRules`. */
  readonly rules?: Partial<LmsRules>;
  /** What is not established about gradebooks. What is left out is as by default. */
  readonly gradebook?: Partial<GradebookSettings>;
  /** Where passwords are kept; by default in memory. Never in the store. */
  readonly passwords?: PasswordVault;
  /** How strictly signatures are looked at; what is left out is by `signingRulesDefault`. */
  readonly signing?: Partial<SigningRules>;
  /** The time by which signatures and credits go: the clock, unless that one is moved about for its callers. */
  readonly wireClock?: Clock;
  /** Whose key it is; the organisation's unless told otherwise. */
  readonly keyKind?: KeyKind;
  /** How much may be asked. Without it, as much as anyone likes: tests and rehearsals have no use for waiting. */
  readonly rateLimit?: LmsRateLimit;
}

const organizationDefault: Organization = { title: "Rehearsal District", timeZone: "UTC" };

const bodyBytesMax = 8 * 1024 * 1024;

/**
 * Creates a mock LMS that speaks like Schoology's REST API v1.
 *
 * Every answer carries `X-Rehearse-Mock: mock-lms`, so that the engine never writes to anything else.
 */
export function createMockLms(options: MockLmsOptions): MockLms {
  const { store, clock, organization = organizationDefault } = options;
  const gradebook = { ...gradebookSettingsDefault, ...options.gradebook };
  const world = createLiveWorld({ ...options, organization, gradebook });
  const journal = createJournal();
  const faults = createFaultBoard(options.random.fork("faults"));
  const counts = (): LmsCounts => countObjects(store);
  const api = createApi({ world, journal }, options.keyKind);
  const app = new Hono();

  app.use(async (c, next) => {
    await next();
    // `c.header` would make the answer anew, as a stream.
    c.res.headers.set("X-Rehearse-Mock", "mock-lms");
  });
  app.use(answerWhenKept(store, world.passwords));
  app.onError(answerError);
  app.notFound(answerUnknown(api));
  addPages(app, { world, journal });
  app.use("/v1/*", keepJournal(journal, wordsOf(api.routes)), sufferFaults(faults, clock));
  addLock(app, options);
  app.use("/v1/*", limitBodySize(bodyBytesMax));
  app.use("/v1/*", speakXml(), answerOptions(api), sufferRowFaults());
  app.route("/", api);
  return { app, counts, journal, faults, store, world, clock, gradebook };
}

/** Who may call, and how often. */
function addLock(app: Hono, options: MockLmsOptions): void {
  const clock = options.wireClock ?? options.clock;
  const rules = { ...signingRulesDefault, ...options.signing };
  app.use("/v1/*", requireOAuth1(options.credentials, clock, rules));
  if (options.rateLimit !== undefined) app.use("/v1/*", limitRate(options.rateLimit, clock));
}

/** The API without its lock: `POST multiget` asks it again from inside. */
function createApi(context: RouteContext, keyKind: KeyKind = "organization"): Hono {
  const api = new Hono().basePath("/v1");
  api.onError(answerError);
  api.notFound((c) => c.body(null, 404));
  addSectionCopyRoutes(api, context);
  if (keyKind === "personal") api.use(refuseOthersData(context.world.apiUserId));
  addAppRoutes(api, context);
  addSchoolRoutes(api, context);
  addRoleRoutes(api, context);
  addGradingPeriodRoutes(api, context);
  addActingUserRoutes(api, context);
  addUserLifeRoutes(api, context);
  addUserReadRoutes(api, context);
  addUserWriteRoutes(api, context);
  addUserSectionRoutes(api, context);
  addCourseRoutes(api, context);
  addCourseSectionRoutes(api, context);
  addSectionRoutes(api, context);
  addAccessCodeRoute(api, context);
  addUserExportRoute(api, context);
  addSectionEnrollmentRoutes(api, context);
  addEnrollmentBulkRoutes(api, context);
  addGradebookRoutes(api, context);
  addMultigetRoute(api);
  addMultioptionsRoute(api);
  return api;
}

/** 400 says why, as a JSON string; 403 and 404 are empty, as in the original (Schoology API: status use). */
function answerError(error: Error): Response {
  if (error instanceof ConnectionResetError) throw error;
  if (!(error instanceof HTTPException)) return new Response(null, { status: 500 });
  if (error.status !== 400) return new Response(null, { status: error.status });
  return Response.json(error.message, { status: 400 });
}
