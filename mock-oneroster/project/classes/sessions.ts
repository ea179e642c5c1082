import type { SchoolYear, Term } from "../../store/records.ts";
import type { ViewMember } from "../class-view.ts";
import { filled, type RefMaker, type WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { stampColumns } from "./stamp.ts";
import type { WireStyle } from "../wire-style.ts";

/** School years and terms: both are academic sessions (facts A.4). */
export function sessionMembers(scene: ProjectionScene): readonly ViewMember[] {
  const { world, ids, sight } = scene;
  const { activeYear } = world.view;
  const isShownYear = ({ schoolYear }: SchoolYear): boolean =>
    activeYear === "" || schoolYear === activeYear;
  return [
    createTableMember<SchoolYear>({
      table: world.schoolYears,
      ids,
      idClass: "academicSession",
      shows: (row) => isShownYear(world.schoolYears.rows.at(row)),
      belongs: ({ type }, kind) => type === kind,
      project: (year, ref) => projectSession(scene, year, ref),
      fields: stampColumns,
    }),
    createTableMember<Term>({
      table: world.terms,
      ids,
      idClass: "academicSession",
      shows: (row) => sight.term(world.terms.rows.at(row)),
      belongs: ({ type }, kind) => servesAs(scene.style, type, kind),
      project: (term, ref) => projectSession(scene, term, ref),
      fields: stampColumns,
    }),
  ];
}

const partsOfYear: ReadonlySet<string> = new Set(["term", "semester", "gradingPeriod"]);

/**
 * Whether a term of a type is found where a kind of session is asked for. Campus uses its terms as both terms and
 * grading periods (facts A.4), so that any part of a year is either; `type` stays what the SIS says.
 */
export function servesAs({ sessions }: WireStyle, type: string, kind: string): boolean {
  if (type === kind) return true;
  return sessions === "both" && partsOfYear.has(type) && partsOfYear.has(kind);
}

function projectSession(
  scene: ProjectionScene,
  session: SchoolYear | Term,
  ref: RefMaker,
): WireRecord {
  const { world, ids, sight } = scene;
  const idOf = (id: string): string => ids.of("academicSession", id);
  const children = world.terms.where("parent", session.id).filter(sight.term);
  return {
    sourcedId: idOf(session.id),
    status: session.status,
    dateLastModified: session.modified,
    metadata: session.metadata,
    title: session.title,
    startDate: session.startDate,
    endDate: session.endDate,
    type: session.type,
    parent: session.parent === undefined ? undefined : ref("academicSession", idOf(session.parent)),
    children: filled(children.map(({ id }) => ref("academicSession", idOf(id)))),
    schoolYear: session.schoolYear,
  };
}
