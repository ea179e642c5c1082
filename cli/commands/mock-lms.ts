import { readFile } from "node:fs/promises";
import { InvalidArgumentError, Option, type Command } from "commander";
import { parse } from "yaml";
import * as z from "zod";
import { createShiftableClock, createSystemClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import {
  createLmsControlApp,
  createMemoryPasswords,
  createMemoryStore,
  createMockLms,
  LmsFault,
  LmsRateLimit,
  openPasswordsBeside,
  openStore,
  serveLmsApp,
  serveMockLms,
  type LmsStore,
  type PasswordVault,
} from "../../mock-lms/index.ts";
import { letHeapGrow } from "../lean-heap.ts";
import { announce } from "./announce.ts";
import type { CommandPorts } from "./command.ts";
import {
  addControlServerOptions,
  checkControlOptions,
  openControl,
  type ControlServerOptions,
} from "./control-server.ts";
import { addLmsSourceOptions, fillLms, type LmsSourceOptions } from "./lms-source.ts";
import { parseOrigins, parsePath, parsePort, parseSeed } from "./option-values.ts";

interface LmsOptions extends LmsSourceOptions, ControlServerOptions {
  readonly port: number;
  readonly host: string;
  readonly json?: boolean;
  readonly state?: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly personalKey?: boolean;
  readonly origin: readonly string[];
  readonly rateLimit: LmsRateLimit | "off";
  readonly faults?: string;
}

const lmsHelp = `
Open the address that is printed as "pages" in a browser to look at what is in it.
Examples:
  rehearse mock lms                                        an empty organisation; the key and secret are printed
  rehearse mock lms --state lms.json --port 4020           one that is still there tomorrow
  rehearse mock lms --rate-limit off                       as fast as it can; for filling it
  rehearse mock lms --rate-limit 15/5 --personal-key       as strict as the web application, to a person's key
  rehearse mock lms --origin https://lms.example.org       a client that signs for that address, behind a proxy
  rehearse mock lms --faults faults.yaml --control-port 0  misbehaves from the start, and can be steered
A file of faults is a list, such as:
  - { fault: too-many-requests, match: { method: POST }, times: 2 }
  - { fault: lost-response, match: { path: /v1/enrollments/import/course }, times: 1 }
  - { fault: failing-rows, rows: { field: school_uid, like: "10*" }, error: The account is locked. }
Requests are signed with OAuth 1.0a, PLAINTEXT or HMAC-SHA1, for the printed address or for https://api.schoology.com.
With a control port, rehearse control steers the running server: faults, actions, the clock, the journal of calls.
`;

/** `rehearse mock lms`: serves a mock Schoology until the process is stopped. */
export function addMockLms(mock: Command, ports: CommandPorts): void {
  const command = mock
    .command("lms")
    .description("A mock Schoology.")
    .option("--port <port>", "0 takes a free one", parsePort, 0)
    .option(
      "--host <host>",
      "the address to listen on; others than loopback open it to the network, by address and --origin",
      "127.0.0.1",
    )
    .option(
      "--state <path>",
      "keep the state in this file or, for large ones, in a folder whose path ends with /; passwords go beside it; without it, in memory",
    )
    .option(
      "--seed <seed>",
      "what chance depends on: access codes, faults, which part",
      parseSeed,
      1,
    );
  addLmsSourceOptions(command);
  addWireOptions(command);
  addControlServerOptions(command)
    .option("--json", "print one JSON object with the URLs and credentials as the first line")
    .addHelpText("after", lmsHelp)
    .action(async (options: LmsOptions, self: Command) => {
      await serveLms(options, ports, self);
    });
}

/** Who gets in, how often, and what goes wrong. */
function addWireOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--consumer-key <key>", "the key that clients sign with")
        .env("REHEARSE_LMS_KEY")
        .default("rehearsal-key"),
    )
    .addOption(
      new Option("--consumer-secret <secret>", "its secret")
        .env("REHEARSE_LMS_SECRET")
        .default("rehearsal-lms-secret"),
    )
    .option("--personal-key", "the key is a person's: 401 for the data of other users")
    .addOption(
      new Option(
        "--origin <origin>",
        "another address that clients may sign for and name as the host; may be given again",
      )
        .argParser(parseOrigins)
        .default([], "none but https://api.schoology.com"),
    )
    .addOption(
      new Option(
        "--rate-limit <limit>",
        "credits/seconds of a bucket from which a read takes 1 and a write 3, or off; beyond it 429",
      )
        .argParser(parseRateLimit)
        .default(LmsRateLimit.parse({}), "50/5"),
    )
    .option("--faults <file>", "faults to begin with: a list in YAML or JSON", parsePath);
}

