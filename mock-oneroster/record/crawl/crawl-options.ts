import type { Clock } from "../../../core/clock.ts";
import type { ClassName, OneRosterVersion } from "../../../contracts/oneroster/vocabulary.ts";
import type { Anonymiser, WireRecord } from "../anonymise/create-anonymiser.ts";
import type { PlainHttp } from "./check-address.ts";
import type { Send } from "./ports.ts";
import type { CrawlAuth } from "./token.ts";

/** Where the services of a server lie, each with everything up to and including `v1p1` or `v1p2`. */
export interface CrawlAddresses {
  readonly rostering: string;
  /** Read only when given. In 1.1 the same as `rostering`. */
  readonly gradebook?: string;
  /** Read only when given. In 1.1 the same as `rostering`. */
  readonly resources?: string;
}

/** How much is read. */
export interface CrawlLimits {
  readonly pageSize: number;
  /** The most pages of one collection. */
  readonly pagesMax: number;
  /** The most records of one collection. */
  readonly recordsMax: number;
  /** The longest answer that is looked at, in characters. */
  readonly bodyLengthMax: number;
  /** One request at a time, as Infinite Campus asks of everyone in peak hours (Campus facts A.3). */
  readonly concurrency: 1;
}

/** What is going on: counts and the name of a collection. */
export interface CrawlProgress {
  readonly path: string;
  readonly pages: number;
  readonly records: number;
  readonly total?: number;
}

/** The most characters that a record may have as JSON. */
export const recordLengthMax = 1_000_000;

/** What takes the records, already replaced. */
export interface CrawlSink {
  add(className: ClassName, record: WireRecord): Promise<"kept" | "too-large">;
}

/** A crawl of a OneRoster server. */
export interface CrawlOptions {
  readonly version: OneRosterVersion;
  readonly addresses: CrawlAddresses;
  readonly auth: CrawlAuth;
  readonly send: Send;
  readonly clock: Clock;
  /** That the owner of the data agrees. There is no other value, so that nobody crawls by mistake. */
  readonly consent: true;
  readonly limits: CrawlLimits;
  /** Records pass through it before anything else sees them. */
  readonly anonymiser: Anonymiser;
  readonly sink: CrawlSink;
  readonly onProgress?: (progress: CrawlProgress) => void;
  /** `refused` unless told. */
  readonly plainHttp?: PlainHttp;
}
