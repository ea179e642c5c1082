import path from "node:path";
import { toIso } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Plan } from "../../contracts/run/plan.ts";
import type { CheckItem, PrepOutlook, PrepRecord } from "../../contracts/run/prep-record.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import { worstVerdict, type Verdict } from "../../contracts/run/verdict.ts";
import {
  prepareSync,
  type Prepared,
  type Privacy,
  type Progress,
  type Sheet,
} from "../../engine/index.ts";
import type { LmsStore, MockLms } from "../../mock-lms/index.ts";
import { countWorld, importBundle } from "../../mock-oneroster/index.ts";
import { readingsUsed } from "../record/readings.ts";
import { consolidate } from "../record/consolidate.ts";
import { factsOf, settingsFor } from "../source-settings.ts";
import { clockAt, openWorld } from "../world.ts";
import { makeChecklist } from "./checklist.ts";
import { readDecisions, readDecisionsOf, type DecisionFile } from "./read-decisions.ts";
import { redactFinding } from "./redact-finding.ts";
import { sheetCsv } from "./sheet-csv.ts";

/** What is prepared: a bundle of the SIS and the present state of the LMS. `asOf` is `YYYY-MM-DD`. */
export interface PrepareBundleOptions {
  readonly bundle: string;
  readonly asOf: string;
  readonly seed: number;
  readonly version: string;
  readonly settings?: { readonly file: string; readonly text: string };
  readonly oneRosterVersion?: OneRosterVersion;
  /** A state of the mock LMS; in memory and empty when left out. It is read only. */
  readonly lmsStore?: LmsStore;
  /** Fills the mock LMS before it is read. */
  readonly fillLms: (lms: MockLms) => Promise<void>;
  /** What the present state of the LMS was read from, for people. */
  readonly lmsDescription: string;
  /** An edited Data Prep report, instead of the one that the settings name. */
  readonly decisions?: string;
  readonly privacy: Privacy;
  readonly onProgress?: (progress: Progress) => void;
}

/** A file of data preparation, in chunks of text. */
export interface PrepFile {
  readonly name: string;
  readonly chunks: () => Iterable<string>;
}

/** The record of data preparation, and its sheets. */
export interface BundlePreparation {
  readonly record: PrepRecord;
  readonly sheets: readonly PrepFile[];
}

/**
 * Data preparation of a district's own export against what its Schoology holds (facts B.2). Writes to neither.
 *
 * @throws BundleError, InputError, OrganizationFileError, StoreFileError
 */
export async function prepareBundle(options: PrepareBundleOptions): Promise<BundlePreparation> {
  const clock = clockAt(`${options.asOf}T12:00:00.000Z`);
  const imported = await importBundle(options.bundle, clock);
  const counts = countWorld(imported.value);
  const settings = settingsFor(options, factsOf(imported.value));
  const decisions = await decisionsOf(options, settings);
  await using world = await openWorld({
    sisWorld: imported.value,
    settings,
    seed: options.seed,
    clock,
    transport: "in-process",
    ...(options.lmsStore === undefined ? {} : { lmsStore: options.lmsStore }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  await options.fillLms(world.lms);
  const prepared = await prepareSync(world.ports, {
    settings,
    decisions: decisions?.rows ?? [],
    privacy: options.privacy,
  });
  const findings = consolidate([...imported.diagnostics, ...prepared.diagnostics]);
  const { isPersonal } = prepared;
  const checklist = makeChecklist(
    options.privacy === "full"
      ? findings
      : findings.map((finding) => redactFinding(finding, isPersonal)),
  );
  const { lmsDescription } = options;
  return {
    record: {
      formatVersion: 1,
      tool: { name: "roster-rehearsal", version: options.version },
      command: "prep",
      redacted: options.privacy === "redacted",
      asOf: toIso(clock.now()).slice(0, 10),
      world: {
        source: "bundle",
        description: path.basename(options.bundle),
        oneRosterVersion: settings.oneRoster.version,
        counts,
      },
      lms: { description: lmsDescription, counts: { ...world.lms.counts() } },
      readings: [...readingsUsed(settings, prepared.activeYear)],
      schoolNames: prepared.plan.schoolNames,
      sheets: prepared.sheets.map(({ summary }) => summary),
      checklist: [...checklist],
      decisions:
        decisions === undefined
          ? null
          : { file: path.basename(decisions.file), pairs: prepared.pairs },
      outlook: outlookOf(prepared),
      verdict: worstVerdict(checklist.map(verdictOf)),
    },
    sheets: prepared.sheets.map(fileOf),
  };
}

async function decisionsOf(
  options: PrepareBundleOptions,
  settings: Settings,
): Promise<DecisionFile | undefined> {
  if (options.decisions !== undefined) return readDecisions(options.decisions);
  const { file } = settings.integrationMapping;
  if (file === undefined || options.settings === undefined) return undefined;
  return { file, rows: await readDecisionsOf(settings, options.settings.file) };
}

function fileOf(sheet: Sheet): PrepFile {
  return { name: sheet.summary.file, chunks: () => sheetCsv(sheet) };
}

function outlookOf({ plan, diagnostics }: Prepared): PrepOutlook {
  const { changes, untouched } = plan;
  const users = changes.filter(({ kind }) => kind === "user");
  const count = (of: (change: Plan["changes"][number]) => boolean): number =>
    users.filter((change) => change.held === null && of(change)).length;
  return {
    created: count(({ action }) => action === "create"),
    updated: count(({ reason }) => reason === "source-differs"),
    paired: count(({ reason }) => reason === "paired-by-decision"),
    untouched: untouched.user ?? 0,
    held: users.filter(({ held }) => held !== null).length,
    refused: diagnostics.filter(({ code }) => code === "username-taken").length,
  };
}

const verdicts: Readonly<Record<CheckItem["status"], Verdict>> = {
  ok: "pass",
  attention: "warn",
  problem: "fail",
};

function verdictOf({ status }: CheckItem): Verdict {
  return verdicts[status];
}
