import type { Diagnostic } from "../contracts/run/diagnostic.ts";
import type { DecisionRow } from "../contracts/run/decision-row.ts";
import { Tab, type Plan } from "../contracts/run/plan.ts";
import type { Settings } from "../contracts/run/settings.ts";
import { pairAccounts } from "./plan/pair-accounts.ts";
import type { SyncPorts } from "./ports.ts";
import { matchAll } from "./prep/match-all.ts";
import { matchFindings } from "./prep/match-findings.ts";
import { courseSheet, schoolSheet, sectionSheet, termSheet } from "./prep/other-sheets.ts";
import { createNaming, type Privacy } from "./prep/privacy.ts";
import type { Sheet } from "./prep/sheet.ts";
import { userSheet } from "./prep/user-sheet.ts";
import { readAndPlan } from "./sync.ts";

/** What is prepared, and how. */
export interface PrepareOptions {
  readonly settings: Settings;
  readonly decisions: readonly DecisionRow[];
  readonly privacy: Privacy;
}

/** What data preparation found. Nothing was written anywhere. */
export interface Prepared {
  readonly sheets: readonly Sheet[];
  readonly diagnostics: readonly Diagnostic[];
  readonly plan: Plan;
  /** How many pairs the decisions make. */
  readonly pairs: number;
  readonly activeYear: string;
  /** Whether a text is somebody's login or e-mail address and may not be written; never without `redacted`. */
  readonly isPersonal: (text: string) => boolean;
}

/**
 * Data preparation (facts B.2): reads the SIS and the LMS once, says what both have and what only one of them has, and
 * plans what a sync would do with the decisions as they are. Writes nothing.
 *
 * @throws RequestError when the SIS or the LMS cannot be read at all
 */
export async function prepareSync(ports: SyncPorts, options: PrepareOptions): Promise<Prepared> {
  const { settings, decisions, privacy } = options;
  const read = await readAndPlan(ports, { settings, decisions, tabs: Tab.options });
  const { roster, desired, current, planned } = read;
  const paired = pairAccounts(desired, current, {
    rows: decisions,
    isKnown: (id) => roster.people.has(id),
  }).value;
  const world = { roster, settings, desired, current, decisions: paired.decisions };
  const matches = matchAll(world);
  const naming = createNaming(world, privacy);
  return {
    sheets: [
      userSheet(world, matches, naming),
      schoolSheet(world, matches),
      termSheet(world, matches),
      courseSheet(world, matches),
      sectionSheet(world, matches, naming),
    ],
    diagnostics: [...planned.diagnostics, ...matchFindings(world, matches, naming)],
    plan: planned.plan,
    pairs: paired.pending.size,
    activeYear: planned.activeYear,
    isPersonal: naming.isPersonal,
  };
}
