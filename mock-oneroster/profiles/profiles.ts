import {
  writeRulesCampus,
  writeRulesDefault,
  writeRulesLenient,
  writeRulesStrict,
} from "../gradebook/write-rules.ts";
import { wireStyleDefault } from "../project/wire-style.ts";
import type { SisProfile } from "./profile.ts";

/** The standard with all that it recommends, and with the metadata by which Campus accounts can be followed. */
const standard: SisProfile = {
  name: "standard",
  title: "OneRoster as the standard recommends it",
  source: "OneRoster 1.1 and 1.2 REST binding; metadata of Infinite Campus users",
  style: wireStyleDefault,
  paths: {
    prefixes: { "1.1": [""], "1.2": [""] },
    tokenPaths: ["/token"],
    trailingSlash: "refused",
    aliases: {},
  },
  auth: {
    oauth1: ["HMAC-SHA256", "HMAC-SHA1"],
    oauth1WindowSeconds: 300,
    oauth2ForV1p1: true,
    requireAppName: false,
    missingAppNameStatus: 400,
    scopesUnasked: "read",
    demographicsScope: "own",
    secretLifeDays: Number.MAX_SAFE_INTEGER,
    tokenForm: "opaque",
    tokenLifeSeconds: 3_600,
    vendorHeader: false,
  },
  paging: {
    limitDefault: 100,
    // The standard sets no limit. The largest that any vendor is known for is that of Campus (A.3), and a page
    // without one would take all the memory of a large district.
    limitMax: 50_000,
    totalHeaders: ["X-Total-Count"],
    countHeaders: [],
    links: true,
    totalsInBody: false,
  },
  errors: { wrapV1p2: false, minorCode: "nested", terse: false },
  query: { unknownSortV1p2: "ignored", unknownParent: "not-found", nestedFilters: "followed" },
  writes: writeRulesDefault,
  politeness: { pageSizeMax: Number.MAX_SAFE_INTEGER, concurrentMax: Number.MAX_SAFE_INTEGER },
  operations: "all",
  shapeUnderV1p1: "1.1",
  discovery: "served",
  demographicsWrapper: "demographics",
  headers: {},
};

/** All profiles by name. `profiles/README.md` says what each is good for. */
export const profiles = {
  standard,
  strict: {
    ...standard,
    name: "strict",
    title: "The official definition and nothing else",
    source: "the three official OpenAPI files of OneRoster 1.2; 1.1 final",
    style: { ...wireStyleDefault, campusMetadata: false },
    query: { ...standard.query, unknownSortV1p2: "refused" },
    writes: writeRulesStrict,
  },
  "infinite-campus": {
    ...standard,
    name: "infinite-campus",
    title: "Infinite Campus",
    source: "vendor documentation and public client code (Campus facts A.1 to A.12)",
    style: {
      ...wireStyleDefault,
      roleTypes: "service-type",
      staffWords: "campus",
      sessions: "both",
      householdMetadata: true,
    },
    paths: {
      prefixes: {
        "1.1": [
          "/campus/api/oneroster/v1p1/{appName}",
          "/campus/api",
          "/campus/oneroster/{appName}",
        ],
        "1.2": ["/campus/api/oneroster/v1p2/{appName}", "/campus/api"],
      },
      tokenPaths: ["/campus/oauth2/token"],
      trailingSlash: "tolerated",
      aliases: { "/ims/oneroster/rostering/v1p1": "/ims/oneroster/v1p1" },
    },
    auth: {
      ...standard.auth,
      oauth1: ["HMAC-SHA1", "HMAC-SHA256"],
      requireAppName: true,
      scopesUnasked: "all",
      secretLifeDays: 365,
      tokenForm: "jwt",
      vendorHeader: true,
    },
    paging: { ...standard.paging, totalHeaders: [], links: false },
    errors: { wrapV1p2: true, minorCode: "nested", terse: false },
    writes: writeRulesCampus,
    politeness: { pageSizeMax: 50_000, concurrentMax: 5 },
    operations: "campus",
  },
  minimal: {
    ...standard,
    name: "minimal",
    title: "No optional header, and pages of at most 500",
    source:
      "Ed-Fi's default page cap of 500 without counts; clients that stop at a short page lose data",
    paging: { ...standard.paging, limitMax: 500, totalHeaders: [], links: false },
  },
  classlink: {
    ...standard,
    name: "classlink",
    title: "ClassLink Roster Server",
    source: "public client libraries of ClassLink (facts §4.1, §8.2)",
    style: { ...wireStyleDefault, campusMetadata: false },
    auth: { ...standard.auth, oauth1: ["HMAC-SHA256"] },
    paging: {
      ...standard.paging,
      totalHeaders: ["x-total-count"],
      countHeaders: ["x-count"],
      links: false,
    },
    shapeUnderV1p1: "1.2",
    headers: { "x-perm-rev": "1" },
  },
  google: {
    ...standard,
    name: "google",
    title: "What Google Classroom's suite needs",
    source: "googleworkspace/oneroster-integration-conformance-tests (facts §7.2)",
    style: { ...wireStyleDefault, campusMetadata: false },
    paging: { ...standard.paging, limitMax: 10_000 },
  },
  "ed-fi": {
    ...standard,
    name: "ed-fi",
    title: "The open OneRoster server of Ed-Fi",
    source:
      "the code and history of Ed-Fi's server (facts §1.2, §2.1, §3.2, §4.2, §4.3, §7.1, §8.2)",
    style: {
      ...wireStyleDefault,
      hrefs: "relative",
      campusMetadata: false,
      deleted: "left-out",
    },
    paging: { ...standard.paging, limitMax: 500, totalHeaders: [], links: false },
    auth: { ...standard.auth, demographicsScope: "roster" },
    errors: { wrapV1p2: false, minorCode: "text", terse: false },
    query: { ...standard.query, nestedFilters: "refused" },
    operations: "core",
    discovery: "absent",
    demographicsWrapper: "demographic",
  },
  timeback: {
    ...standard,
    name: "timeback",
    title: "Timeback",
    source: "public client code for Timeback (facts §1.1, §8.2)",
    style: { ...wireStyleDefault, flags: "json", campusMetadata: false },
    writes: writeRulesLenient,
    paths: { ...standard.paths, trailingSlash: "required" },
    paging: {
      ...standard.paging,
      limitMax: 3_000,
      totalHeaders: [],
      links: false,
      totalsInBody: true,
    },
  },
} as const satisfies Readonly<Record<string, SisProfile>>;

/** The name of a profile. */
export type ProfileName = keyof typeof profiles;

/** The names of all profiles. */
export const profileNames = Object.keys(profiles).filter((name): name is ProfileName =>
  Object.hasOwn(profiles, name),
);

/** The profile with a name. */
export function profileNamed(name: ProfileName): SisProfile {
  return profiles[name];
}
