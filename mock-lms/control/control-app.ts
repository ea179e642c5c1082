import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import * as z from "zod";
import { toIso, type ShiftableClock } from "../../core/clock.ts";
import { applyLmsAction, LmsActionError } from "../actions/people/apply-lms-action.ts";
import type { MockLms } from "../app.ts";
import { LmsFault } from "../faults/fault.ts";
import { isSameSecret } from "../../core/same-secret.ts";
import { answerWhenKept } from "../middleware/durable-writes.ts";
import { readJson } from "./read-json.ts";

/** What the control API works on. */
export interface LmsControlOptions {
  readonly mock: MockLms;
  /** The clock of the mock. Give the mock another for its `wireClock`, or a move locks its callers out. */
  readonly clock: ShiftableClock;
  /** Whoever has it may change everything. It is no key of the API. */
  readonly token: string;
}

/** A file of users to import is a body. */
const bodyBytesMax = 32_000_000;

/**
 * Creates the API by which a person or a test steers the mock: what was asked, faults, actions, the clock.
 *
 * It is an app of its own, to be served on a port of its own, so that a client of the LMS can never reach it by
 * chance. Every call needs `Authorization: Bearer` with the control token. Errors are `{ error }` with a sentence.
 */
export function createLmsControlApp({ mock, clock, token }: LmsControlOptions): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    c.header("X-Rehearse-Control", "lms");
    const given = /^Bearer +(\S+)$/i.exec(c.req.header("Authorization") ?? "")?.[1];
    if (given === undefined || !isSameSecret(given, token)) {
      c.header("WWW-Authenticate", 'Bearer realm="control"');
      return c.json({ error: "Send the control token that was printed at the start." }, 401);
    }
    return next();
  });
  app.use(
    bodyLimit({
      maxSize: bodyBytesMax,
      onError: (c) => c.json({ error: `A body has at most ${bodyBytesMax} bytes.` }, 413),
    }),
  );
  app.get("/", (c) => {
    const { rowsRefused, atOnceMax, reads, writes, rowsWritten } = mock.journal.summary();
    return c.json({
      mock: "lms",
      now: toIso(clock.now()),
      counts: mock.counts(),
      faults: mock.faults.list().length,
      calls: { reads, writes, rowsWritten, rowsRefused, atOnceMax },
    });
  });
  addJournalRoutes(app, mock);
  addFaultRoutes(app, mock);
  addClockRoutes(app, clock);
  app.use("/actions", answerWhenKept(mock.store, mock.world.passwords));
  app.post("/actions", async (c) => c.json(applyLmsAction(mock, await readJson(c, z.unknown()))));
  app.notFound((c) => c.json({ error: controlPaths }, 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return c.json({ error: error.message }, error.status);
    if (!(error instanceof LmsActionError)) {
      return c.json({ error: "This is a bug in the mock." }, 500);
    }
    return c.json({ error: error.message }, error.code === "unreadable-action" ? 400 : 409);
  });
  return app;
}

function addJournalRoutes(app: Hono, { journal }: MockLms): void {
  app.get("/journal", (c) => c.json(journal.summary()));
  app.delete("/journal", (c) => {
    journal.clear();
    return c.body(null, 204);
  });
}

function addFaultRoutes(app: Hono, { faults }: MockLms): void {
  app.get("/faults", (c) => c.json({ faults: faults.list() }));
  app.post("/faults", async (c) => c.json({ id: faults.add(await readJson(c, LmsFault)) }, 201));
  app.delete("/faults", (c) => {
    faults.clear();
    return c.body(null, 204);
  });
  app.delete("/faults/:id", (c) => {
    if (faults.remove(c.req.param("id"))) return c.body(null, 204);
    return c.json({ error: "There is no such fault." }, 404);
  });
}

function addClockRoutes(app: Hono, clock: ShiftableClock): void {
  app.get("/clock", (c) => c.json({ now: toIso(clock.now()) }));
  app.post("/clock", async (c) => {
    const move = await readJson(c, ClockMove);
    const toMs = "to" in move ? Date.parse(move.to) : clock.now() + move.forwardSeconds * 1_000;
    if (toMs < 0 || toMs > latestMs) {
      return c.json({ error: "The clock runs from the year 1970 to 9998." }, 400);
    }
    clock.shiftTo(toMs);
    return c.json({ now: toIso(clock.now()) });
  });
}

const ClockMove = z.union([
  z.strictObject({ to: z.iso.datetime() }),
  z.strictObject({ forwardSeconds: z.number().min(0).max(1e10) }),
]);

/** A moment on the wire has a year of four digits. Leaves a year for the clock to run on. */
const latestMs = Date.UTC(9999, 0, 1);

const controlPaths =
  "There are: GET /, GET and DELETE /journal, GET, POST and DELETE /faults, DELETE /faults/{id}, POST /actions, GET and POST /clock.";
