import { Hono } from "hono";
import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import { basePath, coreOperations, type Operation } from "../contracts/oneroster/operations.ts";
import { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import { renderIndexPage } from "./index-page.ts";
import { createProjection, type Projection } from "./project/collections.ts";
import type { ViewCache } from "./query/view.ts";
import { refuseBearer } from "./routes/bearer.ts";
import { answerTokenRequest, type SisCredentials } from "./routes/client-credentials.ts";
import { createJournal, type Journal } from "./routes/journal.ts";
import { refuse, refuseMethod } from "./routes/refusal.ts";
import { answerCollection, answerSingle } from "./routes/rostering.ts";
import { createTokenStore, type TokenStore } from "./routes/tokens.ts";
import type { World } from "./store/world.ts";

/** What a mock SIS is made of. */
export interface MockOnerosterOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: SisCredentials;
  /** How long a token is good, in seconds of the clock. An hour unless told otherwise. */
  readonly tokenLifeSeconds?: number;
}

/** A OneRoster server without a socket: `app.request()` asks it, `serveMockOneroster()` opens it to others. */
export interface MockOneroster {
  readonly app: Hono;
  readonly world: World;
  readonly journal: Journal;
}

const tokenLifeSecondsDefault = 3_600;
/**
 * Creates a mock OneRoster server that serves the rostering core of 1.1 and 1.2 from one world.
 *
 * Changes of the world show at once in both versions. Paths: `/ims/oneroster/v1p1`,
 * `/ims/oneroster/rostering/v1p2`, and `/token` for both.
 */
export function createMockOneroster(options: MockOnerosterOptions): MockOneroster {
  const lifeSeconds = options.tokenLifeSeconds ?? tokenLifeSecondsDefault;
  const tokens = createTokenStore(options.clock, options.random.fork("tokens"), lifeSeconds);
  const journal = createJournal(() => tokens.issued());
  const app = new Hono({ strict: true });
  app.use(async (context, next) => {
    await next();
    const { method, path } = context.req;
    journal.write({ method, path, status: context.res.status });
  });
  app.get("/", (context) =>
    context.html(renderIndexPage(options.world, new URL(context.req.url).origin)),
  );
  const desk = { credentials: options.credentials, tokens, lifeSeconds };
  app.post("/token", (context) => answerTokenRequest(desk, context.req.raw));
  for (const version of OneRosterVersion.options) routeVersion(app, { version, tokens, options });
  app.onError((_error, context) =>
    refuse(
      versionOf(context.req.path),
      "crash",
      "The server failed to answer. This is a bug in the mock.",
    ),
  );
  app.notFound((context) =>
    refuse(versionOf(context.req.path), "unknown-object", "No operation has this path."),
  );
  return { app, world: options.world, journal };
}

interface VersionRouting {
  readonly version: OneRosterVersion;
  readonly tokens: TokenStore;
  readonly options: MockOnerosterOptions;
}

function routeVersion(app: Hono, routing: VersionRouting): void {
  const { version } = routing;
  const project = rememberProjection(routing.options.world, version);
  const views: ViewCache = new WeakMap();
  for (const operation of coreOperations) {
    const path = routePath(version, operation);
    app.get(path, (context) => {
      const request = context.req.raw;
      const refusal = refuseBearer(routing.tokens, request.headers.get("Authorization"), {
        version,
        operation,
      });
      if (refusal !== undefined) return refusal;
      const read = { version, operation, projection: project(), views, url: new URL(request.url) };
      return operation.kind === "collection"
        ? answerCollection(read)
        : answerSingle(read, context.req.param("sourcedId") ?? "");
    });
    app.all(path, () => refuseMethod(version, `${operation.operationId} is a GET.`));
  }
}

function routePath(version: OneRosterVersion, { path }: Operation): string {
  return basePath(version, "rostering") + path.replace("{sourcedId}", ":sourcedId");
}

/** Projects anew only when the world has changed. */
function rememberProjection(world: World, version: OneRosterVersion): () => Projection {
  let revision = -1;
  let projection: Projection | undefined;
  return () => {
    if (projection === undefined || revision !== world.revision) {
      projection = createProjection(world, version);
      revision = world.revision;
    }
    return projection;
  };
}

/** The version whose words an error speaks: by the path, and 1.2 where there is no telling. */
function versionOf(path: string): OneRosterVersion {
  return path.startsWith(basePath("1.1", "rostering")) ? "1.1" : "1.2";
}
