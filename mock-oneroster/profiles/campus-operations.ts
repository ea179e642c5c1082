import type { Operation } from "../../contracts/oneroster/operations.ts";
import { operationsOf } from "../../contracts/oneroster/operations.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

type Row = readonly [path: string, operationId: string, className: ClassName, kind: string];

/**
 * Collections that Campus has beside the standard (Campus facts A.3), seen in a client of 1.1. That 1.2 has them too,
 * and that `/scoreGroups` comes as `scoreScales`, is our guess. `/campusVersion` is no collection: see `describe/`.
 */
const rows: readonly Row[] = [
  ["/districts", "getAllDistricts", "org", "district"],
  ["/administrators", "getAllAdministrators", "user", "administrator"],
  ["/guardians", "getAllGuardians", "user", "guardian"],
  ["/relatives", "getAllRelatives", "user", "relative"],
  ["/studentEnrollments", "getAllStudentEnrollments", "enrollment", "student"],
  ["/teacherEnrollments", "getAllTeacherEnrollments", "enrollment", "teacher"],
  ["/scoreGroups", "getAllScoreGroups", "scoreScale", ""],
];

const nestedRows: readonly Row[] = [
  [
    "/schools/{schoolSourcedId}/administrators",
    "getAdministratorsForSchool",
    "user",
    "administrator",
  ],
  [
    "/schools/{schoolSourcedId}/studentEnrollments",
    "getStudentEnrollmentsForSchool",
    "enrollment",
    "student",
  ],
  [
    "/schools/{schoolSourcedId}/teacherEnrollments",
    "getTeacherEnrollmentsForSchool",
    "enrollment",
    "teacher",
  ],
];

/** The further operations of Campus. The scopes are those of the nearest operation of the standard. */
export function campusOperations(version: OneRosterVersion): readonly Operation[] {
  const flat = rows.map((row) => toOperation(version, row, []));
  const school = operationsOf(version).find(
    ({ operationId }) => operationId === "getClassesForSchool",
  );
  return [...flat, ...nestedRows.map((row) => toOperation(version, row, school?.parents ?? []))];
}

function toOperation(
  version: OneRosterVersion,
  [path, operationId, className, kind]: Row,
  parents: Operation["parents"],
): Operation {
  const like = className === "scoreScale" ? "getAllLineItems" : "getAllUsers";
  const nearest = operationsOf(version).find((operation) => operation.operationId === like);
  return {
    operationId,
    method: "GET",
    service: nearest?.service ?? "rostering",
    path,
    className,
    kind: "collection",
    ...(kind === ""
      ? {}
      : { subset: { field: className === "org" ? "type" : "role", value: kind } }),
    parents,
    scopes: nearest?.scopes ?? {},
  };
}
