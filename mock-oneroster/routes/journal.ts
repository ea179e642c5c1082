import { toIso, type Clock } from "../../core/clock.ts";
import type { Politeness } from "../profiles/profile.ts";
import type { Address } from "../query/address.ts";

/** One answered request. Values of filters may be names of people, so only the fields that are filtered by are kept. */
export interface JournalEntry {
  /** Counts from 1 in the order in which requests came. */
  readonly seq: number;
  /** When it came, ISO 8601 in UTC by the clock of the server. */
  readonly at: string;
  readonly method: string;
  /** Without its query, which may hold names. */
  readonly path: string;
  readonly operationId?: string;
  readonly limit?: number;
  readonly offset?: number;
  /** The names of the other parameters, and the fields of a filter. */
  readonly parameters: readonly string[];
  readonly status: number;
  /** How many requests were being answered when this one came, itself included. */
  readonly atOnce: number;
}

/** What was asked of the server since it started, or since the journal was cleared (F88: how many at once). */
export interface Journal {
  readonly requests: number;
  /** The latest 1,000, oldest first. */
  readonly recent: readonly JournalEntry[];
  readonly tokensIssued: number;
  /** The most requests that were being answered at once. */
  readonly atOnceMax: number;
  /** The greatest limit that was asked for. */
  readonly limitMax: number;
  /** Requests that asked for more than the vendor wants, by what they asked for. */
  readonly impolite: { readonly pageSize: number; readonly concurrency: number };
  readonly byStatus: Readonly<Record<string, number>>;
  /** All of this as a value. */
  summary(): JournalSummary;
  clear(): void;
}

/** A journal as it was at one moment. */
export type JournalSummary = Omit<Journal, "summary" | "clear">;

/** A request that has come and is not answered yet. */
export interface OpenRequest {
  readonly method: string;
  readonly address: Address;
  readonly seq: number;
  /** Epoch milliseconds by the clock of the server. */
  readonly atMs: number;
  readonly atOnce: number;
}

/** A journal that can be written. */
export interface JournalWriter extends Journal {
  open(method: string, address: Address): OpenRequest;
  /** A request that was open has its answer. */
  close(
    request: OpenRequest,
    answer: { readonly status: number; readonly operationId?: string },
  ): void;
  /** The answer of a request has left the server: it is not among those at once any more. */
  leave(): void;
}

const recentMax = 1_000;
const pathCharactersMax = 300;

/** What a journal goes by. */
export interface JournalOptions {
  readonly clock: Clock;
  readonly politeness: Politeness;
  readonly tokensIssued: () => number;
}

/** Creates an empty journal. */
export function createJournal({ clock, politeness, tokensIssued }: JournalOptions): JournalWriter {
  let recent: Closed[] = [];
  let counts = noCounts();
  let seq = 0;
  let open = 0;
  const journal: JournalWriter = {
    get recent() {
      return recent.map(toEntry);
    },
    get requests() {
      return counts.requests;
    },
    get tokensIssued() {
      return tokensIssued();
    },
    get atOnceMax() {
      return counts.atOnceMax;
    },
    get limitMax() {
      return counts.limitMax;
    },
    get impolite() {
      return { pageSize: counts.pageSize, concurrency: counts.concurrency };
    },
    get byStatus() {
      return Object.fromEntries(counts.byStatus);
    },
    open: (method, address) => {
      seq += 1;
      open += 1;
      return { method, address, seq, atMs: clock.now(), atOnce: open };
    },
    leave: () => {
      open -= 1;
    },
    close: (request, answer) => {
      count(counts, { request, answer }, politeness);
      recent.push({ request, answer });
      if (recent.length > recentMax) recent.shift();
    },
    summary: () => summarise(journal),
    clear: () => {
      recent = [];
      counts = noCounts();
    },
  };
  return journal;
}

function summarise(journal: Journal): JournalSummary {
  const { requests, recent, tokensIssued, atOnceMax, limitMax, impolite, byStatus } = journal;
  return { requests, recent, tokensIssued, atOnceMax, limitMax, impolite, byStatus };
}

interface Counts {
  requests: number;
  atOnceMax: number;
  limitMax: number;
  pageSize: number;
  concurrency: number;
  readonly byStatus: Map<string, number>;
}

function noCounts(): Counts {
  return {
    requests: 0,
    atOnceMax: 0,
    limitMax: 0,
    pageSize: 0,
    concurrency: 0,
    byStatus: new Map(),
  };
}

/** A request and what it was answered with. What is told of it is worked out when somebody asks. */
interface Closed {
  readonly request: OpenRequest;
  readonly answer: { readonly status: number; readonly operationId?: string };
}

function count(counts: Counts, { request, answer }: Closed, politeness: Politeness): void {
  const { atOnce, address } = request;
  const { status } = answer;
  const limit = limitOf(address);
  counts.requests += 1;
  counts.atOnceMax = Math.max(counts.atOnceMax, atOnce);
  counts.limitMax = Math.max(counts.limitMax, limit);
  if (limit > politeness.pageSizeMax) counts.pageSize += 1;
  if (atOnce > politeness.concurrentMax) counts.concurrency += 1;
  const key = String(status);
  counts.byStatus.set(key, (counts.byStatus.get(key) ?? 0) + 1);
}

function toEntry({ request, answer }: Closed): JournalEntry {
  const { method, address, seq, atMs, atOnce } = request;
  const { status, operationId } = answer;
  const parameters = address.parameters();
  return {
    seq,
    at: toIso(atMs),
    method,
    path: address.pathname.slice(0, pathCharactersMax),
    ...(operationId === undefined ? {} : { operationId }),
    ...whole(parameters, "limit"),
    ...whole(parameters, "offset"),
    parameters: namesOf(parameters),
    status,
    atOnce,
  };
}

/** The limit that was asked for, 0 for none. Every request is counted, so a plain query is not parsed for it. */
function limitOf(address: Address): number {
  const { search } = address;
  if (search.includes("%")) return whole(address.parameters(), "limit").limit ?? 0;
  return Number(/[?&]limit=(\d{1,15})(?:&|$)/.exec(search)?.[1] ?? 0);
}

function whole<Name extends string>(
  parameters: URLSearchParams,
  name: Name,
): { readonly [Key in Name]?: number } {
  const text = parameters.get(name);
  if (text === null || !/^\d{1,15}$/.test(text)) return {};
  const found: { [Key in Name]?: number } = {};
  found[name] = Number(text);
  return found;
}

const namesMax = 20;

function namesOf(parameters: URLSearchParams): readonly string[] {
  const names: string[] = [];
  for (const [name, value] of parameters) {
    if (name === "limit" || name === "offset" || names.length >= namesMax) continue;
    const isPlain = /^[A-Za-z]{1,20}$/.test(name);
    names.push(isPlain ? name : "other");
    if (name === "filter") names.push(...fieldsOf(value));
  }
  return names;
}

/** The fields that a filter names, without the values. */
function fieldsOf(filter: string): readonly string[] {
  const fields = filter.matchAll(/(?:^| AND | OR )([A-Za-z.]{1,60})(?:!=|>=|<=|=|>|<|~)/g);
  return Array.from(fields, (match) => `filter ${match[1] ?? ""}`);
}
