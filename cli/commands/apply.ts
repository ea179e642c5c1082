import path from "node:path";
import {
  applyKeptPlan,
  notesPathOf,
  readPlanFile,
  type ApplyOutcome,
  type Moved,
} from "../../harness/index.ts";
import { visibleText } from "../../reports/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { finishRun } from "../finish-run.ts";
import { progressText } from "../progress-text.ts";
import type { Terminal } from "../terminal.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { exitCodeOfRecord, readSettings } from "./plan.ts";

interface ApplyCommandOptions {
  readonly settings?: string;
  readonly out?: string;
}

const applyHelp = `
Reads both ends again and makes the plan anew. Only when it still is the same plan is anything written; else what moved
is listed, nothing is written, and the exit code is 1: make a new plan.

A run that is stopped or killed, at any moment, goes on when the same command is given again. It keeps its notes in
<plan>.applied, looks up what was on its way, and writes no row twice.

Examples:
  rehearse apply rehearsal-plan/plan.jsonl
  rehearse apply plan.jsonl --settings elsewhere/app.yaml    the settings file has another place now

Exit codes: 0 · 1 the world moved, a change failed or is held, or a finding is an error · 2 usage · 3 could not run
`;

/** `rehearse apply`: does what a kept plan says, unless the world has moved. */
export const applyCommand: AddCommand = (program, ports) => {
  program
    .command("apply")
    .description("Do what a plan of rehearse plan says, unless the world has moved since.")
    .argument("<plan>", "the plan.jsonl that rehearse plan wrote")
    .option(
      "--settings <file>",
      "where the settings of the plan are now; where they were by default",
    )
    .option(
      "--out <folder>",
      "where record.json and report.html go; the folder of the plan by default",
    )
    .addHelpText("after", applyHelp)
    .action(async (file: string, options: ApplyCommandOptions) => {
      ports.finish(await applyOnce(file, options, ports));
    });
};

/** Applies the plan in a file, writes the report, and gives the exit code. */
export async function applyOnce(
  file: string,
  options: ApplyCommandOptions,
  ports: CommandPorts,
): Promise<number> {
  const { terminal } = ports;
  const kept = await readPlanFile(file);
  if (kept.header.target.kind === "empty") {
    terminal.note(
      `${file} is a plan for an empty Schoology that nobody keeps. Plan with --lms or --lms-state.`,
    );
    return exitCodes.usage;
  }
  const settings = options.settings ?? kept.header.settings;
  const outcome = await applyKeptPlan({
    kept,
    file,
    version: ports.version,
    ...(settings === null ? {} : { settings: await readSettings(settings) }),
    onProgress: (progress) => terminal.progress(progressText(progress)),
  });
  return tell(outcome, { file, out: options.out ?? path.dirname(file), terminal });
}

async function tell(
  outcome: ApplyOutcome,
  {
    file,
    out,
    terminal,
  }: { readonly file: string; readonly out: string; readonly terminal: Terminal },
): Promise<number> {
  switch (outcome.kind) {
    case "applied":
      await finishRun(outcome.record, { out, terminal });
      return exitCodeOfRecord(outcome.record);
    case "moved":
      terminal.note(movedText(outcome.moved));
      return exitCodes.findings;
    case "settings-changed":
      terminal.note(`The settings are not those that ${file} was made with. Make a new plan.`);
      return exitCodes.usage;
    case "already-applied":
      terminal.note(
        `${file} was applied at ${outcome.endedAt} (${notesPathOf(file)}). Make a new plan.`,
      );
      return exitCodes.usage;
  }
}

const movedShown = 20;

const moveWords: Readonly<Record<Moved["move"], string>> = {
  new: "would now be done too",
  gone: "need not be done any more",
  different: "would now be done otherwise",
};

function movedText(moved: readonly Moved[]): string {
  const lines = moved.slice(0, movedShown).map(({ move, change }) => {
    const { action, address } = change;
    return `  ${action} ${visibleText(decodeURIComponent(address))}: ${moveWords[move]}`;
  });
  const more = moved.length > movedShown ? [`  … and ${moved.length - movedShown} more`] : [];
  const head = `Nothing was written: the world moved since the plan was made. ${moved.length} changes are no longer those of the plan:`;
  return [head, ...lines, ...more, "Make a new plan with rehearse plan."].join("\n");
}
