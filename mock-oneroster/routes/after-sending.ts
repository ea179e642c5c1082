import { ServerResponse } from "node:http";

/** Calls back when an answer has left the server. */
export type AfterSending = (env: unknown, done: () => void) => void;

/**
 * Creates the watch over answers that are being sent.
 *
 * Node reads the requests that wait on many connections one after the other in one turn, and a ready answer is sent
 * before the next is read. So those that came together are let go together, at the end of the turn. Without a
 * socket an answer has left when it is made.
 */
export function createSendingWatch(): AfterSending {
  let sent: (() => void)[] = [];
  const letGo = (): void => {
    const all = sent;
    sent = [];
    for (const done of all) done();
  };
  return (env, done) => {
    const outgoing = outgoingOf(env);
    if (outgoing === undefined) {
      done();
      return;
    }
    const leave = (): void => {
      if (sent.push(done) === 1) setImmediate(letGo);
    };
    if (outgoing.closed) leave();
    else outgoing.on("close", leave);
  };
}

/** What the adapter of node answers into; undefined in process. */
function outgoingOf(env: unknown): ServerResponse | undefined {
  if (typeof env !== "object" || env === null || !("outgoing" in env)) return undefined;
  return env.outgoing instanceof ServerResponse ? env.outgoing : undefined;
}
