import type { Context } from "hono";

/**
 * Why a call was answered 401, which the answer does not say: `unsigned` without a readable OAuth header,
 * `with-token` as three-legged, `timestamp-off` as missing or too far from now, `personal-key` for the data of others.
 */
export type WhyUnauthorized =
  | "unsigned"
  | "unknown-key"
  | "with-token"
  | "other-version"
  | "bad-nonce"
  | "timestamp-off"
  | "timestamp-backwards"
  | "used-nonce"
  | "bad-signature"
  | "personal-key";

/** What the layers of the mock note of one call, for the journal. */
export interface CallTrace {
  /** The kinds of the faults that struck it. */
  readonly faults: string[];
  /** Rows of a bulk call; undefined for a call that has none. */
  rows?: { readonly carriedOut: number; readonly refused: number };
  /** Undefined for a call that was let in. */
  unauthorized?: WhyUnauthorized;
}

/** Bound to the life of the call: nothing stays when it is over. */
const traces = new WeakMap<Context, CallTrace>();

/** The trace of a call, empty at first. */
export function traceOf(c: Context): CallTrace {
  const known = traces.get(c);
  if (known !== undefined) return known;
  const trace: CallTrace = { faults: [] };
  traces.set(c, trace);
  return trace;
}
