import type { StoreFileError } from "./store-file.ts";

/** Writes changes in turns: one write at a time, and what changes during a write goes into the next one. */
export interface SharedWrites {
  /** Notes a change. It is written soon, with what else changes until then. */
  readonly touch: () => void;
  /** Resolves when everything noted so far is written; rejects when the write that holds it fails. */
  readonly flush: () => Promise<void>;
  /** Flushes. What changes after that is not written. */
  readonly close: () => Promise<void>;
}

/** What a store tells people about: that it cannot write, and that it can again. */
export interface WriteOutcomes {
  readonly failed: (error: StoreFileError) => void;
  readonly recovered: () => void;
}

/**
 * Creates turns of `write`, which is to write all that changed. A write that failed is tried again with the next
 * change or flush. The first failure is told, and the first success after it, not each of a thousand calls.
 */
export function createSharedWrites(
  write: () => Promise<void>,
  toError: (error: unknown) => StoreFileError,
  tell: WriteOutcomes,
): SharedWrites {
  let dirty = false;
  let closed = false;
  let failing = false;
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;

  const writeTurn = async (before: Promise<void> | undefined): Promise<void> => {
    // A failure of the turn before is told to those who wait for that turn. The pause without one lets a
    // call make all its changes.
    await before?.catch(() => undefined);
    running = waiting;
    waiting = undefined;
    dirty = false;
    try {
      await write();
      if (failing) tell.recovered();
      failing = false;
    } catch (cause) {
      dirty = true;
      const error = toError(cause);
      if (!failing) tell.failed(error);
      failing = true;
      throw error;
    } finally {
      running = undefined;
    }
  };
  const nextTurn = (): Promise<void> => {
    waiting ??= writeTurn(running);
    return waiting;
  };
  const flush = async (): Promise<void> => {
    if (closed) return;
    await (dirty ? nextTurn() : running);
  };
  return {
    touch: () => {
      if (closed) return;
      dirty = true;
      nextTurn().catch(() => undefined);
    },
    flush,
    close: async () => {
      await flush();
      closed = true;
    },
  };
}
