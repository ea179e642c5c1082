import type { OneRosterVersion } from "../../../contracts/oneroster/vocabulary.ts";
import { choice, count, flag, status, texts } from "./setting-kinds.ts";
import { defineSetting, inPart, inWhole, itemSettings, type ProfileSetting } from "./setting.ts";
import { writeSettings } from "./write-settings.ts";

const unbounded = Number.MAX_SAFE_INTEGER;
/** A page of a million enrollments takes 600 MB; one of 8 millions would not fit into a buffer. */
const limitAny = 1_000_000;
const headerNames = texts("names of headers that begin with X-", /^x-[\w-]{1,60}$/i, []);
const path = /^(?:\/(?!ims(?:\/|$))[\w.~{}-]{1,60}){1,10}$/;

/** Every setting of a profile that can be taken over by itself, in the order in which a profile has them. */
export const profileSettings: readonly ProfileSetting[] = [
  inPart(["style", "hrefs"], {
    kind: choice("absolute", "relative"),
    about: "addresses in references, with the host or without",
  }),
  inPart(["style", "flags"], {
    kind: choice("text", "json"),
    about: "flags as text, or as JSON booleans",
  }),
  inPart(["style", "roleTypes"], {
    kind: choice("per-org", "service-type"),
    about: "what makes a role of 1.2 primary: its order in the org, or the service type of Campus",
  }),
  inPart(["style", "staffWords"], {
    kind: choice("as-assigned", "campus"),
    about:
      "words of 1.2 for staff: those of the assignments, or administrator, aide and teacher only",
  }),
  inPart(["style", "campusMetadata"], {
    kind: flag,
    about: "what Campus puts into metadata: the legacy id, the relationships",
  }),
  inPart(["style", "sessions"], {
    kind: choice("by-type", "both"),
    about:
      "terms and grading periods: each under its own path, or all under both, as Campus has them",
  }),
  inPart(["style", "legacyIds"], {
    kind: choice("bare", "with-letter", "absent"),
    about: "the legacy id of that metadata: a number, with the letter of the role, or none (F24)",
  }),
  inPart(["style", "householdMetadata"], {
    kind: flag,
    about:
      "addresses and phones in the metadata of Campus demographics, ic_indexSuffix in that of users",
  }),
  inPart(["style", "missingEmails"], {
    kind: choice("left-out", "empty"),
    about: "an e-mail address of Campus people that is not there (F18)",
  }),
  inPart(["style", "deleted"], {
    kind: choice("sent", "left-out"),
    about: "records that are to be deleted",
  }),
  prefixes("1.1"),
  prefixes("1.2"),
  inPart(["paths", "tokenPaths"], {
    kind: texts("paths", path),
    about: "where tokens are to be had; the first is announced",
  }),
  inPart(["paths", "trailingSlash"], {
    kind: choice("tolerated", "required", "refused"),
    about: "a slash at the end of a path",
  }),
  ...itemSettings(
    "auth.oauth1",
    {
      "HMAC-SHA1": "take signatures of OAuth 1.0a by SHA-1 in 1.1",
      "HMAC-SHA256": "take signatures of OAuth 1.0a by SHA-256 in 1.1",
    },
    {
      get: ({ auth }) => auth.oauth1,
      set: (profile, oauth1) => ({ ...profile, auth: { ...profile.auth, oauth1 } }),
    },
  ),
  inPart(["auth", "oauth1WindowSeconds"], {
    kind: count(),
    about: "how far the clock of a client that signs may be off, in seconds",
  }),
  inPart(["auth", "oauth2ForV1p1"], { kind: flag, about: "take bearer tokens in 1.1 too" }),
  inPart(["auth", "requireAppName"], {
    kind: flag,
    about: "want ?appName= at the token URL (F73)",
  }),
  inPart(["auth", "missingAppNameStatus"], {
    kind: status(200, 400, 401, 403, 404, 500),
    about: "the status of No Campus Application selected (F73)",
  }),
  inPart(["auth", "scopesUnasked"], {
    kind: choice("read", "all"),
    about:
      "what a client may do that asks for no scope; those of Campus ask for none and send grades",
  }),
  inPart(["auth", "demographicsScope"], {
    kind: choice("own", "roster"),
    about: "what opens demographics: their own scope only, or roster.readonly too",
  }),
  inPart(["auth", "secretLifeDays"], {
    kind: count(unbounded),
    about: "how long the client's secret opens 1.1, in days; then somebody has to renew it (F74)",
  }),
  inPart(["auth", "tokenForm"], { kind: choice("opaque", "jwt"), about: "what tokens look like" }),
  inPart(["auth", "tokenLifeSeconds"], {
    kind: count(),
    about: "how long a token is good, in seconds",
  }),
  inPart(["auth", "vendorHeader"], {
    kind: flag,
    about: "want x-vendor-authorization on grade book calls",
  }),
  inPart(["paging", "limitDefault"], {
    kind: count(),
    about: "records on a page when the client does not say",
  }),
  inPart(["paging", "limitMax"], {
    kind: count(limitAny),
    about: "the most records on a page (`any`: a million); a greater limit is taken as this one",
  }),
  inPart(["paging", "totalHeaders"], {
    kind: headerNames,
    about: "headers with the number of records",
  }),
  inPart(["paging", "countHeaders"], {
    kind: headerNames,
    about: "headers with the number on the page",
  }),
  inPart(["paging", "links"], { kind: flag, about: "Link headers from page to page" }),
  inPart(["paging", "totalsInBody"], { kind: flag, about: "totals in the body too" }),
  inPart(["errors", "wrapV1p2"], {
    kind: flag,
    about: "errors of 1.2 in an imsx_StatusInfo",
  }),
  inPart(["errors", "minorCode"], {
    kind: choice("nested", "text", "none"),
    about: "the minor code of 1.2: as the standard has it, as mere text, or not at all",
  }),
  inPart(["errors", "terse"], {
    kind: flag,
    about: "errors of nothing but major code and severity",
  }),
  inPart(["query", "unknownSortV1p2"], {
    kind: choice("ignored", "refused"),
    about: "an unknown sort field in 1.2",
  }),
  inPart(["query", "unknownParent"], {
    kind: choice("not-found", "empty"),
    about: "a list below a record that nobody knows",
  }),
  inPart(["query", "nestedFilters"], {
    kind: choice("followed", "refused"),
    about: "a filter by a field within a field, such as class.sourcedId",
  }),
  ...writeSettings,
  inPart(["politeness", "pageSizeMax"], {
    kind: count(unbounded),
    about: "the largest limit that the vendor wants; the journal counts larger ones",
  }),
  inPart(["politeness", "concurrentMax"], {
    kind: count(unbounded),
    about: "the most requests at once that the vendor wants; the journal counts more",
  }),
  inWhole("operations", {
    kind: choice("all", "campus", "core"),
    about: "the operations there are; campus adds its own, core is rostering and demographics",
  }),
  inWhole("shapeUnderV1p1", {
    kind: choice("1.1", "1.2"),
    about: "the version of the records under the paths of 1.1",
  }),
  inWhole("discovery", {
    kind: choice("served", "absent"),
    about: "the discovery documents of 1.2",
  }),
  inWhole("demographicsWrapper", {
    kind: choice("demographics", "demographic"),
    about: "the name around a single record of demographics",
  }),
];

function prefixes(version: OneRosterVersion): ProfileSetting {
  return defineSetting<readonly string[]>(
    `paths.prefixes.${version}`,
    {
      kind: texts("paths", path, [""]),
      about: `what stands before /ims/oneroster in ${version}; the first is announced`,
    },
    {
      get: ({ paths }) => paths.prefixes[version],
      set: (profile, value) => ({
        ...profile,
        paths: { ...profile.paths, prefixes: { ...profile.paths.prefixes, [version]: value } },
      }),
    },
  );
}
