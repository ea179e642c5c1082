import type { Context, MiddlewareHandler } from "hono";
import { unreachable } from "../../core/assert.ts";
import type { Clock } from "../../core/clock.ts";
import { traceOf } from "../call-trace.ts";
import { ConnectionResetError, resetConnection } from "./broken-connection.ts";
import { failRows } from "./fail-rows.ts";
import type { DrawnBoard } from "./fault-board.ts";
import type { LmsFaultOf } from "./fault.ts";
import { breakMidBody, truncateAnswer } from "./harm-answer.ts";
import { gatewayPage, limitPage, signInPage } from "./html-pages.ts";
import { strikesOf, type Strike } from "./strike.ts";

/** The strikes that a call still has to suffer behind its signature, where its rows can be read. */
const rowStrikes = new WeakMap<Context, readonly Strike<LmsFaultOf<"failing-rows">>[]>();

/**
 * Answers calls under the faults of the board, always in this order, and those of one kind in the order of
 * adding: latency; connection-reset before the request; the first of too-many-requests, server-error and
 * html-instead-of-json; the call itself; lost-response; truncated-json; connection-reset in the body.
 *
 * Stands before everything else: a fault asks for no signature.
 *
 * @throws ConnectionResetError when the connection broke before the answer
 */
export function sufferFaults(board: DrawnBoard, clock: Clock): MiddlewareHandler {
  return async (c, next) => {
    const strikes = board
      .draw({ method: c.req.method, url: c.req.url })
      .map((strike) => noted(strike, c));
    if (strikes.length === 0) return next();
    for (const { fault, random, claim } of strikesOf(strikes, "latency")) {
      if (claim()) await clock.sleep(fault.ms + random.fork("jitter").int(fault.jitterMs + 1));
    }
    breakIf(
      c,
      hits(strikes, "connection-reset", ({ when }) => when === "before-request"),
    );
    const instead = await standIn(c, strikes);
    if (instead !== undefined) return instead;
    rowStrikes.set(c, strikesOf(strikes, "failing-rows"));
    await next();
    breakIf(c, hits(strikes, "lost-response"));
    await harm(c, strikes, clock);
    return undefined;
  };
}

/** Lets rows of bulk calls fail. Stands behind the translation of bodies, before the routes. */
export function sufferRowFaults(): MiddlewareHandler {
  return async (c, next) => {
    const strikes = rowStrikes.get(c) ?? [];
    return strikes.length === 0 ? next() : failRows(c, strikes, next);
  };
}

/** The same strike, whose hit is noted for the journal. */
function noted(strike: Strike, c: Context): Strike {
  const { faults } = traceOf(c);
  const name = strike.fault.fault;
  const claim = (): boolean => {
    if (!strike.claim()) return false;
    if (!faults.includes(name)) faults.push(name);
    return true;
  };
  return { ...strike, claim };
}

function hits<Name extends Strike["fault"]["fault"]>(
  strikes: readonly Strike[],
  name: Name,
  fits: (fault: LmsFaultOf<Name>) => boolean = () => true,
): boolean {
  return strikesOf(strikes, name).some(({ fault, claim }) => fits(fault) && claim());
}

function breakIf(c: Context, isHit: boolean): void {
  if (!isHit) return;
  resetConnection(c);
  throw new ConnectionResetError("fetch failed");
}

function standIn(c: Context, strikes: readonly Strike[]): Response | Promise<Response> | undefined {
  const struck = strikesOf(
    strikes,
    "too-many-requests",
    "server-error",
    "html-instead-of-json",
  ).find(({ claim }) => claim());
  if (struck === undefined) return undefined;
  const { fault } = struck;
  switch (fault.fault) {
    case "too-many-requests":
      return new Response(null, { status: 429, headers: retryAfter(fault.retryAfterSeconds) });
    case "server-error":
      return new Response(null, {
        status: fault.status,
        headers: retryAfter(fault.retryAfterSeconds),
      });
    case "html-instead-of-json":
      return standInPage(c, fault.page);
    default:
      return unreachable(fault);
  }
}

function standInPage(
  c: Context,
  page: LmsFaultOf<"html-instead-of-json">["page"],
): Response | Promise<Response> {
  switch (page) {
    case "limit":
      return c.html(limitPage());
    case "sign-in":
      return c.html(signInPage());
    case "gateway":
      return c.html(gatewayPage(502), 502);
    default:
      return unreachable(page);
  }
}

function retryAfter(seconds: number | null | undefined): Readonly<Record<string, string>> {
  return typeof seconds === "number" ? { "Retry-After": String(seconds) } : {};
}

async function harm(c: Context, strikes: readonly Strike[], clock: Clock): Promise<void> {
  if (c.res.body === null) return;
  const cut = strikesOf(strikes, "truncated-json").find(({ claim }) => claim());
  if (cut !== undefined) await truncateAnswer(c, cut.fault.atShare);
  const broken = strikesOf(strikes, "connection-reset").find(
    ({ fault, claim }) => fault.when === "mid-body" && claim(),
  );
  if (broken !== undefined) await breakMidBody(c, broken.fault.atShare, clock);
}
