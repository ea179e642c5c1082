import type {
  AdvisorAssociationRow,
  ParentAssociationRow,
} from "../../contracts/lms/enrollment.ts";
import { pairKey } from "../store/lms-store.ts";
import { isBlank, refuse, refuseUnknown, type Refusal } from "./decision.ts";
import type { RuleWorld } from "./world.ts";

/** What becomes of a parent row. `keep` means that things are already as the row wants them. */
export type AssociationDecision =
  | Refusal
  | {
      readonly kind: "create" | "remove" | "keep";
      readonly parentId: number;
      readonly studentId: number;
    };

/** A row of `users/import/associations/parents`. Repeating a row changes nothing (Schoology API: associations). */
export function decideParentAssociation(
  world: RuleWorld,
  row: ParentAssociationRow,
): AssociationDecision {
  const student = findActive(world, row.student_school_uid);
  if (student === undefined) {
    return refuseMissing("student_school_uid", row.student_school_uid);
  }
  const parent = findActive(world, row.parent_school_uid);
  if (parent === undefined) return refuseMissing("parent_school_uid", row.parent_school_uid);
  if (parent === student) return refuse("Nobody is their own parent.");
  const related = world.view.associations.find("pair", pairKey(parent, student)) !== undefined;
  const wanted = row.delete !== 1;
  if (related === wanted) return { kind: "keep", parentId: parent, studentId: student };
  return { kind: wanted ? "create" : "remove", parentId: parent, studentId: student };
}

/** What becomes of an advisor row. */
export type AdvisorDecision =
  | Refusal
  | {
      readonly kind: "create" | "remove" | "keep";
      readonly advisorId: number;
      readonly studentId: number;
    };

/** A row of `users/import/associations/advisors`. Repeating a row changes nothing (Schoology API: associations). */
export function decideAdvisorAssociation(
  world: RuleWorld,
  row: AdvisorAssociationRow,
): AdvisorDecision {
  const student = findActive(world, row.student_school_uid);
  if (student === undefined) return refuseMissing("student_school_uid", row.student_school_uid);
  const advisor = findActive(world, row.advisor_school_uid);
  if (advisor === undefined) return refuseMissing("advisor_school_uid", row.advisor_school_uid);
  if (advisor === student) return refuse("Nobody is their own advisor.");
  const related = world.view.advisors.find("pair", pairKey(advisor, student)) !== undefined;
  const wanted = row.delete !== 1;
  if (related === wanted) return { kind: "keep", advisorId: advisor, studentId: student };
  return { kind: wanted ? "create" : "remove", advisorId: advisor, studentId: student };
}

function findActive(world: RuleWorld, schoolUid: string | undefined): number | undefined {
  const user = world.view.users.find("schoolUid", schoolUid ?? "");
  return user?.inactiveAtMs === null ? user.id : undefined;
}

function refuseMissing(field: string, value: string | undefined): Refusal {
  return isBlank(value ?? "")
    ? refuse(`The row needs a ${field}.`)
    : refuseUnknown(`There is no active account with this ${field}.`);
}
