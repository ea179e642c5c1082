import type { Context, MiddlewareHandler } from "hono";
import { traceOf } from "../call-trace.ts";
import type { Answered, JournalWriter } from "../journal.ts";

/**
 * Writes each call into the journal, whatever becomes of it.
 *
 * @param words the words of the API's own paths; any other part of a path may be personal, and is not kept
 */
export function keepJournal(journal: JournalWriter, words: ReadonlySet<string>): MiddlewareHandler {
  return async (c, next) => {
    const end = journal.arrive();
    let status = 0;
    try {
      await next();
      ({ status } = c.res);
    } finally {
      end(describeCall(c, { status, words }));
    }
  };
}

function describeCall(
  c: Context,
  { status, words }: { readonly status: number; readonly words: ReadonlySet<string> },
): Answered {
  const { faults, unauthorized, rows = rowOf(c.req.method, status) } = traceOf(c);
  return {
    method: /^[A-Z]{1,10}$/.test(c.req.method) ? c.req.method : "*",
    path: impersonal(c.req.path, words),
    status,
    ...(rows === undefined ? {} : { rows }),
    ...(faults.length === 0 ? {} : { faults }),
    ...(unauthorized === undefined ? {} : { unauthorized }),
  };
}

/** The object of a call that is about one. 429 and 5xx say nothing about it. */
function rowOf(method: string, status: number): Answered["rows"] {
  if (!/^(POST|PUT|DELETE)$/.test(method)) return undefined;
  if (status === 201 || status === 204) return { carriedOut: 1, refused: 0 };
  if (status === 400 || status === 404) return { carriedOut: 0, refused: 1 };
  return undefined;
}

/** Ids of the LMS and words of the API stay; codes and Unique IDs become `*`. They look like either: all behind `ext` does. */
function impersonal(path: string, words: ReadonlySet<string>): string {
  let behindExt = false;
  return path
    .split("/", partsMax)
    .map((part) => {
      if (behindExt) return "*";
      behindExt = part === "ext";
      return part === "" || words.has(part) || /^[\d,]{1,40}$/.test(part) ? part : "*";
    })
    .join("/");
}

const partsMax = 12;

/** The words that stand in the patterns of routes, such as `users` in `/v1/users/:id`. */
export function wordsOf(routes: readonly { readonly path: string }[]): ReadonlySet<string> {
  return new Set(
    routes.flatMap(({ path }) => path.split("/").filter((part) => /^[a-z0-9_-]+$/i.test(part))),
  );
}
