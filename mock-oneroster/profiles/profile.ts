import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { WriteRules } from "../gradebook/write-rules.ts";
import type { WireStyle } from "../project/wire-style.ts";

/** Where a server's addresses lie. `{appName}` stands for the name of the Campus application. */
export interface PathStyle {
  /** What may stand before `/ims/oneroster`. The first is the one that is announced. */
  readonly prefixes: Readonly<Record<OneRosterVersion, readonly string[]>>;
  /** Where tokens are to be had. The first is the one that is announced. */
  readonly tokenPaths: readonly string[];
  /** Whether a path may, must or may not end in a slash. */
  readonly trailingSlash: "tolerated" | "required" | "refused";
  /** Further spellings of `/ims/oneroster/…` that lead to the same. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** How clients say who they are. */
export interface AuthStyle {
  /** Signature methods of OAuth 1.0a that 1.1 accepts. None: it takes bearer tokens only. */
  readonly oauth1: readonly ("HMAC-SHA1" | "HMAC-SHA256")[];
  /** How far the clock of a client that signs may be off, either way. */
  readonly oauth1WindowSeconds: number;
  /** Whether bearer tokens are accepted for 1.1 too. They always are for 1.2. */
  readonly oauth2ForV1p1: boolean;
  /** The token endpoint wants `?appName=` (Campus facts A.1). */
  readonly requireAppName: boolean;
  /** The status of "No Campus Application selected". Only the text is established (Campus facts A.1, F73). */
  readonly missingAppNameStatus: 200 | 400 | 401 | 403 | 404 | 500;
  /** What a client gets that asks for no scope. Clients of Campus ask for none and still send grades (facts A.2). */
  readonly scopesUnasked: "read" | "all";
  /** Whether demographics have a scope of their own, or roster.readonly opens them too (facts §4.2). */
  readonly demographicsScope: "own" | "roster";
  /** How long the client's secret is good for 1.1: a year at Campus (facts A.1, F74). */
  readonly secretLifeDays: number;
  readonly tokenForm: "opaque" | "jwt";
  readonly tokenLifeSeconds: number;
  /** Whether grade book calls need `x-vendor-authorization` as well (Campus facts A.2). */
  readonly vendorHeader: boolean;
}

/** How lists are cut into pages, and what is said about it. */
export interface PagingStyle {
  readonly limitDefault: number;
  /** A greater limit is taken as this one, without a word. */
  readonly limitMax: number;
  /** Headers that carry the number of records, and those that carry the number on the page. */
  readonly totalHeaders: readonly string[];
  readonly countHeaders: readonly string[];
  /** Whether Link headers lead from page to page. */
  readonly links: boolean;
  /** Whether the totals stand in the body beside the records (timeback). */
  readonly totalsInBody: boolean;
}

/** What an answer that refuses looks like. */
export interface ErrorStyle {
  /** Whether a body of 1.2 is the status object itself, as the official files have it, or wrapped. */
  readonly wrapV1p2: boolean;
  /** How the minor code is spelled: nested, as a mere text in the wrong place (Ed-Fi), or not at all. */
  readonly minorCode: "nested" | "text" | "none";
  /** Whether the description is left out: all that a sister vendor of Campus sends (facts A.11). */
  readonly terse: boolean;
}

/** How questions are answered that the standard leaves open (facts §2.5, §1.6). */
export interface QueryStyle {
  /** An unknown sort field in 1.2: passed over, or refused. 1.1 always goes on with a warning. */
  readonly unknownSortV1p2: "ignored" | "refused";
  /** A list below a record that nobody knows: 404, or an empty list, as one vendor's suite wants it. */
  readonly unknownParent: "not-found" | "empty";
  /** Whether a filter may lead into a field, as `class.sourcedId` does (facts §2.3). Not every vendor knows them (§8.2). */
  readonly nestedFilters: "followed" | "refused";
}

/** What a vendor asks of clients (Campus facts A.3, F88). It is not enforced: the journal reports who asks for more. */
export interface Politeness {
  readonly pageSizeMax: number;
  readonly concurrentMax: number;
}

/** A setting that was taken over, as text. */
export interface ProfileChange {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** A way in which a OneRoster server behaves. Data only: every part is a setting by itself. */
export interface SisProfile {
  readonly name: string;
  readonly title: string;
  /** Where the behaviour is known from. */
  readonly source: string;
  readonly style: WireStyle;
  readonly paths: PathStyle;
  readonly auth: AuthStyle;
  readonly paging: PagingStyle;
  readonly errors: ErrorStyle;
  readonly query: QueryStyle;
  /** How it takes what is written to the grade book. */
  readonly writes: WriteRules;
  readonly politeness: Politeness;
  /** Which operations there are: all, with those that Campus adds, or the core with demographics only. */
  readonly operations: "all" | "campus" | "core";
  /** The version whose records go over the paths of 1.1 (ClassLink serves later data under the old base). */
  readonly shapeUnderV1p1: OneRosterVersion;
  /** Whether 1.2 has discovery documents. Most vendors have none (facts §4.3). */
  readonly discovery: "served" | "absent";
  /** The name around a single record of demographics: Ed-Fi has it in the singular. */
  readonly demographicsWrapper: "demographics" | "demographic";
  /** Headers that come with every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** What was taken over of it, so that nobody takes it for the vendor's own; absent when nothing was. */
  readonly changes?: readonly ProfileChange[];
}
