import { existsSync } from "node:fs";
import { chmod, mkdir, open, readFile } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { createSystemClock, toIso } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { prepareBundle, type BundlePreparation, type PrepFile } from "../../harness/index.ts";
import { openStore, type LmsStore } from "../../mock-lms/index.ts";
import { renderPrepHtml, renderPrepTerminal } from "../../reports/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { progressText } from "../progress-text.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { addLmsSourceOptions, fillLms, type LmsSourceOptions } from "./lms-source.ts";
import { parseDay, parsePath, parseSeed, parseVersion } from "./option-values.ts";

interface PrepCommandOptions extends LmsSourceOptions {
  readonly bundle: string;
  readonly state?: string;
  readonly settings?: string;
  readonly decisions?: string;
  readonly version?: OneRosterVersion;
  readonly asOf?: string;
  readonly redact?: boolean;
  readonly json?: boolean;
  readonly out: string;
}

const prepHelp = `
Writes into --out, readable by you alone:
  data-prep-users.csv    who is in both, only in Schoology, only in the SIS; Integration-Mapping ID is yours to edit
  data-prep-schools.csv, -terms.csv, -courses.csv, -sections.csv    what pairs, how sure that is, and why
  prep.html, prep.json   what to put right before the first sync

How to decide: open data-prep-users.csv in a spreadsheet (import its columns as text: leading zeros count).
In a row with an account, Integration-Mapping ID is the SIS Matching of the person whose account it is; take it out
and the account is nobody's. In a row without an account, write the Schoology Matching of the person's account.
Never edit Schoology Matching. Save it as CSV, then look at what becomes of it and sync with it:
  rehearse prep --bundle export.zip --organization schoology-export --decisions data-prep-users.csv
  integrationMapping: { file: data-prep-users.csv }     in the settings of rehearse sync

Examples:
  rehearse prep --bundle export.zip --organization schoology-export     your SIS against your Schoology export
  rehearse prep --bundle export.zip --state lms.json --redact           against a mock LMS, without names and e-mails
  rehearse prep --bundle export.zip                                     the checklist alone, as for an empty Schoology
  rehearse prep --bundle export.zip --partly-matching export.zip --mismatches other-unique-id=20     to practise

Exit codes: 0 ready, perhaps with things worth a look · 1 something is not ready · 2 usage · 3 could not run
`;

/** `rehearse prep`: data preparation before a first sync or a migration. Writes to no system. */
export const prepCommand: AddCommand = (program, ports) => {
  const command = program
    .command("prep")
    .description(
      "Data preparation: pair what Schoology has with what the SIS has, and check what must be right before a sync.",
    )
    .requiredOption(
      "--bundle <path>",
      "OneRoster 1.1 or 1.2 CSV bundle, a folder or a zip",
      parsePath,
    )
    .option("--state <path>", "the state of a mock LMS as Schoology; it is only read", parsePath);
  addLmsSourceOptions(command)
    .option("--settings <file>", "settings of the app (YAML); without it everything is mapped")
    .option(
      "--decisions <file>",
      "an edited data-prep-users.csv, instead of the one that the settings name",
      parsePath,
    )
    .option("--version <version>", "1.1 or 1.2; by default the bundle's own", parseVersion)
    .option("--as-of <date>", "the day of the sync, YYYY-MM-DD; today by default", parseDay)
    .option("--seed <number>", "the seed of everything random", parseSeed, 1)
    .option("--redact", "write no names, usernames and e-mail addresses")
    .option("--json", "print prep.json instead of words")
    .option("--out <folder>", "where the files go", parsePath, "rehearsal-prep")
    .addHelpText("after", prepHelp)
    .action(async (options: PrepCommandOptions, self: Command) => {
      refuseTwoSources(options, self);
      ports.finish(await prep(options, ports));
    });
};

function refuseTwoSources(options: PrepCommandOptions, command: Command): void {
  const { state, organization, partlyMatching } = options;
  if (state === undefined) return;
  if (organization !== undefined || partlyMatching !== undefined) {
    command.error(
      "error: --state is what Schoology holds. Leave --organization and --partly-matching out.",
    );
  }
  if (!existsSync(state)) command.error(`error: ${state}: there is no state here. Check the path.`);
}

async function prep(options: PrepCommandOptions, ports: CommandPorts): Promise<number> {
  const { terminal } = ports;
  const store = options.state === undefined ? undefined : await openStore(options.state);
  try {
    const preparation = await prepare(options, ports, store);
    await writeFiles(options.out, preparation);
    const { record } = preparation;
    const { color, width } = terminal;
    if (options.json === true) terminal.out(JSON.stringify(record, undefined, 2));
    else terminal.out(renderPrepTerminal(record, { color, width }));
    terminal.note(`Files: ${path.resolve(options.out)}`);
    return record.verdict === "fail" ? exitCodes.findings : exitCodes.ok;
  } finally {
    await store?.close();
  }
}

async function prepare(
  options: PrepCommandOptions,
  { terminal, version }: CommandPorts,
  store: LmsStore | undefined,
): Promise<BundlePreparation> {
  const { settings, decisions } = options;
  return prepareBundle({
    bundle: options.bundle,
    asOf: options.asOf ?? toIso(createSystemClock().now()).slice(0, 10),
    seed: options.seed,
    version,
    privacy: options.redact === true ? "redacted" : "full",
    lmsDescription: describeLms(options),
    fillLms: (lms) => fillLms(lms, options, terminal),
    ...(store === undefined ? {} : { lmsStore: store }),
    ...(settings === undefined
      ? {}
      : { settings: { file: settings, text: await readFile(settings, "utf8") } }),
    ...(decisions === undefined ? {} : { decisions }),
    ...(options.version === undefined ? {} : { oneRosterVersion: options.version }),
    onProgress: (progress) => terminal.progress(progressText(progress)),
  });
}

function describeLms({ state, organization, partlyMatching }: PrepCommandOptions): string {
  const source = state ?? organization;
  if (source !== undefined) return path.basename(source);
  return partlyMatching === undefined ? "an empty Schoology" : "a made-up Schoology";
}

/** Personal data: only whoever runs this may read the files, also where older ones are replaced. */
const ownerOnly = 0o600;

async function writeFiles(out: string, { record, sheets }: BundlePreparation): Promise<void> {
  await mkdir(out, { recursive: true });
  const files = [
    ...sheets,
    fileOf("prep.json", `${JSON.stringify(record, undefined, 2)}\n`),
    fileOf("prep.html", renderPrepHtml(record)),
  ];
  for (const { name, chunks } of files) {
    const target = path.join(out, name);
    const handle = await open(target, "w", ownerOnly);
    try {
      await chmod(target, ownerOnly);
      for (const chunk of chunks()) await handle.write(chunk);
    } finally {
      await handle.close();
    }
  }
}

function fileOf(name: string, content: string): PrepFile {
  return { name, chunks: () => [content] };
}
