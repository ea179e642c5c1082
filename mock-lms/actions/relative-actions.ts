import type { AdvisorAssociationRow } from "../../contracts/lms/enrollment.ts";
import type { UserWrite } from "../../contracts/lms/user.ts";
import { decideAdvisorAssociation } from "../rules/association-row.ts";
import { pairKey } from "../store/lms-store.ts";
import type { Applied, LiveWorld } from "./live-world.ts";

/** The two ends of a link, whether it is there now or was removed. */
export interface AdvisorLink {
  readonly advisorId: number;
  readonly studentId: number;
}

/** Carries out one row of `POST users/import/associations/advisors`. */
export function importAdvisorAssociation(
  world: LiveWorld,
  row: AdvisorAssociationRow,
): Applied<AdvisorLink> {
  const decision = decideAdvisorAssociation(world, row);
  if (decision.kind === "refuse") return decision;
  const { advisorId, studentId } = decision;
  const { advisors } = world.store;
  if (decision.kind === "create") advisors.add((id) => ({ id, advisorId, studentId }));
  if (decision.kind === "remove") {
    const link = advisors.find("pair", pairKey(advisorId, studentId));
    if (link !== undefined) advisors.remove(link.id);
  }
  return { kind: "done", record: { advisorId, studentId } };
}

/** Makes the parents and advisors of a user those that its row states; a list that is left out stays. */
export function replaceRelatives(
  world: LiveWorld,
  studentId: number,
  row: Pick<UserWrite, "parent_uids" | "advisor_uids">,
): void {
  const { associations, advisors } = world.store;
  if (row.parent_uids !== undefined) {
    const wanted = new Set(row.parent_uids.map(Number));
    for (const link of associations.list("student", studentId)) {
      if (!wanted.delete(link.parentId)) associations.remove(link.id);
    }
    for (const parentId of wanted) associations.add((id) => ({ id, parentId, studentId }));
  }
  if (row.advisor_uids !== undefined) {
    const wanted = new Set(row.advisor_uids.map(Number));
    for (const link of advisors.list("student", studentId)) {
      if (!wanted.delete(link.advisorId)) advisors.remove(link.id);
    }
    for (const advisorId of wanted) advisors.add((id) => ({ id, advisorId, studentId }));
  }
}
