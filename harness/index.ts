export { InputError, type InputProblem } from "./input-error.ts";
export { playScenarios, type PlayScenariosOptions, type StepNotice } from "./play-scenarios.ts";
export { loadScenarios, type LoadedScenario } from "./scenario/load.ts";
export {
  prepareBundle,
  type BundlePreparation,
  type PrepareBundleOptions,
  type PrepFile,
} from "./prep/prepare-bundle.ts";
export { rehearseBundle, type BundleSyncOptions } from "./sync-bundle.ts";
export type { Transport } from "./world.ts";
export type { Moved } from "./plans/compare-plans.ts";
export { readPlanFile, type KeptPlan } from "./plans/plan-file.ts";
export {
  applyKeptPlan,
  notesPathOf,
  rehearsePlan,
  type ApplyOutcome,
  type PlanOptions,
} from "./plans/rehearse-plan.ts";
