import type { FieldValue } from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import type { IdCollection, Ids } from "./ids.ts";

/** A row as the LMS wants it, or in words what it needs and cannot have. */
export type Row = { readonly row: Readonly<Record<string, unknown>> } | { readonly needs: string };

/** The natural key at a place of a change's address, 1 for the first. */
export function keyOf(change: Change, place = 1): string {
  return decodeURIComponent(change.address.split("/")[place] ?? "");
}

/** The row of `POST users` or `PUT users` (Schoology API: users bulk). Never a password (guide R117). */
export function userRow(change: Change, ids: Ids): Row {
  const { role, building, ...fields } = change.after ?? {};
  const roleRef = reference({ name: "role_id", collection: "roles", key: role }, ids);
  if ("needs" in roleRef) return roleRef;
  const buildingRef = reference(
    { name: "building_id", collection: "buildings", key: building },
    ids,
  );
  if ("needs" in buildingRef) return buildingRef;
  const key =
    change.lmsId === null ? { school_uid: keyOf(change), synced: 1 } : { id: change.lmsId };
  return { row: { ...key, ...fields, ...roleRef.row, ...buildingRef.row } };
}

/** The row of `POST courses` or `PUT courses` (Schoology API: courses bulk). */
export function courseRow(change: Change, ids: Ids): Row {
  const { building, ...fields } = change.after ?? {};
  const buildingRef = reference(
    { name: "building_id", collection: "buildings", key: building },
    ids,
  );
  if ("needs" in buildingRef) return buildingRef;
  const key = change.lmsId === null ? { synced: 1 } : { id: change.lmsId };
  return { row: { ...key, ...fields, ...buildingRef.row } };
}

/** The row of `POST courses/{id}/sections` or `PUT sections` (Schoology API: sections bulk). */
export function sectionRow(change: Change, ids: Ids): Row {
  const { course_code: _course, grading_periods: titles, ...fields } = change.after ?? {};
  const key = change.lmsId === null ? { synced: 1 } : { id: change.lmsId };
  if (!Array.isArray(titles)) return { row: { ...key, ...fields } };
  const periods: string[] = [];
  for (const title of titles) {
    const id = ids.find("gradingPeriods", title);
    if (id === undefined) return { needs: `the grading period ${title}` };
    periods.push(id);
  }
  return { row: { ...key, ...fields, grading_periods: periods } };
}

/** The row of `POST enrollments/import/course`: by codes alone, `delete: 1` unenrolls. */
export function enrollmentRow(change: Change): Row {
  const key = { section_school_code: keyOf(change), school_uid: keyOf(change, 2) };
  if (change.action === "remove") return { row: { ...key, delete: 1 } };
  return { row: { ...key, admin: change.after?.["admin"] === true ? 1 : 0 } };
}

/** The row of `POST users/import/associations/parents`. */
export function associationRow(change: Change): Row {
  const key = { parent_school_uid: keyOf(change), student_school_uid: keyOf(change, 2) };
  return { row: change.action === "remove" ? { ...key, delete: 1 } : key };
}

interface Reference {
  readonly name: string;
  readonly collection: IdCollection;
  readonly key: FieldValue | undefined;
}

function reference({ name, collection, key }: Reference, ids: Ids): Row {
  if (key === undefined) return { row: {} };
  const id = ids.find(collection, String(key));
  return id === undefined
    ? { needs: `${collection.slice(0, -1)} ${String(key)}` }
    : { row: { [name]: id } };
}
