import { bulkRowsMax, type BulkKind } from "../../contracts/lms/bulk.ts";
import { organizationKey, type Change, type ObjectKind } from "../../contracts/run/plan.ts";
import type { LmsWrite } from "../http/lms-client.ts";
import type { IdCollection, Ids } from "./ids.ts";
import { associationRow, courseRow, enrollmentRow, sectionRow, userRow, type Row } from "./rows.ts";

/** How a kind of object travels: its row, whether in bulk, and the collection that its ids are kept in. */
interface Travel {
  readonly bulk?: BulkKind;
  readonly toRow: (change: Change, ids: Ids) => Row;
  readonly learns?: IdCollection;
}

const wholeRow = (change: Change): Row => ({ row: change.after ?? {} });

/** Buildings and grading periods are made one by one; the rest travels in bulk. */
const travels: Readonly<Record<ObjectKind, Travel>> = {
  building: { toRow: wholeRow, learns: "buildings" },
  "grading-period": { toRow: wholeRow, learns: "gradingPeriods" },
  user: { bulk: "user", toRow: userRow, learns: "users" },
  association: { bulk: "association", toRow: associationRow },
  course: { bulk: "course", toRow: courseRow, learns: "courses" },
  section: { bulk: "section", toRow: sectionRow, learns: "sections" },
  enrollment: { bulk: "enrollment", toRow: enrollmentRow },
};

/** The row of a change, or what it needs and cannot have: a new section needs its course first. */
export function toRow(change: Change, ids: Ids): Row {
  if (
    change.kind === "section" &&
    change.action === "create" &&
    courseIdOf(change, ids) === undefined
  ) {
    return { needs: `the course ${String(change.after?.["course_code"])}` };
  }
  return travels[change.kind].toRow(change, ids);
}

/** The bulk call's kind of row; undefined for objects that are made one by one. */
export function bulkKindOf(change: Change): BulkKind | undefined {
  return travels[change.kind].bulk;
}

/** The collection in which the id of a change's object is kept; undefined when nothing refers to it. */
export function learnsOf(change: Change): IdCollection | undefined {
  return travels[change.kind].learns;
}

/** Joins neighbours that one call can carry: same kind, same call, at most 50. The same changes give the same batches. */
export function* batchesOf(changes: readonly Change[]): Generator<readonly Change[]> {
  let batch: Change[] = [];
  let target = "";
  for (const change of changes) {
    const own = callTarget(change);
    const fits = own === target && batch.length < bulkRowsMax && bulkKindOf(change) !== undefined;
    if (batch.length > 0 && !fits) {
      yield batch;
      batch = [];
    }
    target = own;
    batch.push(change);
  }
  if (batch.length > 0) yield batch;
}

/** What must be equal for two changes to travel together. New sections travel by course. */
function callTarget(change: Change): string {
  const { kind, action } = change;
  if (kind === "enrollment" || kind === "association") return kind;
  const parent = kind === "section" ? String(change.after?.["course_code"] ?? "") : "";
  return `${kind} ${action} ${action === "create" ? parent : ""}`;
}

/** The call that carries a batch, by its first change (Schoology API: bulk rules). */
export function callOf(change: Change, ids: Ids): Pick<LmsWrite, "method" | "path"> {
  const isUpdate = change.action === "update";
  switch (change.kind) {
    case "building":
      return { method: "POST", path: `/schools/${organizationIdOf(ids)}/buildings` };
    case "grading-period":
      return { method: "POST", path: "/gradingperiods" };
    case "user":
      return { method: isUpdate ? "PUT" : "POST", path: "/users" };
    case "association":
      return { method: "POST", path: "/users/import/associations/parents" };
    case "course":
      return { method: isUpdate ? "PUT" : "POST", path: "/courses" };
    case "enrollment":
      return { method: "POST", path: "/enrollments/import/course" };
    case "section": {
      if (isUpdate) return { method: "PUT", path: "/sections" };
      return { method: "POST", path: `/courses/${courseIdOf(change, ids) ?? ""}/sections` };
    }
  }
}

function organizationIdOf(ids: Ids): string {
  return ids.find("buildings", organizationKey) ?? "";
}

/** The id of a new section's course. */
function courseIdOf(change: Change, ids: Ids): string | undefined {
  return ids.find("courses", String(change.after?.["course_code"] ?? ""));
}
