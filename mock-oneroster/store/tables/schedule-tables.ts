import {
  rareColumn,
  rareListColumn,
  refColumn,
  textColumn,
  valueColumn,
  wordColumn,
} from "../table/columns.ts";
import { createColumnTable } from "../table/column-table.ts";
import { createIdSpace, type IdSpace } from "../table/id-space.ts";
import type { Table } from "../table/table.ts";
import type { Metadata, Placement, Roster, Section, StaffRow } from "../records.ts";

/** The sections of all trials. */
export function createSectionsTable(ids: IdSpace): Table<Section> {
  const columns = {
    status: wordColumn<string>(),
    modified: wordColumn<string>(),
    metadata: rareColumn<Metadata>(),
    trial: wordColumn<string | undefined>(),
    course: wordColumn<string>(),
    school: wordColumn<string>(),
    number: wordColumn<string | undefined>(),
    title: textOf(),
    classCode: textColumn(),
    classType: wordColumn<string | undefined>(),
    location: wordColumn<string | undefined>(),
    placements: valueColumn<readonly Placement[]>(),
    grades: valueColumn<readonly string[]>(),
    subjects: valueColumn<readonly string[]>(),
    subjectCodes: valueColumn<readonly string[]>(),
    resources: rareListColumn<string>(),
  };
  return createColumnTable<Section>({
    ids,
    columns,
    indexed: {
      status: columns.status,
      modified: columns.modified,
      trial: columns.trial,
      course: columns.course,
      school: columns.school,
    },
    read: (id, row) => ({
      id,
      status: columns.status.get(row),
      modified: columns.modified.get(row),
      metadata: columns.metadata.get(row),
      trial: columns.trial.get(row),
      course: columns.course.get(row),
      school: columns.school.get(row),
      number: columns.number.get(row),
      title: columns.title.get(row),
      classCode: columns.classCode.get(row),
      classType: columns.classType.get(row),
      location: columns.location.get(row),
      placements: columns.placements.get(row),
      grades: columns.grades.get(row),
      subjects: columns.subjects.get(row),
      subjectCodes: columns.subjectCodes.get(row),
      resources: columns.resources.get(row),
    }),
  });
}

/** The spaces that seats refer to. */
export interface SeatSpaces {
  readonly people: IdSpace;
  readonly sections: IdSpace;
}

/** Students in sections: the largest table of a district. */
export function createRostersTable(spaces: SeatSpaces): Table<Roster> {
  const { columns, read, write } = seatColumns(spaces);
  return createColumnTable<Roster>({
    ids: createIdSpace(),
    columns,
    indexed: indexedSeats(columns),
    rare: [columns.metadata],
    read,
    write,
  });
}

/** Staff of sections. */
export function createStaffTable(spaces: SeatSpaces): Table<StaffRow> {
  const { columns, read, write } = seatColumns(spaces);
  const staffType = wordColumn<StaffRow["staffType"]>();
  return createColumnTable<StaffRow>({
    ids: createIdSpace(),
    columns: { ...columns, staffType },
    indexed: indexedSeats(columns),
    rare: [columns.metadata],
    read: (id, row) => ({ ...read(id, row), staffType: staffType.get(row) }),
    write: (row, value) => {
      write(row, value);
      staffType.set(row, value.staffType);
    },
  });
}

type SeatColumns = ReturnType<typeof seatColumns>["columns"];

function seatColumns({ people, sections }: SeatSpaces) {
  const columns = {
    status: wordColumn<string>(),
    modified: wordColumn<string>(),
    metadata: rareColumn<Metadata>(),
    section: refColumn(sections),
    school: wordColumn<string>(),
    person: refColumn(people),
    role: wordColumn<string>(),
    primary: wordColumn<string | undefined>(),
    beginDate: wordColumn<string | undefined>(),
    endDate: wordColumn<string | undefined>(),
  };
  const read = (id: string, row: number): Roster => ({
    id,
    status: columns.status.get(row),
    modified: columns.modified.get(row),
    metadata: columns.metadata.get(row),
    section: columns.section.get(row),
    school: columns.school.get(row),
    person: columns.person.get(row),
    role: columns.role.get(row),
    primary: columns.primary.get(row),
    beginDate: columns.beginDate.get(row),
    endDate: columns.endDate.get(row),
  });
  const write = (row: number, value: Roster): void => {
    columns.status.set(row, value.status);
    columns.modified.set(row, value.modified);
    columns.metadata.set(row, value.metadata);
    columns.section.set(row, value.section);
    columns.school.set(row, value.school);
    columns.person.set(row, value.person);
    columns.role.set(row, value.role);
    columns.primary.set(row, value.primary);
    columns.beginDate.set(row, value.beginDate);
    columns.endDate.set(row, value.endDate);
  };
  return { columns, read, write };
}

function indexedSeats(columns: SeatColumns) {
  const { metadata: _, ...coded } = columns;
  return coded;
}

/** Texts that are never absent. */
function textOf() {
  const column = textColumn();
  return {
    get: (row: number): string => column.get(row) ?? "",
    set: (row: number, value: string): void => column.set(row, value),
  };
}
