import type { CellValue } from "../../contracts/oneroster/csv/cells.ts";
import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import { isMembers, member, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

/** What a stand-in may be taken from. */
export interface StandInScene {
  /** The record that the row is of. */
  readonly record: WireRecord;
  /** The draft of the row. */
  readonly draft: RowValues;
  /** A record of another class. */
  readonly classOf: (sourcedId: string | undefined) => WireRecord | undefined;
  readonly courseOf: (sourcedId: string | undefined) => WireRecord | undefined;
  /** The id of the district, where the bundle holds one. */
  readonly district: () => string | undefined;
}

/** What is written into a required cell about which the API says nothing. */
export interface StandIn {
  readonly file: CsvFile;
  readonly column: string;
  readonly versions: readonly OneRosterVersion[];
  readonly from: (scene: StandInScene) => CellValue | undefined;
  /** What it is, in words. */
  readonly says: string;
}

const both: readonly OneRosterVersion[] = ["1.1", "1.2"];
const only12: readonly OneRosterVersion[] = ["1.2"];
const only11: readonly OneRosterVersion[] = ["1.1"];

/**
 * The stand-ins for cells that CSV requires and REST does not (facts §6.1, REST ↔ CSV differences), and for a few
 * that both require but a school may leave open. Any other required text is the sourcedId of the row.
 */
export const standIns: readonly StandIn[] = [
  {
    file: "classes",
    column: "classType",
    versions: both,
    from: () => "scheduled",
    says: "scheduled",
  },
  {
    file: "classes",
    column: "termSourcedIds",
    versions: both,
    from: ({ record, courseOf }) => {
      const year = idIn(courseOf(idIn(record, "course")), "schoolYear");
      return year === undefined ? undefined : [year];
    },
    says: "the school year of its course",
  },
  {
    file: "courses",
    column: "orgSourcedId",
    versions: both,
    from: ({ district }) => district(),
    says: "the district",
  },
  {
    file: "users",
    column: "orgSourcedIds",
    versions: only11,
    from: ({ district }) => {
      const id = district();
      return id === undefined ? undefined : [id];
    },
    says: "the district",
  },
  {
    file: "lineItems",
    column: "schoolSourcedId",
    versions: only12,
    from: ({ record, classOf }) => idIn(classOf(idIn(record, "class")), "school"),
    says: "the school of its class",
  },
  {
    file: "lineItems",
    column: "gradingPeriodSourcedId",
    versions: only11,
    from: firstTerm,
    says: "the first term of its class",
  },
  {
    file: "lineItems",
    column: "academicSessionSourcedId",
    versions: only12,
    from: firstTerm,
    says: "the first term of its class",
  },
  { file: "lineItems", column: "resultValueMin", versions: only11, from: () => 0, says: "0" },
  { file: "lineItems", column: "resultValueMax", versions: only11, from: () => 100, says: "100" },
  {
    file: "scoreScales",
    column: "orgSourcedId",
    versions: only12,
    from: ({ record, classOf }) => idIn(classOf(idIn(record, "class")), "school"),
    says: "the school of its class",
  },
  {
    file: "scoreScales",
    column: "courseSourcedId",
    versions: only12,
    from: ({ record, classOf }) => idIn(classOf(idIn(record, "class")), "course"),
    says: "the course of its class",
  },
  {
    file: "userProfiles",
    column: "credentialType",
    versions: only12,
    from: () => "none",
    says: "none",
  },
  {
    file: "userProfiles",
    column: "username",
    versions: only12,
    from: ({ record }) => {
      const username = member(record, "username");
      return username?.trim() ? username : member(record, "sourcedId");
    },
    says: "the username of the user, else the user's sourcedId",
  },
];

const byPlace: ReadonlyMap<string, StandIn> = new Map(
  standIns.flatMap((standIn) =>
    standIn.versions.map((version) => [`${version} ${standIn.file} ${standIn.column}`, standIn]),
  ),
);

/** The stand-in of a column, if the table has one. */
export function standInFor(
  version: OneRosterVersion,
  file: CsvFile,
  column: string,
): StandIn | undefined {
  return byPlace.get(`${version} ${file} ${column}`);
}

function firstTerm({ record, classOf }: StandInScene): string | undefined {
  const terms = classOf(idIn(record, "class"))?.["terms"];
  return Array.isArray(terms) ? member(terms[0], "sourcedId") : undefined;
}

/** The id in a reference of a record. */
function idIn(record: WireRecord | undefined, field: string): string | undefined {
  const reference = record?.[field];
  return isMembers(reference) ? member(reference, "sourcedId") : undefined;
}
