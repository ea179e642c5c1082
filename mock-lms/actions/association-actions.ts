import type { ParentAssociationRow } from "../../contracts/lms/enrollment.ts";
import { decideParentAssociation } from "../rules/association-row.ts";
import { pairKey } from "../store/lms-store.ts";
import type { Applied, LiveWorld } from "./live-world.ts";

/** The two ends of a link, whether it is there now or was removed. */
export interface AssociationLink {
  readonly parentId: number;
  readonly studentId: number;
}

/** Carries out one row of `POST users/import/associations/parents`. */
export function importParentAssociation(
  world: LiveWorld,
  row: ParentAssociationRow,
): Applied<AssociationLink> {
  const decision = decideParentAssociation(world, row);
  if (decision.kind === "refuse") return decision;
  const { parentId, studentId } = decision;
  const { associations } = world.store;
  if (decision.kind === "create") associations.add((id) => ({ id, parentId, studentId }));
  if (decision.kind === "remove") {
    const link = associations.find("pair", pairKey(parentId, studentId));
    if (link !== undefined) associations.remove(link.id);
  }
  return { kind: "done", record: { parentId, studentId } };
}
