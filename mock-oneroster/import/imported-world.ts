import { createWorld, idPolicyDefault, type World } from "../store/world.ts";

/** An empty world for an import: every year is shown, and no id changes with the version that is asked. */
export function createImportedWorld(): World {
  const world = createWorld();
  world.setView({ activeYear: "", idPolicy: { ...idPolicyDefault, user: "same" } });
  return world;
}
