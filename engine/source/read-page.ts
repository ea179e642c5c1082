import { readCollection } from "../../contracts/oneroster/tolerant.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { RequestError } from "../http/errors.ts";
import { parseJson, type SisClient } from "../http/sis-client.ts";
import type { Collection } from "../snapshot/roster.ts";
import { pageFacts, type PageFacts } from "./page-end.ts";

/** One page of a collection: its raw records and what it says about where it stands. */
export interface Page extends PageFacts {
  readonly items: readonly unknown[];
}

/** Which page is asked for. */
export interface PageRequest {
  readonly version: OneRosterVersion;
  readonly collection: Collection;
  readonly offset: number;
  readonly limit: number;
  /** Only records that changed after this moment, as ISO 8601 in UTC; all when it is left out. */
  readonly changedAfter?: string;
}

const classNameOf: Readonly<Record<Collection, ClassName>> = {
  orgs: "org",
  academicSessions: "academicSession",
  courses: "course",
  classes: "class",
  users: "user",
  enrollments: "enrollment",
};

/**
 * Asks for a page in a fixed order, so that pages do not overlap (OneRoster 1.2 REST §2.2; F78).
 * Gives the page, or in words why there is none.
 *
 * @throws RequestError when the first request of a collection is refused, for then nothing was read
 */
export async function readPage(client: SisClient, request: PageRequest): Promise<Page | string> {
  const { collection, offset, limit, changedAfter, version } = request;
  const query = {
    limit: String(limit),
    offset: String(offset),
    sort: "sourcedId",
    orderBy: "asc",
    ...(changedAfter === undefined ? {} : { filter: `dateLastModified>'${changedAfter}'` }),
  };
  try {
    const response = await client.get(`/${collection}`, query);
    const body = parseJson(response.body);
    if (body === undefined) return "the server's answer is not JSON";
    // A single object for a list, a bare list, an empty object: what servers send in place of a page (F79).
    const read = readCollection({ version, className: classNameOf[collection], body });
    if (read.problem !== undefined) return read.problem;
    return { items: read.items, ...pageFacts(response.headers, read.items) };
  } catch (error) {
    if (!(error instanceof RequestError) || offset === 0) throw error;
    return error.message;
  }
}
