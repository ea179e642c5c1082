import type { OneRosterService } from "../../contracts/oneroster/operations.ts";
import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import { forbidden, type Refusal } from "./access-refusal.ts";

/**
 * What the SIS side has bought and switched on (Campus facts A.2, R52, R55, F98, F99).
 *
 * Only a status of 401 for a missing vendor key is documented; that of these gates, 403, is our reading.
 */
export interface Connection {
  /** `roster-only` is what a vendor that is not supported, or without Grade Book Sync, is given. */
  readonly kind: "roster-and-gradebook" | "roster-only";
  /** The Campus Learning licence: of nobody, of some schools, of the whole district. */
  readonly learningLicence: "none" | "school" | "district";
  /** The sourcedIds of the schools that a licence of `school` covers. */
  readonly licensedSchools?: readonly string[];
  /** Kinds of records that "Data to Share" leaves out, such as demographics, which need a permission of their own. */
  readonly withheld?: readonly ClassName[];
}

/** A connection in words, for those who wonder why a call is refused. */
export function describeConnection({
  kind,
  learningLicence,
  licensedSchools = [],
  withheld = [],
}: Connection): string {
  const schools = learningLicence === "school" ? ` ${licensedSchools.join(" ")}` : "";
  const kept = withheld.length === 0 ? "" : `, not shared: ${withheld.join(" ")}`;
  return `${kind}, Campus Learning licence: ${learningLicence}${schools}${kept}`;
}

/** What of an operation a connection depends on. */
export interface ConnectedOperation {
  readonly service: OneRosterService;
  /** Absent of what serves no records. */
  readonly className?: ClassName;
}

/**
 * Refuses the gradebook to a connection that has none, or whose district has no licence at all, and records of a kind
 * that the connection does not share (Campus facts A.2: a 403 without the permission for demographics).
 */
export function refuseConnection(
  connection: Connection,
  { service, className }: ConnectedOperation,
): Refusal | undefined {
  if (className !== undefined && connection.withheld?.includes(className) === true) {
    return forbidden(`This connection does not share ${className}: see its Data to Share.`);
  }
  if (service !== "gradebook") return undefined;
  if (connection.learningLicence === "none") {
    return forbidden(
      "The district has no Campus Learning licence, so there is no Grade Book Sync.",
    );
  }
  if (connection.kind === "roster-only") {
    return forbidden(
      "This connection is roster-only. Use the Consumer ID of the Grading Services configuration.",
    );
  }
  return undefined;
}

/**
 * True when grades of that school may be sent: passback from several buildings needs a district-wide
 * licence, and without it passes for the licensed ones at most (guide R52, F99).
 */
export function maySendGrades(connection: Connection, schoolId: string): boolean {
  if (connection.kind === "roster-only") return false;
  if (connection.learningLicence !== "school") return connection.learningLicence === "district";
  return connection.licensedSchools?.includes(schoolId) ?? false;
}
