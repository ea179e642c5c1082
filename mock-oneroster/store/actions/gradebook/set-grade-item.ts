import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import { choose } from "../select/choose.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** Someone edits an assignment in Campus, which the next passback overwrites (F107). */
export function setGradeItem(scene: ActionScene, plan: PlanOf<"set-grade-item">): Counts {
  const { lineItems } = scene.world;
  const item = choose(scene, {
    selector: plan.item,
    noun: "line item",
    exact: lineItems.get(plan.item),
    inOrder: () => Array.from(lineItems.rows.ordered(), (row) => lineItems.rows.at(row)),
  });
  const { action: _name, item: _item, ...changes } = plan;
  const edited = { ...item, ...changes, modified: scene.modified };
  if (edited.dueDate < edited.assignDate) {
    throw new SisActionError(
      scene.action,
      `"${plan.item}" would be due on ${edited.dueDate}, before ${edited.assignDate}.`,
    );
  }
  lineItems.put(edited);
  return { lineItems: 1 };
}
