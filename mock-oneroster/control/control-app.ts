import { Hono } from "hono";
import * as z from "zod";
import { issueWords } from "../../contracts/run/issue-words.ts";
import { toIso, type ShiftableClock } from "../../core/clock.ts";
import type { MockOneroster } from "../app.ts";
import { SisFault } from "../faults/fault.ts";
import { BrokenBodyError, readBoundedBody } from "../routes/bounded-body.ts";
import { describeConnection } from "../security/connection.ts";
import { isSameSecret } from "../../core/same-secret.ts";
import { SisActionError } from "../store/actions/action-error.ts";
import { applyAction } from "../store/actions/apply-action.ts";
import { SisAction } from "../store/actions/sis-action.ts";
import { countWorld } from "../store/count-world.ts";
import { createDeltaDesk, DeltaOrder } from "./delta-desk.ts";

/** What the control API works on. */
export interface ControlOptions {
  readonly mock: MockOneroster;
  readonly clock: ShiftableClock;
  /** Whoever has it may change everything. It is not a token of the OneRoster API. */
  readonly token: string;
}

const bodyBytesMax = 1_000_000;

/**
 * Creates the API by which a person or a test steers the mock: what was asked, faults, actions, the clock.
 *
 * It is an app of its own, to be served on a port of its own, so that a OneRoster client can never reach it by
 * chance. Every call needs `Authorization: Bearer` with the control token. Errors are `{ error }` with a sentence.
 */
export function createControlApp({ mock, clock, token }: ControlOptions): Hono {
  const app = new Hono({ strict: true });
  const deltas = createDeltaDesk(mock.world, clock);
  app.use(async (context, next) => {
    context.header("X-Rehearse-Control", "sis");
    const given = /^Bearer +(\S+)$/i.exec(context.req.header("Authorization") ?? "")?.[1];
    if (given === undefined || !isSameSecret(given, token)) {
      context.header("WWW-Authenticate", 'Bearer realm="control"');
      return context.json({ error: "Send the control token that was printed at the start." }, 401);
    }
    return next();
  });
  app.get("/", (context) =>
    context.json({
      profile: mock.profile.name,
      ...(mock.profile.changes === undefined ? {} : { changedSettings: mock.profile.changes }),
      ...(mock.connection === undefined ? {} : { connection: describeConnection(mock.connection) }),
      now: toIso(clock.now()),
      counts: countWorld(mock.world),
      faults: mock.faults.list().length,
      requests: mock.journal.requests,
    }),
  );
  app.get("/journal", (context) => context.json(mock.journal.summary()));
  app.delete("/journal", (context) => {
    mock.journal.clear();
    return context.body(null, 204);
  });
  app.get("/faults", (context) => context.json({ faults: mock.faults.list() }));
  app.post("/faults", async (context) => {
    const fault = await readJson(context.req.raw, SisFault);
    return "error" in fault
      ? context.json(fault, 400)
      : context.json({ id: mock.faults.add(fault.value) }, 201);
  });
  app.delete("/faults", (context) => {
    mock.faults.clear();
    return context.body(null, 204);
  });
  app.delete("/faults/:id", (context) => {
    const wasThere = mock.faults.remove(context.req.param("id"));
    return wasThere
      ? context.body(null, 204)
      : context.json({ error: "There is no such fault." }, 404);
  });
  app.post("/actions", async (context) => {
    const action = await readJson(context.req.raw, SisAction);
    if ("error" in action) return context.json(action, 400);
    try {
      return context.json(applyAction(mock.world, action.value, clock), 200);
    } catch (error) {
      if (!(error instanceof SisActionError)) throw error;
      return context.json({ error: error.message }, 409);
    }
  });
  app.post("/deltas", async (context) => {
    const order = await readJson(context.req.raw, DeltaOrder);
    if ("error" in order) return context.json(order, 400);
    const { body, status } = await deltas.apply(order.value);
    return context.json(body, status);
  });
  app.post("/tokens/expire", (context) => {
    mock.expireTokens();
    return context.body(null, 204);
  });
  app.post("/secret/renew", (context) => context.json(mock.renewSecret()));
  app.get("/clock", (context) => context.json({ now: toIso(clock.now()) }));
  app.post("/clock", async (context) => {
    const move = await readJson(context.req.raw, ClockMove);
    if ("error" in move) return context.json(move, 400);
    const { value } = move;
    const toMs = "to" in value ? Date.parse(value.to) : clock.now() + value.forwardSeconds * 1_000;
    if (toMs < 0 || toMs > latestMs) {
      return context.json({ error: "The clock runs from the year 1970 to 9998." }, 400);
    }
    clock.shiftTo(toMs);
    return context.json({ now: toIso(clock.now()) });
  });
  app.notFound((context) => context.json({ error: controlPaths }, 404));
  app.onError((error, context) =>
    error instanceof BrokenBodyError
      ? context.json({ error: error.message }, 400)
      : context.json({ error: "This is a bug in the mock." }, 500),
  );
  return app;
}

const ClockMove = z.union([
  z.strictObject({ to: z.iso.datetime() }),
  z.strictObject({ forwardSeconds: z.number().min(0).max(1e10) }),
]);

/** A moment on the wire has a year of four digits. Leaves a year for the clock to run on. */
const latestMs = Date.UTC(9999, 0, 1);

const controlPaths =
  "There are: GET /, GET and DELETE /journal, GET, POST and DELETE /faults, DELETE /faults/{id}, POST /actions, POST /deltas, GET and POST /clock, POST /tokens/expire, POST /secret/renew.";

async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ readonly value: z.output<Schema> } | { readonly error: string }> {
  const body = await readBoundedBody(request, bodyBytesMax);
  if (body === undefined) return { error: `A body has at most ${bodyBytesMax} bytes.` };
  const json = parseJson(body);
  if (json === undefined) return { error: "The body is not JSON." };
  const parsed = schema.safeParse(json.value);
  return parsed.success ? { value: parsed.data } : { error: issueWords(parsed.error) };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return undefined;
  }
}
