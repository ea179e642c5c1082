import { buildingKey } from "../mapping/lms-state.ts";
import { termsInUse, type AllMatches, type PrepWorld } from "./match-all.ts";
import type { Naming } from "./privacy.ts";
import {
  pairRows,
  reasonCells,
  reasonColumns,
  summarize,
  type PairRow,
  type Sheet,
} from "./sheet.ts";
import type { SheetKind } from "../../contracts/run/prep-record.ts";
import type { Matching } from "../matching/climb.ts";

/** Suggestions for schools, each with what to write in the settings (guide R90, R91). */
export function schoolSheet({ roster, current }: PrepWorld, { schools }: AllMatches): Sheet {
  const titleOf = new Map(
    current.buildings.map((building) => [buildingKey(building), building.title]),
  );
  return sheetOf("schools", schools, {
    columns: [
      "Schoology Building Code",
      "Schoology School",
      "SIS ID",
      "SIS Identifier",
      "SIS School",
      "Setting",
    ],
    cells: ({ left, right, match }) => {
      const org = roster.orgs.get(left ?? "");
      const setting =
        match === undefined ? "" : `schools.map.${left}: { building: ${JSON.stringify(right)} }`;
      return [right, titleOf.get(right ?? ""), left, org?.identifier, org?.name, setting];
    },
  });
}

/** Suggestions for terms, each with what to write in the settings (guide R98). */
export function termSheet({ roster, current }: PrepWorld, { terms }: AllMatches): Sheet {
  const periodOf = new Map(current.gradingPeriods.map((period) => [period.id, period]));
  const used = new Map(termsInUse(roster).map((term) => [term.id, term]));
  return sheetOf("terms", terms, {
    columns: [
      "Schoology Grading Period",
      "Schoology Start",
      "Schoology End",
      "SIS ID",
      "SIS Term",
      "SIS Start",
      "SIS End",
      "SIS Year",
      "Setting",
    ],
    nameOf: (id) => periodOf.get(id)?.title ?? id,
    cells: ({ left, right, match }) => {
      const period = periodOf.get(right ?? "");
      const term = used.get(left ?? "");
      const title = JSON.stringify(period?.title ?? "");
      const setting = match === undefined ? "" : `terms.map.${left}: { gradingPeriod: ${title} }`;
      return [
        period?.title,
        period?.startDate,
        period?.endDate,
        left,
        term?.title,
        term?.startDate,
        term?.endDate,
        term?.schoolYear,
        setting,
      ];
    },
  });
}

/** Suggestions for courses. */
export function courseSheet({ roster, current }: PrepWorld, { courses }: AllMatches): Sheet {
  return sheetOf("courses", courses, {
    columns: [
      "Schoology Course Code",
      "Schoology Course",
      "SIS ID",
      "SIS Course Code",
      "SIS Course",
      "SIS School",
    ],
    cells: ({ left, right }) => {
      const held = current.courses.get(right ?? "");
      const course = roster.courses.get(left ?? "");
      const school = roster.orgs.get(course?.orgId ?? "")?.name;
      return [right, held?.fields["title"], left, course?.courseCode, course?.title, school];
    },
  });
}

/** Suggestions for sections. Their titles may hold a teacher's name. */
export function sectionSheet(
  { roster, current, desired }: PrepWorld,
  { sections }: AllMatches,
  naming: Naming,
): Sheet {
  return sheetOf("sections", sections, {
    columns: [
      "Schoology Section School Code",
      "Schoology Course Code",
      "Schoology Section",
      "SIS ID",
      "SIS Class Code",
      "SIS Class",
      "SIS School",
      "SIS Syncs",
    ],
    cells: ({ left, right }) => {
      const held = current.sections.get(right ?? "");
      const item = roster.classes.get(left ?? "");
      const school = roster.orgs.get(item?.schoolId ?? "")?.name;
      const syncs = desired.sections.has(left ?? "") ? "yes" : "no";
      return [
        right,
        held?.courseCode,
        naming.text(held?.title),
        left,
        item?.classCode,
        naming.text(item?.title),
        school,
        item === undefined ? "" : syncs,
      ];
    },
  });
}

interface SheetParts {
  readonly columns: readonly string[];
  readonly cells: (row: PairRow) => readonly unknown[];
  readonly nameOf?: (right: string) => string;
}

function sheetOf(kind: SheetKind, matching: Matching, parts: SheetParts): Sheet {
  const { cells, nameOf = (right: string): string => right } = parts;
  const rows = function* (): Generator<readonly string[]> {
    for (const row of pairRows(matching)) {
      const own = cells(row).map((cell) => (typeof cell === "string" ? cell : ""));
      yield [...own, ...reasonCells(row, nameOf)];
    }
  };
  return {
    summary: summarize(kind, matching),
    columns: [...parts.columns, ...reasonColumns],
    rows,
  };
}
