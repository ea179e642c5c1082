import { Option } from "commander";
import { createSystemClock, toIso } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import {
  createMemoryStore,
  createMockLms,
  openFileStore,
  serveMockLms,
} from "../../mock-lms/index.ts";
import {
  createMockOneroster,
  generateDistrict,
  importBundle,
  serveMockOneroster,
  type World,
} from "../../mock-oneroster/index.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { parsePort, parseSeed, parseVersion } from "./option-values.ts";

const presets = ["tiny", "small", "medium", "large"] as const;

interface ServeOptions {
  readonly port: number;
  readonly json?: boolean;
}

interface SisOptions extends ServeOptions {
  readonly version: OneRosterVersion;
  readonly preset: (typeof presets)[number];
  readonly bundle?: string;
  readonly seed: number;
}

interface LmsOptions extends ServeOptions {
  readonly state?: string;
}

/** `rehearse mock sis|lms`: serves a mock on loopback until the process is stopped. */
export const mockCommand: AddCommand = (program, ports) => {
  const mock = program
    .command("mock")
    .description("Serve a mock server on this machine until stopped.");
  mock
    .command("sis")
    .description("A mock OneRoster 1.1 and 1.2 server with a generated district or a bundle.")
    .option("--version <version>", "whose URLs are printed, 1.1 or 1.2", parseVersion, "1.1")
    .option("--port <port>", "0 takes a free one", parsePort, 0)
    .addOption(
      new Option("--preset <preset>", "size of the generated district")
        .choices([...presets])
        .default("small"),
    )
    .addOption(
      new Option(
        "--bundle <path>",
        "OneRoster CSV bundle to serve instead, a folder or a zip",
      ).conflicts("preset"),
    )
    .option("--seed <number>", "seed of the generated district", parseSeed, 1)
    .option("--json", "print one JSON object with the URLs and credentials as the first line")
    .action(async (options: SisOptions) => {
      await serveSis(options, ports);
    });
  mock
    .command("lms")
    .description("A mock Schoology.")
    .option("--port <port>", "0 takes a free one", parsePort, 0)
    .option("--state <file>", "keep the state in this file; without it, in memory")
    .option("--json", "print one JSON object with the URL and credentials as the first line")
    .action(async (options: LmsOptions) => {
      await serveLms(options, ports);
    });
};

async function serveSis(options: SisOptions, ports: CommandPorts): Promise<void> {
  const clock = createSystemClock();
  const credentials = { clientId: "rehearsal-consumer", clientSecret: "rehearsal-secret" };
  const mock = createMockOneroster({
    world: await openSisWorld(options, ports),
    clock,
    random: createRandom(options.seed).fork("sis"),
    credentials,
  });
  const stopped = ports.untilStopped();
  await using served = await serveMockOneroster(mock, { port: options.port });
  announce(options, ports, {
    name: `Mock OneRoster ${options.version}`,
    facts: {
      pid: process.pid,
      rootUrl: served.rootUrl,
      ...served.urls(options.version),
      ...credentials,
    },
  });
  await stopped;
}

async function openSisWorld(options: SisOptions, ports: CommandPorts): Promise<World> {
  const clock = createSystemClock();
  if (options.bundle === undefined) {
    const asOf = toIso(clock.now()).slice(0, 10);
    return generateDistrict({ seed: options.seed, preset: options.preset, asOf });
  }
  const imported = await importBundle(options.bundle, clock);
  const count = imported.diagnostics.length;
  if (count > 0) {
    ports.terminal.note(
      `The bundle has ${count} findings; run rehearse sync --bundle ${options.bundle} to see them.`,
    );
  }
  return imported.value;
}

async function serveLms(options: LmsOptions, ports: CommandPorts): Promise<void> {
  const clock = createSystemClock();
  const credentials = { consumerKey: "rehearsal-key", consumerSecret: "rehearsal-lms-secret" };
  const store =
    options.state === undefined ? createMemoryStore() : await openFileStore(options.state);
  const mock = createMockLms({
    store,
    clock,
    random: createRandom(1).fork("lms"),
    credentials,
  });
  const stopped = ports.untilStopped();
  {
    await using served = await serveMockLms(mock, { port: options.port });
    announce(options, ports, {
      name: "Mock LMS",
      facts: { pid: process.pid, baseUrl: served.baseUrl, ...credentials },
    });
    await stopped;
  }
  await store.close();
}

interface Announcement {
  readonly name: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

function announce(options: ServeOptions, ports: CommandPorts, { name, facts }: Announcement): void {
  if (options.json === true) {
    ports.terminal.out(JSON.stringify(facts));
    return;
  }
  const lines = Object.entries(facts).map(([key, value]) => `  ${key.padEnd(14)} ${value}`);
  ports.terminal.out([`${name} is ready. Stop it with Ctrl+C.`, ...lines].join("\n"));
}
