import { isOk, type AnswerDraft } from "./answer-draft.ts";

/** Any JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** An answer with records: a page of a collection, or a single record as a page of one. */
export interface JsonPage {
  readonly headers: Headers;
  readonly body: JsonObject;
  /** The property of the body that carries the records. */
  readonly wrapper: string;
  readonly rows: readonly unknown[];
  /** How the wrapper carries them. An object is the first row, and the only one. */
  readonly shape: "list" | "object";
}

/**
 * Reads records out of an answer; undefined when it is an error, no JSON, or has none.
 *
 * Collections have one array property, single records one object property (OneRoster 1.2 REST, 1.1 §3);
 * 1.1 may put warnings beside them.
 */
export function readPage(draft: AnswerDraft): JsonPage | undefined {
  const body = isOk(draft) ? parseObject(draft.bytes) : undefined;
  if (body === undefined) return undefined;
  const properties = Object.entries(body).filter(([name]) => name !== "statusInfoSet");
  const lists = properties.flatMap(([wrapper, rows]) =>
    Array.isArray(rows) ? [{ wrapper, rows, shape: "list" } as const] : [],
  );
  const objects = properties.flatMap(([wrapper, row]) =>
    isJsonObject(row) ? [{ wrapper, rows: [row], shape: "object" } as const] : [],
  );
  const found = lists.length > 0 ? lists : objects;
  const [first] = found;
  if (first === undefined || found.length > 1) return undefined;
  return { headers: new Headers(draft.headers), body, ...first };
}

/** Writes the records of a page into the answer that they were read from. */
export function writePage(draft: AnswerDraft, page: JsonPage): AnswerDraft {
  const value = page.shape === "list" ? page.rows : page.rows[0];
  const text = JSON.stringify({ ...page.body, [page.wrapper]: value });
  return { ...draft, headers: page.headers, bytes: new TextEncoder().encode(text) };
}

/** Whether a value is an object and not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseObject(bytes: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
