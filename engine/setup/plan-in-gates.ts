import type { Diagnostic, Outcome } from "../../contracts/run/diagnostic.ts";
import type { Plan, RefusedTab, Tab } from "../../contracts/run/plan.ts";
import { planChanges, type PlanInput } from "../plan/plan-changes.ts";
import { checkSetup } from "./check-setup.ts";
import type { SeenState, SetupInput, SetupTab, TabState } from "./tab-state.ts";

/** What the gates say to the tabs that were pressed. */
interface Gates {
  readonly open: readonly Tab[];
  readonly refused: readonly RefusedTab[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a plan in gates is made from: what was read, and who pressed which tabs. */
export interface GatedInput extends SetupInput {
  readonly pressed: readonly Tab[];
  readonly seen: SeenState;
}

/**
 * Plans the tabs that the set-up allows, and says of the others why not (guide R48).
 *
 * @param more what the plan is made from besides
 */
export function planInGates(input: GatedInput, more: Omit<PlanInput, OwnInput>): Outcome<Plan> {
  const { settings, seen, pressed } = input;
  const { open, refused, diagnostics } = passGates(input, pressed);
  const { desired, current } = seen;
  const plan = planChanges({ ...more, desired, current, tabs: open, ticks: settings });
  const isAnyOpen = open.length > 0 || pressed.length === 0;
  return {
    value: {
      ...plan.value,
      applyable: plan.value.applyable && isAnyOpen,
      ...(refused.length === 0 ? {} : { refused: [...refused] }),
    },
    diagnostics: [...plan.diagnostics, ...diagnostics],
  };
}

type OwnInput = "desired" | "current" | "tabs" | "ticks";

/**
 * The plan of a sync that may not even begin, because its configuration is not complete; undefined when it may.
 *
 * Nothing is asked of any server then (guide R5).
 */
export function refuseUnconfigured(
  input: SetupInput & Pick<GatedInput, "pressed">,
): Outcome<Plan> | undefined {
  const [configuration] = checkSetup(input);
  if (configuration?.open === true) return undefined;
  const { refused, diagnostics } = passGates(input, input.pressed);
  const value: Plan = {
    formatVersion: 1,
    tabs: [],
    refused: [...refused],
    complete: false,
    applyable: false,
    changes: [],
    untouched: {},
    schoolNames: {},
    knownIds: {
      buildings: {},
      gradingPeriods: {},
      roles: {},
      users: {},
      courses: {},
      sections: {},
    },
  };
  return { value, diagnostics };
}

function passGates(input: SetupInput, tabs: readonly Tab[]): Gates {
  const states = checkSetup(input);
  const concerned = states.filter(({ tab }) => isConcerned(tab, tabs));
  const refused = states.filter(({ tab, open }) => !open && isPressed(tab, tabs));
  return {
    open: tabs.filter((tab) => states.some((state) => state.tab === tab && state.open)),
    refused: refused.flatMap(toRefused),
    diagnostics: eachOnce(
      concerned.flatMap((state) => [
        ...(state.tab === "configuration" || isPressed(state.tab, tabs) ? state.refusals : []),
        ...state.lacks,
        ...(state.tab === "configuration" || isPressed(state.tab, tabs) ? state.notes : []),
      ]),
    ),
  };
}

function isPressed(tab: SetupTab, tabs: readonly Tab[]): tab is Tab {
  return tab !== "configuration" && tabs.includes(tab);
}

/** The tabs pressed and those that come before one of them. */
function isConcerned(tab: SetupTab, tabs: readonly Tab[]): boolean {
  if (tab === "configuration" || isPressed(tab, tabs)) return true;
  if (tab === "schools") return tabs.length > 0;
  return tab === "terms" && tabs.some((pressed) => pressed !== "schools");
}

function toRefused({ tab, refusals }: TabState): readonly RefusedTab[] {
  if (tab === "configuration") return [];
  return [{ tab, because: [...new Set(refusals.map(({ code }) => code))] }];
}

/** Tabs share findings, such as a review that is open. */
function eachOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((each) => [JSON.stringify(each), each])).values()];
}
