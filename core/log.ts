import { toIso, type Clock } from "./clock.ts";

export type LogLevel = "error" | "warn" | "info" | "debug";
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/**
 * Events with fields, as JSON lines. K-12 rule: ids only, never names, e-mail addresses or grades.
 */
export interface Log {
  error(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  debug(event: string, fields?: LogFields): void;
  /** A log whose every line carries these fields too. */
  child(fields: LogFields): Log;
}

const levels: readonly LogLevel[] = ["error", "warn", "info", "debug"];

/** Writes events of `level` and worse, one JSON line each, through `write`. */
export function createLog(
  clock: Clock,
  write: (line: string) => void,
  level: LogLevel = "info",
): Log {
  const quiet = new Set(levels.slice(levels.indexOf(level) + 1));
  return createScopedLog((entryLevel, event, fields) => {
    if (quiet.has(entryLevel)) return;
    write(JSON.stringify({ at: toIso(clock.now()), level: entryLevel, event, ...fields }));
  }, {});
}

/** A log that keeps nothing. */
export function createSilentLog(): Log {
  return createScopedLog(() => undefined, {});
}

type Emit = (level: LogLevel, event: string, fields: LogFields) => void;

function createScopedLog(emit: Emit, scope: LogFields): Log {
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void =>
      emit(level, event, { ...scope, ...fields });
  return {
    error: at("error"),
    warn: at("warn"),
    info: at("info"),
    debug: at("debug"),
    child: (fields) => createScopedLog(emit, { ...scope, ...fields }),
  };
}
