import { scopeUri } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Asked } from "../routes/answer-request.ts";
import { refuseAccess, refuseMethod } from "../routes/refusal.ts";
import type { Access } from "../security/access.ts";

/** The release from which on connections have the addresses that the profile has (Campus facts A.1). */
const campusRelease = "Campus.2235";

/**
 * Answers `/campusVersion`, which Campus has beside the standard; undefined when it is something else.
 *
 * That there is such a path is known from a client (Campus facts A.3), and releases are named as `Campus.2235`.
 * The body, and that a scope of rostering opens it, are made up: nobody published an answer.
 */
export function answerCampusVersion(
  access: Access,
  { request, address, route }: Asked,
): Response | undefined {
  if (route === undefined || !/\/v1p[12]\/campusVersion\/?$/.test(address.pathname)) {
    return undefined;
  }
  const { version } = route;
  if (request.method !== "GET") return refuseMethod(version, "campusVersion is a GET.", "GET");
  const refusal = access.refuse(request, { version, operation: campusVersion });
  if (refusal !== undefined) return refuseAccess(version, refusal);
  return Response.json({ campusVersion: campusRelease });
}

const rosterScopes = (version: OneRosterVersion): readonly string[] => [
  scopeUri(version, "roster.readonly"),
  scopeUri(version, "roster-core.readonly"),
];

const campusVersion = {
  operationId: "getCampusVersion",
  service: "rostering",
  scopes: { "1.1": rosterScopes("1.1"), "1.2": rosterScopes("1.2") },
} as const;
