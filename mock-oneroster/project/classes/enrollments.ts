import type { Seat, StaffRow } from "../../store/records.ts";
import type { Table } from "../../store/table/table.ts";
import { personOfRecord } from "../../store/user-ids.ts";
import type { ViewMember } from "../class-view.ts";
import type { RefMaker, WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { createSeatWriter } from "./seat-writer.ts";

/** Rosters and staff rows of the sections that are shown, as enrollments (facts A.4). */
export function enrollmentMembers(scene: ProjectionScene): readonly ViewMember[] {
  const { staff } = scene.world;
  const isTeaching = (row: number): boolean => staff.rows.at(row).staffType !== "S";
  return [
    seatMember(scene, scene.world.rosters, () => true),
    seatMember<StaffRow>(scene, staff, isTeaching),
  ];
}

function seatMember<Row extends Seat>(
  scene: ProjectionScene,
  table: Table<Row>,
  isSent: (row: number) => boolean,
): ViewMember {
  const { world, ids, sight } = scene;
  const sections = table.rows.column("section");
  return createTableMember<Row>({
    table,
    ids,
    idClass: "enrollment",
    shows: (row) => {
      const section = world.sections.rows.ofCode(sections.codeAt(row));
      const isShown =
        section === -1 ? sight.school(table.rows.at(row).school) : sight.sectionRows[section] === 1;
      return isShown && isSent(row);
    },
    project: (seat, ref) => projectEnrollment(scene, seat, ref),
    writer: (ref) => createSeatWriter(scene, table, ref),
    fields: {
      status: { field: "status", few: true },
      dateLastModified: { field: "modified", few: true },
      "class.sourcedId": { field: "section", keyOf: (text) => scene.keyOf("class", text) },
      "school.sourcedId": { field: "school", keyOf: (text) => scene.keyOf("org", text) },
      "user.sourcedId": {
        field: "person",
        keyOf: (text) => personKey(scene, text),
        ...(scene.version === "1.1" ? { finds: "superset" } : {}),
      },
    },
  });
}

/** A seat as an enrollment. In 1.1 it points at the user record of the role that the person has in the class. */
function projectEnrollment({ ids }: ProjectionScene, seat: Seat, ref: RefMaker): WireRecord {
  return {
    sourcedId: ids.of("enrollment", seat.id),
    status: seat.status,
    dateLastModified: seat.modified,
    metadata: seat.metadata,
    user: ref("user", ids.ofPerson(seat.person, [seat.role])),
    class: ref("class", ids.of("class", seat.section)),
    school: ref("org", ids.of("org", seat.school)),
    role: seat.role,
    primary: seat.primary,
    beginDate: seat.beginDate,
    endDate: seat.endDate,
  };
}

function personKey(scene: ProjectionScene, sourcedId: string): string | undefined {
  if (scene.version === "1.2") return scene.keyOf("user", sourcedId) ?? sourcedId;
  return personOfRecord(scene.world, sourcedId)?.id ?? sourcedId;
}
