import { readFile } from "node:fs/promises";
import { createSystemClock, toIso } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { rehearseBundle } from "../../harness/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { finishRun } from "../finish-run.ts";
import { progressText } from "../progress-text.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { parseDay, parseSeed, parseVersion } from "./option-values.ts";

interface SyncCommandOptions {
  readonly bundle: string;
  readonly settings?: string;
  readonly version?: OneRosterVersion;
  readonly asOf?: string;
  readonly seed: number;
  readonly inProcess?: boolean;
  readonly out: string;
}

const syncHelp = `
Examples:
  rehearse sync --bundle export.zip                        everything mapped; the report lists ids of schools and terms
  rehearse sync --bundle export.zip --settings app.yaml    as the app is set up
Settings are described by docs/reference/settings.schema.json. The sourcedIds they name are those of orgs.csv
(schools) and academicSessions.csv (terms).
`;

/** `rehearse sync --bundle`: a first sync, and the one after it, of a district's own export. */
export const syncCommand: AddCommand = (program, ports) => {
  program
    .command("sync")
    .description(
      "Rehearse a sync of a OneRoster CSV bundle: starts both mocks, syncs twice, and writes a report.",
    )
    .requiredOption("--bundle <path>", "OneRoster 1.1 or 1.2 CSV bundle, a folder or a zip")
    .option("--settings <file>", "settings of the app (YAML); without it everything is mapped")
    .option("--version <version>", "1.1 or 1.2; by default the bundle's own", parseVersion)
    .option("--as-of <date>", "the day of the sync, YYYY-MM-DD; today by default", parseDay)
    .option("--seed <number>", "the seed of everything random", parseSeed, 1)
    .option("--in-process", "without sockets; the result is the same")
    .option("--out <folder>", "where record.json and report.html go", "rehearsal-report")
    .addHelpText("after", syncHelp)
    .action(async (options: SyncCommandOptions) => {
      ports.finish(await sync(options, ports));
    });
};

async function sync(options: SyncCommandOptions, ports: CommandPorts): Promise<number> {
  const { terminal } = ports;
  const asOf = options.asOf ?? toIso(createSystemClock().now()).slice(0, 10);
  const record = await rehearseBundle({
    bundle: options.bundle,
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
  if (record.verdict === "error") return exitCodes.couldNotRun;
  return record.verdict === "fail" ? exitCodes.findings : exitCodes.ok;
}