function parseRateLimit(text: string): LmsRateLimit | "off" {
  if (text === "off") return text;
  const [, credits, perSeconds] = /^(\d{1,7})\/(\d{1,7})$/.exec(text) ?? [];
  const limit = LmsRateLimit.safeParse({
    credits: Number(credits),
    perSeconds: Number(perSeconds),
  });
  if (limit.success) return limit.data;
  throw new InvalidArgumentError(
    "Write credits/seconds such as 50/5, of at least 3 credits, or off.",
  );
}

async function serveLms(options: LmsOptions, ports: CommandPorts, command: Command): Promise<void> {
  checkControlOptions(options, command);
  // Bulk calls make much garbage, of which little lives.
  letHeapGrow();
  const faults = await readFaults(options.faults, command);
  const { state } = options;
  const tell = (sentence: string): void => ports.terminal.note(sentence);
  const store = state === undefined ? createMemoryStore() : await openStore(state, { tell });
  try {
    const passwords =
      state === undefined ? createMemoryPasswords() : await openPasswordsBeside(state, store);
    try {
      await serveUntilStopped({ store, passwords, faults }, options, ports);
    } finally {
      await passwords.flush();
    }
  } finally {
    // Whatever went wrong: what was kept is written, and a state folder is free for the next one.
    await store.close();
  }
}

interface LmsContents {
  readonly store: LmsStore;
  readonly passwords: PasswordVault;
  readonly faults: readonly LmsFault[];
}

async function serveUntilStopped(
  { store, passwords, faults }: LmsContents,
  options: LmsOptions,
  ports: CommandPorts,
): Promise<void> {
  const { consumerKey, consumerSecret } = options;
  const system = createSystemClock();
  const clock = createShiftableClock(system);
  const origins = ["https://api.schoology.com", ...options.origin];
  const mock = createMockLms({
    store,
    passwords,
    clock,
    wireClock: system,
    random: createRandom(options.seed).fork("lms"),
    credentials: { consumerKey, consumerSecret },
    signing: { origins },
    keyKind: options.personalKey === true ? "personal" : "organization",
    ...(options.rateLimit === "off" ? {} : { rateLimit: options.rateLimit }),
  });
  await fillLms(mock, options, ports.terminal);
  for (const fault of faults) mock.faults.add(fault);
  const stopped = ports.untilStopped();
  await using served = await serveMockLms(mock, { ...options, origins });
  await using control = await openControl(options, (token, at) =>
    serveLmsApp(createLmsControlApp({ mock, clock, token }), { ...at, origins }),
  );
  announce(options, ports, {
    name: "Mock LMS",
    facts: {
      pid: process.pid,
      baseUrl: served.baseUrl,
      pages: served.baseUrl.replace(/v1$/, ""),
      consumerKey,
      consumerSecret,
      rateLimit: limitWords(options.rateLimit),
      ...(faults.length === 0 ? {} : { faults: faults.length }),
      ...control.facts,
    },
    hints: control.hints,
  });
  await stopped;
}

function limitWords(limit: LmsRateLimit | "off"): string {
  return limit === "off" ? limit : `${limit.credits}/${limit.perSeconds}`;
}

async function readFaults(
  file: string | undefined,
  command: Command,
): Promise<readonly LmsFault[]> {
  if (file === undefined) return [];
  const parsed = z
    .array(LmsFault)
    .max(1_000)
    .safeParse(parseYaml(await readFile(file, "utf8")));
  if (parsed.success) return parsed.data;
  return command.error(
    `error: ${file} is no list of faults; --help shows one.\n${z.prettifyError(parsed.error)}`,
  );
}

function parseYaml(text: string): unknown {
  try {
    const value: unknown = parse(text);
    return value;
  } catch {
    return undefined;
  }
}
