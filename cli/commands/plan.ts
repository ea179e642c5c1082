import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import type { RunRecord } from "../../contracts/run/run-record.ts";
import { rehearsePlan, type PlanOptions } from "../../harness/index.ts";
import { renderPlanText } from "../../reports/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { finishRun } from "../finish-run.ts";
import { progressText } from "../progress-text.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { addEndsOptions, readSource, readTarget, type EndsCommandOptions } from "./ends-options.ts";
import { parseCount } from "./option-values.ts";

interface PlanCommandOptions extends EndsCommandOptions {
  readonly out: string;
  readonly rows: number;
}

const planHelp = `
Reads both ends, decides what a sync would do, prints it, and keeps it in plan.jsonl of --out, beside record.json and
report.html. Nothing is written to the LMS. rehearse apply then does what the plan says, and nothing else.

Examples:
  rehearse plan --bundle export.zip                                     into an empty Schoology
  rehearse plan --bundle export.zip --lms-state lms.json --settings app.yaml
  rehearse plan --sis http://127.0.0.1:4010 --lms http://127.0.0.1:4020 between running mocks

Exit codes: 0 · 1 a finding is an error, or a guard holds something · 2 usage · 3 an end could not be read
The plan holds personal data. Settings are described by docs/reference/settings.schema.json.
`;

/** `rehearse plan`: what a sync would do, printed and kept; nothing is written. */
export const planCommand: AddCommand = (program, ports) => {
  addEndsOptions(
    program
      .command("plan")
      .description("Decide what a sync would do, and keep it; nothing is written."),
  )
    .option("--out <folder>", "where plan.jsonl, record.json and report.html go", "rehearsal-plan")
    .option("--rows <number>", "the most changes that are printed", parseCount, 20)
    .addHelpText("after", planHelp)
    .action(async (options: PlanCommandOptions, command: Command) => {
      const planned = await planOnce(options, { command, ports });
      const [step] = planned.record.results[0]?.steps ?? [];
      if (step?.plan !== null && step?.plan !== undefined) {
        const { terminal } = ports;
        terminal.out(renderPlanText(step.plan, { color: terminal.color, rowsMax: options.rows }));
      }
      await finishRun(planned.record, { out: options.out, terminal: ports.terminal });
      ports.terminal.out(`Plan:   ${path.resolve(planned.file)}`);
      ports.terminal.note(`To apply it: rehearse apply ${planned.file}`);
      ports.finish(exitCodeOfRecord(planned.record));
    });
};

/** Makes and keeps a plan in the folder of the options. */
export async function planOnce(
  options: EndsCommandOptions & { readonly out: string },
  { command, ports }: { readonly command: Command; readonly ports: CommandPorts },
): Promise<{ readonly record: RunRecord; readonly file: string }> {
  const file = path.join(options.out, "plan.jsonl");
  const planOptions: PlanOptions = {
    source: readSource(options, command),
    target: readTarget(options),
    asOf: options.asOf ?? null,
    seed: options.seed,
    chosen: {
      ...(options.settings === undefined ? {} : { settings: await readSettings(options.settings) }),
      ...(options.version === undefined ? {} : { oneRosterVersion: options.version }),
    },
    file,
    version: ports.version,
    onProgress: (progress) => ports.terminal.progress(progressText(progress)),
  };
  return { record: await rehearsePlan(planOptions), file };
}

/** A settings file by its absolute path, with its text. */
export async function readSettings(
  file: string,
): Promise<{ readonly file: string; readonly text: string }> {
  return { file: path.resolve(file), text: await readFile(file, "utf8") };
}

/** The exit code of a run by its verdict (docs/decisions/0005). */
export function exitCodeOfRecord({ verdict }: RunRecord): number {
  if (verdict === "error") return exitCodes.couldNotRun;
  return verdict === "fail" ? exitCodes.findings : exitCodes.ok;
}
