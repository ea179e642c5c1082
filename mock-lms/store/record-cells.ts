import type { CellForm } from "./columns/cells.ts";
import type { AssociationRecord, EnrollmentRecord } from "./records.ts";

const sources = ["synced", "manual"] as const;
const archiveReasons = ["", "unenroll", "deactivation"] as const;

/** Enrollments as numbers, of which there are millions. A new field needs a column here and its two lines. */
export const enrollmentCells: CellForm<
  EnrollmentRecord,
  "sectionId" | "userId" | "admin" | "status" | "source" | "archivedBy" | "statusBefore"
> = {
  bits: {
    sectionId: 32,
    userId: 32,
    admin: 1,
    status: 3,
    source: 1,
    archivedBy: 2,
    statusBefore: 3,
  },
  toCells: (member) => ({
    sectionId: member.sectionId,
    userId: member.userId,
    admin: member.admin,
    status: member.status,
    source: sources.indexOf(member.source),
    archivedBy: archiveReasons.indexOf(member.archivedBy),
    statusBefore: member.statusBefore ?? 0,
  }),
  toItem: (id, cells) => ({
    id,
    sectionId: cells.sectionId,
    userId: cells.userId,
    admin: cells.admin === 1 ? 1 : 0,
    status: cells.status,
    source: sources[cells.source] ?? "synced",
    archivedBy: archiveReasons[cells.archivedBy] ?? "",
    ...(cells.statusBefore === 0 ? {} : { statusBefore: cells.statusBefore }),
  }),
};

/** Links between parents and children as numbers. */
export const associationCells: CellForm<AssociationRecord, "parentId" | "studentId"> = {
  bits: { parentId: 32, studentId: 32 },
  toCells: ({ parentId, studentId }) => ({ parentId, studentId }),
  toItem: (id, { parentId, studentId }) => ({ id, parentId, studentId }),
};
