import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { createSystemClock, toIso } from "../../core/clock.ts";
import { rehearseBundle } from "../../harness/index.ts";
import { finishRun } from "../finish-run.ts";
import { progressText } from "../progress-text.ts";
import { applyOnce } from "./apply.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { addEndsOptions, readSource, readTarget, type EndsCommandOptions } from "./ends-options.ts";
import { exitCodeOfRecord, planOnce } from "./plan.ts";

interface SyncCommandOptions extends EndsCommandOptions {
  readonly inProcess?: boolean;
  readonly out: string;
}

const syncHelp = `
Without an LMS, a bundle is synced twice into an empty Schoology of this process: the second sync must write nothing.
With --lms or --lms-state it is synced once into what is there: as rehearse plan and then rehearse apply, whose plan and
notes lie in --out. A sync that was stopped goes on with rehearse apply.

Examples:
  rehearse sync --bundle export.zip                        everything mapped; the report lists ids of schools and terms
  rehearse sync --bundle export.zip --settings app.yaml    as the app is set up
  rehearse sync --bundle export.zip --lms-state lms.json   into a Schoology that is kept
  rehearse sync --sis http://127.0.0.1:4010 --lms http://127.0.0.1:4020     between running mocks
Settings are described by docs/reference/settings.schema.json. The sourcedIds they name are those of orgs.csv
(schools) and academicSessions.csv (terms).
`;

/** `rehearse sync`: a first sync of a bundle and the one after it, or one sync into an LMS that is there. */
export const syncCommand: AddCommand = (program, ports) => {
  addEndsOptions(
    program
      .command("sync")
      .description(
        "Rehearse a sync, of a OneRoster CSV bundle or a running server; writes a report.",
      ),
  )
    .option("--in-process", "of a bundle without an LMS: without sockets; the result is the same")
    .option("--out <folder>", "where record.json and report.html go", "rehearsal-report")
    .addHelpText("after", syncHelp)
    .action(async (options: SyncCommandOptions, command: Command) => {
      const source = readSource(options, command);
      const target = readTarget(options);
      if (target.kind !== "empty") {
        const { file } = await planOnce(options, { command, ports });
        ports.finish(await applyOnce(file, { out: options.out }, ports));
      } else if (source.kind === "bundle") {
        ports.finish(await syncTwice(source.path, options, ports));
      } else command.error("error: name the LMS for a server: --lms <url>, or --lms-state <path>.");
    });
};

async function syncTwice(
  bundle: string,
  options: SyncCommandOptions,
  ports: CommandPorts,
): Promise<number> {
  const { terminal } = ports;
  const asOf = options.asOf ?? toIso(createSystemClock().now()).slice(0, 10);
  const record = await rehearseBundle({
    bundle,
    asOf,
    seed: options.seed,
    version: ports.version,
    transport: options.inProcess === true ? "in-process" : "http",
    ...(options.settings === undefined
      ? {}
      : { settings: { file: options.settings, text: await readFile(options.settings, "utf8") } }),
    ...(options.version === undefined ? {} : { oneRosterVersion: options.version }),
    onProgress: (progress) => terminal.progress(progressText(progress)),
  });
  await finishRun(record, { out: options.out, terminal });
  return exitCodeOfRecord(record);
}
