import {
  statusInfoV1p1,
  statusInfoV1p2,
  type MinorCodeV1p1,
  type MinorCodeV1p2,
} from "../../contracts/oneroster/status-info.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Refusal } from "../security/access-refusal.ts";

interface RefusalRow {
  readonly status: number;
  readonly v1p1: MinorCodeV1p1;
  readonly v1p2: MinorCodeV1p2;
}

/** Why a request is refused, and what each version calls it (OneRoster 1.1 §3.6, 1.2 imsx_StatusInfo). */
const refusals = {
  paging: { status: 400, v1p1: "invalid data", v1p2: "invaliddata" },
  sort: { status: 400, v1p1: "invalid_sort_field", v1p2: "invalid_sort_field" },
  // Rostering and gradebook of 1.2 have no word for a sort field (facts §2.5, §3.2).
  "sort-as-filter": { status: 400, v1p1: "invalid_sort_field", v1p2: "invalid_filter_field" },
  filter: { status: 400, v1p1: "invalid_filter_field", v1p2: "invalid_filter_field" },
  selection: { status: 400, v1p1: "invalid_selection_field", v1p2: "invalid_selection_field" },
  "blank-selection": {
    status: 400,
    v1p1: "invalid_blank_selection_field",
    v1p2: "invalid_selection_field",
  },
  unauthorized: { status: 401, v1p1: "unauthorized", v1p2: "unauthorisedrequest" },
  forbidden: { status: 403, v1p1: "forbidden", v1p2: "forbidden" },
  malformed: { status: 400, v1p1: "invalid data", v1p2: "invaliddata" },
  "too-large": { status: 413, v1p1: "invalid data", v1p2: "invaliddata" },
  "invalid-data": { status: 422, v1p1: "invalid data", v1p2: "invaliddata" },
  // 1.1 has no word for it, and of the statuses that 1.2 declares for a DELETE this one is no outage.
  "not-deleted": { status: 422, v1p1: "invalid data", v1p2: "deletefailure" },
  "unknown-object": { status: 404, v1p1: "unknown object", v1p2: "unknownobject" },
  crash: { status: 500, v1p1: "invalid data", v1p2: "internal_server_error" },
} as const satisfies Record<string, RefusalRow>;

/** A reason to refuse. */
export type RefusalReason = keyof typeof refusals;

/** The answer to a request that is refused, in the shape of the version. */
export function refuse(
  version: OneRosterVersion,
  reason: RefusalReason,
  description: string,
): Response {
  const row: RefusalRow = refusals[reason];
  const body =
    version === "1.1"
      ? statusInfoV1p1({ codeMinor: row.v1p1, description })
      : statusInfoV1p2({ codeMinor: row.v1p2, description });
  const headers = row.status === 401 ? { "WWW-Authenticate": 'Bearer realm="oneroster"' } : {};
  return Response.json(body, { status: row.status, headers });
}

/** The answer to a request that may not pass. */
export function refuseAccess(version: OneRosterVersion, refusal: Refusal): Response {
  const response = refuse(version, refusal.reason, refusal.description);
  for (const [name, value] of Object.entries(refusal.headers ?? {})) {
    response.headers.set(name, value);
  }
  return response;
}

/** The answer to a method that a path does not have. Neither version has a minor code for it. */
export function refuseMethod(
  version: OneRosterVersion,
  description: string,
  allowed = "GET",
): Response {
  const words = { imsx_severity: "error", imsx_description: description };
  const body =
    version === "1.1"
      ? { statusInfoSet: [{ imsx_codeMajor: "failure", ...words }] }
      : { imsx_codeMajor: "unsupported", ...words };
  return Response.json(body, {
    status: 405,
    headers: { Allow: allowed.replace("GET", "GET, HEAD") },
  });
}
