import type { Clock } from "../core/clock.ts";
import type { Random } from "../core/random.ts";

/** One HTTP request as the engine sees it. The body is text already encoded. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One answer. Header names are lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The network: over sockets or straight into an app. Throws when no answer came at all. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** Where the SIS is and who we are there (guide R51). `rootUrl` is everything before `/ims/oneroster`. */
export interface SisConnection {
  readonly rootUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Where the LMS is, and its two-legged OAuth 1.0a key. `baseUrl` ends in `/v1`. */
export interface LmsConnection {
  readonly baseUrl: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** What is going on, for a progress line. `total` is absent until it is known. */
export interface Progress {
  readonly phase: "read-sis" | "read-lms" | "apply";
  readonly what: string;
  readonly done: number;
  readonly total?: number;
}

/** Everything of the outside world that a sync needs. */
export interface SyncPorts {
  readonly send: Send;
  readonly clock: Clock;
  readonly random: Random;
  readonly sis: SisConnection;
  readonly lms: LmsConnection;
  readonly onProgress?: (progress: Progress) => void;
}
