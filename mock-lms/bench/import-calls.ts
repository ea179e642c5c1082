import { createHmac } from "node:crypto";
import { oauth1BaseString, encodeRfc3986 } from "../../core/oauth1-base-string.ts";
import { bulkRowsMax, formatBulkRequest } from "../../contracts/lms/bulk.ts";
import { benchCredentials } from "./serve-role.ts";

/** A call that is ready to be sent to either server. */
export interface ReadyCall {
  readonly path: string;
  readonly body: Buffer;
}

/** A bulk call that an importer still has to write and to sign. */
export interface BulkCall {
  readonly kind: "user" | "enrollment" | "section";
  readonly path: string;
  readonly rows: readonly object[];
}

/** Writes a bulk call. */
export function writeCall({ kind, path, rows }: BulkCall): ReadyCall {
  return { path, body: toBody(formatBulkRequest(kind, rows)) };
}

/** Members that every user has. */
export const membershipsPerUser = 8;

/** Sections that there are. */
export const sectionCount = 1_000;

/** Users of one round, as a SIS would send them. */
export function userRow(uid: string, index: number): object {
  return {
    school_uid: uid,
    name_first: `First${index % 3_001}`,
    name_last: `Last${index % 499}`,
    username: `first.last.${uid}`,
    primary_email: `first.last.${uid}@district.example.org`,
    role_id: 703,
    building_id: 10_001,
    grad_year: "2031",
    gender: index % 2 === 0 ? "F" : "M",
    synced: 1,
  };
}

/** The calls that import so many users, 50 a call. */
export function userCalls(round: string, count: number): readonly BulkCall[] {
  return callsOf("user", "/v1/users?update_existing=1", count, (index) =>
    userRow(`${round}-${index}`, index),
  );
}

/** The calls that make members of the users of a round. */
export function enrollmentCalls(round: string, users: number): readonly BulkCall[] {
  const path = "/v1/enrollments/import/course";
  return callsOf("enrollment", path, users * membershipsPerUser, (index) => {
    const user = Math.floor(index / membershipsPerUser);
    return {
      section_school_code: `s-${(user * 7 + index) % sectionCount}`,
      school_uid: `${round}-${user}`,
      admin: 0,
    };
  });
}

/** What must be there before members are: a grading period, a course, and its sections. */
export function sectionCalls(): readonly ReadyCall[] {
  const period = { title: "Year", start: "2020-08-01", end: "2099-06-30" };
  const course = { title: "Art", course_code: "ART" };
  return [
    { path: "/v1/gradingperiods", body: toBody(period) },
    { path: "/v1/courses", body: toBody(course) },
    ...callsOf("section", "/v1/courses/200000001/sections", sectionCount, (index) => ({
      title: `Section ${index}`,
      section_school_code: `s-${index}`,
      grading_periods: [50_001],
    })).map(writeCall),
  ];
}

function callsOf(
  kind: BulkCall["kind"],
  path: string,
  count: number,
  rowOf: (index: number) => object,
): readonly BulkCall[] {
  const calls: BulkCall[] = [];
  for (let first = 0; first < count; first += bulkRowsMax) {
    const length = Math.min(bulkRowsMax, count - first);
    const rows = Array.from({ length }, (_, index) => rowOf(first + index));
    calls.push({ kind, path, rows });
  }
  return calls;
}

function toBody(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** Signs a call by HMAC-SHA1, as the original recommends. */
export function signCall(
  origin: string,
  { path }: ReadyCall,
  by: { readonly nonce: string; readonly nowMs: number },
): string {
  const parameters = new Map([
    ["oauth_consumer_key", benchCredentials.consumerKey],
    ["oauth_token", ""],
    ["oauth_nonce", by.nonce],
    ["oauth_timestamp", String(Math.floor(by.nowMs / 1_000))],
    ["oauth_signature_method", "HMAC-SHA1"],
    ["oauth_version", "1.0"],
  ]);
  const text = oauth1BaseString({ method: "POST", url: `${origin}${path}`, parameters });
  const key = `${encodeRfc3986(benchCredentials.consumerSecret)}&`;
  parameters.set("oauth_signature", createHmac("sha1", key).update(text).digest("base64"));
  const listed = [...parameters].map(([name, value]) => `${name}="${encodeRfc3986(value)}"`);
  return `OAuth realm="Schoology API", ${listed.join(", ")}`;
}
