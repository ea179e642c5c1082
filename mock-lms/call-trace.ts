import type { Context } from "hono";

/** What the layers of the mock note of one call, for the journal. */
export interface CallTrace {
  /** The kinds of the faults that struck it. */
  readonly faults: string[];
  /** Rows of a bulk call; undefined for a call that has none. */
  rows?: { readonly carriedOut: number; readonly refused: number };
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
