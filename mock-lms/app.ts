import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import type { LmsCounts } from "../contracts/run/run-record.ts";
import { countObjects } from "./actions/count-objects.ts";
import { createLiveWorld, type Organization } from "./actions/live-world.ts";
import { createJournal, type LmsJournal } from "./journal.ts";
import { limitBodySize } from "./middleware/body-size.ts";
import { answerWhenKept } from "./middleware/durable-writes.ts";
import { requireOAuth1, type LmsCredentials } from "./middleware/oauth1.ts";
import type { RouteContext } from "./routes/call.ts";
import { addCourseRoutes } from "./routes/course-routes.ts";
import { addEnrollmentBulkRoutes, addSectionEnrollmentRoutes } from "./routes/enrollment-routes.ts";
import { renderIndexPage } from "./routes/index-page.ts";
import { addMultigetRoute } from "./routes/multiget-route.ts";
import {
  addAppRoutes,
  addGradingPeriodRoutes,
  addRoleRoutes,
  addSchoolRoutes,
} from "./routes/organization-routes.ts";
import {
  addCourseSectionRoutes,
  addSectionRoutes,
  addUserSectionRoutes,
} from "./routes/section-routes.ts";
import { addUserLifeRoutes, addUserReadRoutes, addUserWriteRoutes } from "./routes/user-routes.ts";
import type { LmsStore } from "./store/lms-store.ts";

/** A mock LMS: an app to serve or to call directly, and what tests and people look at beside it. */
export interface MockLms {
  /** Answers under `/v1`, and at `/` a page that says what this is. */
  readonly app: Hono;
  counts(): LmsCounts;
  readonly journal: LmsJournal;
  /** The state, for the actions of people. */
  readonly store: LmsStore;
}

/** What a mock LMS is made of. The organisation is founded when the store is empty, else the store's stays. */
export interface MockLmsOptions {
  readonly store: LmsStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: LmsCredentials;
  readonly organization?: Organization;
}

const organizationDefault: Organization = { title: "Rehearsal District", timeZone: "UTC" };

const bodyBytesMax = 8 * 1024 * 1024;

/**
 * Creates a mock LMS that speaks like Schoology's REST API v1.
 *
 * Every answer carries `X-Rehearse-Mock: mock-lms`, so that the engine never writes to anything else.
 */
export function createMockLms(options: MockLmsOptions): MockLms {
  const { store, clock, credentials, organization = organizationDefault } = options;
  const world = createLiveWorld({ ...options, organization });
  const journal = createJournal();
  const counts = (): LmsCounts => countObjects(store);
  const app = new Hono();

  app.use(async (c, next) => {
    await next();
    c.header("X-Rehearse-Mock", "mock-lms");
    if (c.req.path.startsWith("/v1/")) {
      journal.record({ method: c.req.method, path: c.req.path, status: c.res.status });
    }
  });
  app.use(answerWhenKept(store));
  app.onError(answerError);
  app.notFound((c) => c.body(null, 404));
  app.get("/", (c) =>
    c.html(
      renderIndexPage({ title: organization.title, counts: counts(), calls: journal.counters() }),
    ),
  );
  app.use("/v1/*", requireOAuth1(credentials, clock));
  app.use("/v1/*", limitBodySize(bodyBytesMax));
  app.route("/", createApi({ world, journal }));
  return { app, counts, journal, store };
}

/** The API without its lock: `POST multiget` asks it again from inside. */
function createApi(context: RouteContext): Hono {
  const api = new Hono().basePath("/v1");
  api.onError(answerError);
  api.notFound((c) => c.body(null, 404));
  addAppRoutes(api, context);
  addSchoolRoutes(api, context);
  addRoleRoutes(api, context);
  addGradingPeriodRoutes(api, context);
  addUserLifeRoutes(api, context);
  addUserReadRoutes(api, context);
  addUserWriteRoutes(api, context);
  addUserSectionRoutes(api, context);
  addCourseRoutes(api, context);
  addCourseSectionRoutes(api, context);
  addSectionRoutes(api, context);
  addSectionEnrollmentRoutes(api, context);
  addEnrollmentBulkRoutes(api, context);
  addMultigetRoute(api);
  return api;
}

/** 400 says why, as a JSON string; 403 and 404 are empty, as in the original (Schoology API: status use). */
function answerError(error: Error): Response {
  if (!(error instanceof HTTPException)) return new Response(null, { status: 500 });
  if (error.status !== 400) return new Response(null, { status: error.status });
  return Response.json(error.message, { status: 400 });
}
