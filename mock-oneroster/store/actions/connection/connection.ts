import type { ActionScene } from "../scene.ts";
import { selectSchool } from "../select/school.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** The connection may see some schools only, or all again (F67, facts A.2). Nothing changes in the data. */
export function narrowConnection(scene: ActionScene, plan: PlanOf<"narrow-connection">): Counts {
  const { world } = scene;
  const schools = plan.schools?.map((selector) => selectSchool(scene, selector).id);
  const connectionSchools = schools === undefined ? undefined : new Set(schools);
  world.setView({ connectionSchools });
  return { schools: connectionSchools?.size ?? countSchools(scene) };
}

function countSchools({ world }: ActionScene): number {
  return [...world.orgs.values()].filter(({ type }) => type === "school").length;
}

/** The site shows the sections of every trial, as only a misbehaving one does, or of the active ones (F04). */
export function setTrialsExposed(scene: ActionScene, plan: PlanOf<"set-trials-exposed">): Counts {
  scene.world.setView({ trials: plan.trials });
  return {};
}

/** Classes of objects keep their ids in 1.2 or get GUIDs (facts A.4). Those that are not named stay as they are. */
export function setIdPolicy(scene: ActionScene, plan: PlanOf<"set-id-policy">): Counts {
  const { action: _name, ...policy } = plan;
  const { world } = scene;
  world.setView({ idPolicy: { ...world.view.idPolicy, ...policy } });
  return {};
}

/** Whether 1.2 needs an account is a contradiction of Campus' own pages (facts A.5), so it can be switched. */
export function setAccountRule(scene: ActionScene, plan: PlanOf<"set-account-rule">): Counts {
  scene.world.setView({ require12Account: plan.require12Account });
  return {};
}

/**
 * Grade Book Sync decides whether relatives are users at all, and by the older page of Campus guardians too (F47, facts
 * A.5). Nothing changes in the data: who goes was never deleted.
 */
export function setGradeBookSync(scene: ActionScene, plan: PlanOf<"set-grade-book-sync">): Counts {
  const { action: _name, ...view } = plan;
  scene.world.setView(view);
  return {};
}
