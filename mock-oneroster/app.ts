import { Hono } from "hono";
import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";
import type { Operation } from "../contracts/oneroster/operations.ts";
import { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import { renderIndexPage } from "./index-page.ts";
import { createProjection } from "./project/projection.ts";
import { createReadDesk, type ReadDesk } from "./project/read-desk.ts";
import { wireStyleDefault } from "./project/wire-style.ts";
import { answerCollection, answerSingle } from "./routes/answer-read.ts";
import { refuseBearer } from "./routes/bearer.ts";
import { answerTokenRequest, type SisCredentials } from "./routes/client-credentials.ts";
import { findRoute, type FoundRoute } from "./routes/find-operation.ts";
import { createJournal, type Journal } from "./routes/journal.ts";
import { refuse, refuseMethod } from "./routes/refusal.ts";
import { createTokenStore } from "./routes/tokens.ts";
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
 * Creates a mock OneRoster server that serves every operation of 1.1 and 1.2 from one world.
 *
 * Changes of the world show at once in both versions. Paths: `/ims/oneroster/v1p1`,
 * `/ims/oneroster/{rostering,gradebook,resources}/v1p2`, and `/token` for both.
 */
export function createMockOneroster(options: MockOnerosterOptions): MockOneroster {
  const tokens = createTokenStore({
    clock: options.clock,
    random: options.random.fork("tokens"),
    lifeSeconds: options.tokenLifeSeconds ?? tokenLifeSecondsDefault,
    form: "opaque",
  });
  const access = createAccess({ tokens });
  const journal = createJournal(() => tokens.issued());
  const desks = openDesks(options.world);
  const app = new Hono({ strict: true });
  app.get("/", (context) =>
    context.html(renderIndexPage(options.world, new URL(context.req.url).origin)),
  );
  const tokenDesk = { credentials: options.credentials, tokens, lifeSeconds };
  app.post("/token", async (context) => {
    const response = await answerTokenRequest(tokenDesk, context.req.raw);
    journal.write({ method: "POST", path: "/token", status: response.status });
    return response;
  });
  const answer = (request: Request, url: URL): Response | Promise<Response> => {
    const route = findRoute(url.pathname);
    if (route === undefined) return refuse("1.2", "unknown-object", "No operation has this path.");
    const operation = route.byMethod.get(request.method === "HEAD" ? "GET" : request.method);
    if (operation === undefined) return refuseRoute(route);
    const { version } = route;
    const refusal = refuseBearer(tokens, request.headers.get("Authorization"), {
      version,
      operation,
    });
    if (refusal !== undefined) return refusal;
    return carryOut(operation, { desk: desks[version], ids: route.ids, url });
  };
  app.all("/*", (context): Response | Promise<Response> => {
    const request = context.req.raw;
    const url = new URL(request.url);
    const written = (response: Response): Response => {
      journal.write({ method: request.method, path: url.pathname, status: response.status });
      return response;
    };
    const response = answer(request, url);
    return response instanceof Response ? written(response) : response.then(written);
  });
  app.onError((_error, context) =>
    refuse(
      findRoute(context.req.path)?.version ?? "1.2",
      "crash",
      "The server failed to answer. This is a bug in the mock.",
    ),
  );
  return { app, world: options.world, journal };
}

function openDesks(world: World): Readonly<Record<OneRosterVersion, ReadDesk>> {
  const open = (version: OneRosterVersion): ReadDesk =>
    createReadDesk(createProjection(world, version, wireStyleDefault), undefined);
  return { "1.1": open("1.1"), "1.2": open("1.2") };
}

interface Place {
  readonly desk: ReadDesk;
  readonly ids: readonly string[];
  readonly url: URL;
}

function carryOut(operation: Operation, place: Place): Response | Promise<Response> {
  const read = { ...place, operation };
  if (operation.kind === "collection") return answerCollection(read);
  if (operation.kind === "single") return answerSingle(read);
  return refuseMethod(place.desk.projection.version, "Writes are not served yet.");
}

function refuseRoute({ version, byMethod }: FoundRoute): Response {
  const [first] = byMethod.values();
  if (first === undefined) return refuse(version, "unknown-object", "No operation has this path.");
  return refuseMethod(version, `${first.operationId} is a ${first.method}.`);
}
