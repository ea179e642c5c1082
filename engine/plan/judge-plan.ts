import type { Outcome } from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import { guardPolicyOf, type Guard, type GuardInput } from "./guard.ts";
import { shrinkGuard } from "./guards/enrollment-shrink.ts";
import { crossListingGuard, linkOverlapGuard } from "./guards/joined-sections.ts";
import { adminRemovedGuard, manualMemberGuard, transferGuard } from "./guards/members.ts";
import { multiTrialGuard } from "./guards/multi-trial.ts";
import {
  inactiveGuard,
  parentBuildingGuard,
  preferredNameGuard,
  roleDriftGuard,
  roleStoppedGuard,
  userGoneGuard,
} from "./guards/people.ts";
import {
  oldYearGuard,
  periodEndGuard,
  sectionPeriodsGuard,
  staleYearGuard,
  termDatesGuard,
} from "./guards/periods.ts";
import { rolledInGuard, scheduleGuard } from "./guards/schedule.ts";
import { schoolMissingGuard, schoolRenamedGuard } from "./guards/schools.ts";
import {
  associationShrinkGuard,
  emptyCollectionGuard,
  sectionShrinkGuard,
  userShrinkGuard,
} from "./guards/source-shrink.ts";
import { codeTakenGuard, recreateGuard } from "./guards/taken-codes.ts";
import { trialSwitchGuard } from "./guards/trial-switch.ts";
import { idNamespaceGuard } from "./id-namespace-guard.ts";
import { holdDependents } from "./hold-dependents.ts";

/** Every guard. Where several would hold a change, the first one names the reason. */
const allGuards: readonly Guard[] = [
  idNamespaceGuard,
  trialSwitchGuard,
  multiTrialGuard,
  rolledInGuard,
  scheduleGuard,
  staleYearGuard,
  termDatesGuard,
  inactiveGuard,
  recreateGuard,
  codeTakenGuard,
  crossListingGuard,
  emptyCollectionGuard,
  shrinkGuard,
  userShrinkGuard,
  sectionShrinkGuard,
  associationShrinkGuard,
  oldYearGuard,
  periodEndGuard,
  sectionPeriodsGuard,
  roleStoppedGuard,
  roleDriftGuard,
  preferredNameGuard,
  userGoneGuard,
  parentBuildingGuard,
  adminRemovedGuard,
  manualMemberGuard,
  transferGuard,
  schoolMissingGuard,
  schoolRenamedGuard,
  linkOverlapGuard,
];

/**
 * Asks every guard what it says of a plan, and does by policy: `off` hears it not, `warn` lets it speak, `hold`
 * also marks the changes that must wait, and with them those that need one of them.
 */
export function judgePlan(input: GuardInput): Outcome<readonly Change[]> {
  const { guards, changes } = input;
  const policies = [guards.policy, ...Object.values(guards.policies)];
  if (policies.every((policy) => policy === "off")) return { value: changes, diagnostics: [] };
  const verdicts = allGuards
    .map((guard) => guard(input))
    .filter((verdict) => verdict.diagnostics.length > 0);
  const diagnostics = verdicts.flatMap((verdict) =>
    verdict.diagnostics.filter(({ code }) => guardPolicyOf(code, guards) !== "off"),
  );
  const holds = (change: Change): string | undefined => {
    for (const verdict of verdicts) {
      const code = verdict.holds(change);
      if (code !== undefined && guardPolicyOf(code, guards) === "hold") return code;
    }
    return undefined;
  };
  const value = changes.map((change) => {
    const held = holds(change);
    return held === undefined ? change : { ...change, held };
  });
  return { value: holdDependents(value), diagnostics };
}
