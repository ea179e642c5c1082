import { randomBytes } from "node:crypto";
import { Option } from "commander";
import { createSystemClock } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import {
  createBoundedSend,
  type CrawlNote,
  type Recorded,
  recordServer,
} from "../../mock-oneroster/index.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { parseCount, parseVersion } from "./option-values.ts";

interface RecordCommandOptions {
  readonly version: OneRosterVersion;
  readonly baseUrl: string;
  readonly gradebookUrl?: string;
  readonly resourcesUrl?: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  readonly out: string;
  readonly seed?: string;
  readonly keepIds?: boolean;
  readonly keepTitles?: boolean;
  readonly nameHost?: boolean;
  readonly pageSize: number;
  readonly recordsMax: number;
  readonly allowHttp?: boolean;
  readonly iHaveTheOwnersConsent?: boolean;
}

const recordHelp = `
Reads a OneRoster server and writes a recording that rehearse mock sis --recording replays. It only ever sends GET
requests and the POST that asks for a token; nothing is written to the server. Names, e-mail addresses, phones, birth
dates and identifiers are replaced before anything reaches the disk; lengths, spaces, scripts and duplicates stay, so that
the problems of the data stay. Read mock-oneroster/record/README.md for what can still be told from a recording.

Exit code 1 when something that the server has could not be read: the recording is there, and what it lacks is listed.
Exit code 3 when nothing could be read, or when it is stopped: then there is no recording.

Example:
  REHEARSE_CLIENT_SECRET=… rehearse record --version 1.2 --client-id … --out recording \\
    --base-url https://sis.example/ims/oneroster/rostering/v1p2 --token-url https://sis.example/token \\
    --i-have-the-owners-consent
`;

const bodyLengthMax = 200_000_000;

/** `rehearse record`: a read-only, anonymised recording of a real server, with the consent of its owner. */
export const recordCommand: AddCommand = (program, ports) => {
  program
    .command("record")
    .description("Record a real OneRoster server, read-only and anonymised, to rehearse with.")
    .requiredOption("--version <version>", "1.1 or 1.2", parseVersion)
    .requiredOption(
      "--base-url <url>",
      "the address of rostering, up to and including v1p1 or v1p2",
    )
    .option("--gradebook-url <url>", "the address of the grade book; not read when absent")
    .option("--resources-url <url>", "the address of resources; not read when absent")
    .requiredOption("--token-url <url>", "where tokens are to be had")
    .requiredOption("--client-id <id>", "the client id")
    .addOption(
      new Option("--client-secret <secret>", "the client secret; better in the environment")
        .env("REHEARSE_CLIENT_SECRET")
        .makeOptionMandatory(),
    )
    .option("--scope <scopes>", "the scopes to ask for; what the server gives when absent")
    .option("--out <folder>", "where the recording goes; it may not be there yet", "recording")
    .option(
      "--seed <text>",
      "makes the same replacements again; keep it secret. Random when absent",
    )
    .option("--keep-ids", "keep sourcedIds as they are: only where they say nothing about people")
    .option("--keep-titles", "keep names of orgs, terms, courses and classes")
    .option("--name-host", "say in the recording from which host it came")
    .option("--page-size <number>", "records asked for at once", parseCount, 1_000)
    .option("--records-max <number>", "the most records of one collection", parseCount, 10_000_000)
    .option("--allow-http", "take addresses that are not encrypted")
    .option("--i-have-the-owners-consent", "required: the owner of the data agrees to be read")
    .addHelpText("after", recordHelp)
    .action(async (options: RecordCommandOptions, command) => {
      if (options.iHaveTheOwnersConsent !== true) {
        command.error(
          "error: this reads data of real people. Ask their district, then add --i-have-the-owners-consent.",
        );
      }
      await record(options, ports);
    });
};

async function record(
  options: RecordCommandOptions,
  { terminal, finish, untilStopped }: CommandPorts,
): Promise<void> {
  const stop = new AbortController();
  void untilStopped().then(() => stop.abort());
  try {
    const recorded = await readServer(options, terminal, stop.signal);
    tell(recorded, options.out, terminal);
    finish(recorded.gaps.some(isLoss) ? exitCodes.findings : exitCodes.ok);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    terminal.note("Stopped. Nothing is recorded; what was begun is removed.");
    finish(exitCodes.couldNotRun);
  }
}

/** When the signal is aborted, a request that is under way and the wait before the next end, and with them the crawl. */
async function readServer(
  options: RecordCommandOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Recorded> {
  const { gradebookUrl, resourcesUrl } = options;
  return await recordServer({
    version: options.version,
    addresses: {
      rostering: options.baseUrl,
      ...(gradebookUrl === undefined ? {} : { gradebook: gradebookUrl }),
      ...(resourcesUrl === undefined ? {} : { resources: resourcesUrl }),
    },
    auth: {
      tokenUrl: options.tokenUrl,
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      ...(options.scope === undefined ? {} : { scope: options.scope }),
    },
    send: createBoundedSend({ bodyBytesMax: bodyLengthMax, timeoutMs: 120_000, signal }),
    clock: createSystemClock(signal),
    consent: true,
    limits: {
      pageSize: options.pageSize,
      pagesMax: Math.ceil(options.recordsMax / options.pageSize) + 1_000,
      recordsMax: options.recordsMax,
      bodyLengthMax,
      concurrency: 1,
    },
    folder: options.out,
    seed: options.seed ?? randomBytes(32).toString("hex"),
    sourcedIds: options.keepIds === true ? "keep" : "replace",
    titles: options.keepTitles === true ? "keep" : "replace",
    host: options.nameHost === true ? "named" : "left-out",
    plainHttp: options.allowHttp === true ? "accepted" : "refused",
    onProgress: ({ path, records, total }) =>
      terminal.progress(`${path} ${records}${total === undefined ? "" : ` of ${total}`}`),
  });
}

/** What is missing comes first, then all else that was noticed. */
function tell({ manifest, gaps }: Recorded, out: string, terminal: Terminal): void {
  const counts = Object.entries(manifest.counts).map(([name, count]) => `${name} ${count}`);
  const words = counts.length === 0 ? "no records, for the server has none" : counts.join(", ");
  terminal.out(`Recorded in ${out}: ${words}.`);
  for (const gap of gaps) terminal.note(gapWords(gap));
  const others = manifest.notes.filter((note) => !gaps.includes(note));
  for (const note of others) terminal.note(`Noted: ${JSON.stringify(note)}`);
}

/** What a server does not have is not lost. */
function isLoss({ code }: CrawlNote): boolean {
  return code !== "missing";
}

function gapWords(gap: CrawlNote): string {
  const { code, path, status, count } = gap;
  const numbers = [
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(count === undefined ? [] : [String(count)]),
  ];
  const detail = [code, ...numbers].join(", ");
  return isLoss(gap)
    ? `Not all of ${path} is in the recording: ${detail}.`
    : `The server does not have ${path}: ${detail}.`;
}
