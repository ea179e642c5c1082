import { expect } from "vitest";
import { createVirtualClock, type VirtualClock } from "../../../core/clock.ts";
import type { ClassName } from "../../../contracts/oneroster/vocabulary.ts";
import { createAnonymiser, type WireRecord } from "../anonymise/create-anonymiser.ts";
import { crawl } from "../crawl/crawl.ts";
import type { CrawlLimits, CrawlOptions, CrawlProgress } from "../crawl/crawl-options.ts";
import type { CrawlNote } from "../crawl/note.ts";
import {
  BodyTooLargeError,
  type HttpRequest,
  type HttpResponse,
  type Send,
} from "../crawl/ports.ts";
import { testSeed } from "./texts.ts";

/** What a scripted server answers. A body that is no text is sent as JSON. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Answers GETs by their URL. Throwing is giving no answer. `undefined` is an empty collection. */
export type Script = (url: URL, request: HttpRequest) => Answer | undefined;

/** Whatever of a crawl is to be otherwise. */
export interface ScriptOptions extends Partial<CrawlOptions> {
  readonly clock?: VirtualClock;
  readonly token?: (request: HttpRequest) => Answer;
}

/** When test crawls begin. */
export const startMs = Date.UTC(2026, 8, 1);
/** Where test servers are. */
export const base = "https://sis.test/ims/oneroster/v1p1";
export const tokenUrl = "https://login.test/token?appName=x";
export const auth = { tokenUrl, clientId: "client 1", clientSecret: "s3cret+word" };
export const smallLimits: CrawlLimits = {
  pageSize: 10,
  pagesMax: 50,
  recordsMax: 1_000,
  bodyLengthMax: 100_000,
  concurrency: 1,
};

/** One for all: stretching its seed takes time. */
const anonymiser = createAnonymiser(testSeed, { sourcedIds: "keep" });

/** What a crawl did, and what came of it. */
export interface CrawlReport {
  readonly notes: readonly CrawlNote[];
  readonly requests: readonly HttpRequest[];
  /** The paths and queries that were asked for, without the base. */
  readonly asked: readonly string[];
  readonly progress: readonly CrawlProgress[];
  readonly records: ReadonlyMap<ClassName, readonly WireRecord[]>;
  readonly clock: VirtualClock;
  /** The notes of one collection. */
  readonly notesOf: (path: string) => readonly Omit<CrawlNote, "path">[];
}

/** Crawls a scripted server, and makes sure that nothing but reading was done. */
export async function crawlScript(
  script: Script,
  options: ScriptOptions = {},
): Promise<CrawlReport> {
  const requests: HttpRequest[] = [];
  const progress: CrawlProgress[] = [];
  const records = new Map<ClassName, WireRecord[]>();
  const {
    token = () => ({ body: { access_token: "t0ken", expires_in: 3_600 } }),
    clock = createVirtualClock(startMs),
    ...others
  } = options;
  const send: Send = async (request) => {
    requests.push(request);
    const isToken = request.method === "POST";
    return respond(isToken ? token(request) : script(new URL(request.url), request));
  };
  const { notes, requests: count } = await crawl({
    version: "1.1",
    addresses: { rostering: base },
    auth,
    send,
    clock,
    consent: true,
    limits: smallLimits,
    anonymiser,
    sink: {
      add: async (className, record) => {
        records.set(className, [...(records.get(className) ?? []), record]);
        return "kept";
      },
    },
    onProgress: (step) => progress.push(step),
    ...others,
  });
  expect(count).toBe(requests.length);
  expectOnlyReads(requests);
  return {
    notes,
    requests,
    asked: requests
      .filter(({ method }) => method === "GET")
      .map(({ url }) => url.replace(base, "")),
    progress,
    records,
    clock,
    notesOf: (path) =>
      notes.filter((note) => note.path === path).map(({ path: _path, ...note }) => note),
  };
}

/** Fails unless every request is a GET without a body, or the POST to the token URL. */
export function expectOnlyReads(requests: readonly HttpRequest[]): void {
  const others = requests.filter(
    ({ method, url, body }) =>
      !(method === "GET" && body === undefined) && !(method === "POST" && url === tokenUrl),
  );
  expect(others).toEqual([]);
}

const senderMax = 10_000_000;

function respond(answer: Answer | undefined): HttpResponse {
  const { status = 200, headers = {}, body = {} } = answer ?? {};
  const text = typeof body === "string" ? body : JSON.stringify(body);
  if (text.length > senderMax) throw new BodyTooLargeError(senderMax);
  return { status, headers, body: text };
}

/** A server with these users only, that pages as it is told. */
export function userServer(
  users: readonly unknown[],
  page: (url: URL, start: number, limit: number) => Answer = () => ({}),
): Script {
  return (url) => {
    if (!url.pathname.endsWith("/users")) return undefined;
    const start = Number(url.searchParams.get("offset"));
    const limit = Number(url.searchParams.get("limit"));
    const answer = page(url, start, limit);
    return { body: { users: users.slice(start, start + limit) }, ...answer };
  };
}

/** Users with ids from `u000` on. */
export function someUsers(count: number): readonly WireRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    sourcedId: `u${String(index).padStart(3, "0")}`,
    familyName: `Garcia${index}`,
  }));
}

/** The ids of records. */
export function idsOf(records: readonly WireRecord[] | undefined): readonly unknown[] {
  return (records ?? []).map(({ sourcedId }) => sourcedId);
}
