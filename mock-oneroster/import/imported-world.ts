import { createWorld, type IdPolicy, type World } from "../store/world.ts";

const asWritten: IdPolicy = {
  user: "same",
  org: "same",
  academicSession: "same",
  course: "same",
  class: "same",
  enrollment: "same",
};

/** An empty world for an import: every year is shown, and no id changes with the version that is asked. */
export function createImportedWorld(): World {
  const world = createWorld();
  world.setView({ activeYear: "", idPolicy: asWritten });
  return world;
}
