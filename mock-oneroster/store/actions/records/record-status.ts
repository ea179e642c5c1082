import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";
import { choose } from "../select/choose.ts";
import type { Counts, PlanOf } from "../sis-action.ts";
import { shelvesOf, type ShelvedRecord } from "./shelves.ts";

/** A record is sent as `tobedeleted` from now on (F66). Nothing that refers to it changes. */
export function markDeleted(scene: ActionScene, plan: PlanOf<"mark-deleted">): Counts {
  return changeStatus(scene, plan, "tobedeleted");
}

/** A record that was `tobedeleted` is active again. */
export function restore(scene: ActionScene, plan: PlanOf<"restore">): Counts {
  return changeStatus(scene, plan, "active");
}

function changeStatus(
  scene: ActionScene,
  { kind, record: selector }: PlanOf<"mark-deleted"> | PlanOf<"restore">,
  status: "active" | "tobedeleted",
): Counts {
  const shelves = shelvesOf(scene, kind);
  const record = choose<ShelvedRecord>(scene, {
    selector,
    noun: `${status === "active" ? "deleted" : "active"} ${kind}`,
    exact: shelves.map((shelf) => shelf.find(selector)).find((found) => found !== undefined),
    *inOrder() {
      for (const shelf of shelves) yield* shelf.without(status);
    },
  });
  if (record.status === status) {
    throw new SisActionError(scene.action, `${kind} "${selector}" is ${status} already.`);
  }
  record.change(status);
  return { records: 1 };
}
