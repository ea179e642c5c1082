import { diagnose, type Diagnostic } from "../../contracts/run/diagnostic.ts";
import { configurationNotes, configurationRefusals } from "./configuration.ts";
import {
  migrationFindings,
  roleRefusals,
  schoolLacks,
  termLacks,
  termNotes,
  tickNotes,
} from "./mapping-gates.ts";
import { setupTabs, type SetupInput, type SetupTab, type TabState } from "./tab-state.ts";

/** What must be complete before a tab may sync, in the order of the guide (R47, R48, R96). */
const waitsFor: Readonly<Record<SetupTab, readonly SetupTab[]>> = {
  configuration: [],
  schools: ["configuration"],
  terms: ["configuration", "schools"],
  users: ["configuration", "schools", "terms"],
  courses: ["configuration", "schools", "terms"],
  sections: ["configuration", "schools", "terms"],
};

/**
 * Says of each tab, in the order of the guide, whether it may sync, and if not, why.
 *
 * Pure. The gates are those of the app, so no guard policy opens them; only the migration check is ours and obeys it.
 */
export function checkSetup(input: SetupInput): readonly TabState[] {
  const states = new Map<SetupTab, TabState>();
  for (const tab of setupTabs) {
    const waiting = waitsFor[tab].filter((before) => !isComplete(states.get(before)));
    const own = findingsOf(tab, input);
    const refusals = [...own.refusals, ...refusalFor(tab, waiting)];
    states.set(tab, { tab, open: refusals.length === 0, ...own, refusals });
  }
  return [...states.values()];
}

function isComplete(state: TabState | undefined): boolean {
  return state !== undefined && state.open && state.lacks.length === 0;
}

function refusalFor(tab: SetupTab, waiting: readonly SetupTab[]): readonly Diagnostic[] {
  if (waiting.length === 0) return [];
  const names = waiting.map(nameOf).join(" and ");
  const why = `${names} must be set up first`;
  return [diagnose("tab-refused", { at: `settings/${tab}` }, { tab: nameOf(tab), why })];
}

function nameOf(tab: SetupTab): string {
  return tab.slice(0, 1).toUpperCase() + tab.slice(1);
}

type Findings = Pick<TabState, "refusals" | "lacks" | "notes">;

function findingsOf(tab: SetupTab, input: SetupInput): Findings {
  switch (tab) {
    case "configuration":
      return {
        refusals: configurationRefusals(input),
        lacks: [],
        notes: configurationNotes(input),
      };
    case "schools":
      return { refusals: [], lacks: schoolLacks(input), notes: [] };
    case "terms":
      return { refusals: [], lacks: termLacks(input), notes: termNotes(input) };
    case "users":
      return userFindings(input);
    case "courses":
    case "sections":
      return { refusals: reviewRefusals(input), lacks: [], notes: tickNotes(input, tab) };
  }
}

function userFindings(input: SetupInput): Findings {
  const unmatched = migrationFindings(input);
  const { policy } = input.settings.guards;
  return {
    refusals: [
      ...reviewRefusals(input),
      ...roleRefusals(input),
      ...(policy === "hold" ? unmatched : []),
    ],
    lacks: [],
    notes: [...(policy === "warn" ? unmatched : []), ...tickNotes(input, "users")],
  };
}

/** After Configuration, Schools and Terms the district talks to its representative, then it goes on (guide R104, R105). */
function reviewRefusals({ settings }: SetupInput): readonly Diagnostic[] {
  if (settings.representative.setupReviewed) return [];
  return [diagnose("review-open", { at: "settings/representative" }, {})];
}
