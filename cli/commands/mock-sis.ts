import { Option, type Command } from "commander";
import { createShiftableClock, createSystemClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import {
  createControlApp,
  createMockOneroster,
  profileNamed,
  profileNames,
  serveApp,
  serveMockOneroster,
  type MockOneroster,
  type ProfileName,
  type SisFault,
} from "../../mock-oneroster/index.ts";
import { announce } from "./announce.ts";
import type { CommandPorts } from "./command.ts";
import { parseCount, parseFaults, parsePort, parseVersion } from "./option-values.ts";
import { addSourceOptions, openSisSource, type SisSourceOptions } from "./sis-source.ts";

interface SisOptions extends SisSourceOptions {
  readonly port: number;
  readonly host: string;
  readonly json?: boolean;
  readonly version: OneRosterVersion;
  readonly profile: ProfileName;
  readonly appName: string;
  readonly tokenLife?: number;
  readonly fault: readonly SisFault[];
  readonly controlPort?: number;
  readonly controlToken?: string;
}

const sisHelp = `
Examples:
  rehearse mock sis                                        a district of 500 students, as the standard has it
  rehearse mock sis --preset huge --profile infinite-campus  100,000 students, as Infinite Campus behaves
  rehearse mock sis --bundle export.zip --port 4010        your own export
  rehearse mock sis --fault '{"fault":"too-many-requests","times":2}' --control-port 0
The page at / shows addresses, credentials and what the server holds. With a control port, rehearse control steers
the running server: faults, actions such as a trial switch, the clock, the journal of requests.
`;

/** `rehearse mock sis`: serves a mock OneRoster server until the process is stopped. */
export function addMockSis(mock: Command, ports: CommandPorts): void {
  const command = mock
    .command("sis")
    .description(
      "A mock OneRoster 1.1 and 1.2 server with a generated district, a bundle or a recording.",
    )
    .option("--version <version>", "whose URLs are printed, 1.1 or 1.2", parseVersion, "1.1")
    .option("--port <port>", "0 takes a free one", parsePort, 0)
    .option(
      "--host <host>",
      "the address to listen on; others than loopback open it to the network",
      "127.0.0.1",
    )
    .addOption(
      new Option("--profile <profile>", "the vendor whose behaviour to take on")
        .choices([...profileNames])
        .default("standard"),
    )
    .option("--app-name <name>", "the Campus application in paths and token URLs", "rehearsal")
    .option("--token-life <seconds>", "how long a token is good", parseCount)
    .option(
      "--fault <json>",
      "a fault to begin with, as JSON or YAML; may be given again",
      parseFaults,
      [],
    )
    .option(
      "--control-port <port>",
      "serve the control API on this port; 0 takes a free one",
      parsePort,
    )
    .option("--control-token <token>", "the token of the control API; made up when absent")
    .option("--json", "print one JSON object with the URLs and credentials as the first line");
  addSourceOptions(command)
    .addHelpText("after", sisHelp)
    .action(async (options: SisOptions) => {
      await serveSis(options, ports);
    });
}

async function serveSis(options: SisOptions, ports: CommandPorts): Promise<void> {
  const clock = createShiftableClock(createSystemClock());
  const credentials = { clientId: "rehearsal-consumer", clientSecret: "rehearsal-secret" };
  const mock = createMockOneroster({
    world: await openSisSource(options, ports.terminal),
    clock,
    random: createRandom(options.seed).fork("sis"),
    credentials,
    profile: profileNamed(options.profile),
    appName: options.appName,
    ...(options.tokenLife === undefined ? {} : { tokenLifeSeconds: options.tokenLife }),
  });
  for (const fault of options.fault) mock.faults.add(fault);
  mock.prepare();
  const stopped = ports.untilStopped();
  await using served = await serveMockOneroster(mock, options);
  await using control = await openControl(options, { mock, clock });
  announce(options, ports, {
    name: `Mock OneRoster ${options.version} (${options.profile})`,
    facts: {
      pid: process.pid,
      rootUrl: served.rootUrl,
      ...served.urls(options.version),
      ...credentials,
      ...(mock.vendorAuthorization === undefined
        ? {}
        : { vendorAuthorization: mock.vendorAuthorization }),
      ...control.facts,
    },
  });
  await stopped;
}

interface OpenControl extends AsyncDisposable {
  readonly facts: Readonly<Record<string, string>>;
}

async function openControl(
  options: SisOptions,
  parts: { readonly mock: MockOneroster; readonly clock: ReturnType<typeof createShiftableClock> },
): Promise<OpenControl> {
  const port = options.controlPort;
  if (port === undefined) {
    return { facts: {}, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const token = options.controlToken ?? crypto.randomUUID();
  const served = await serveApp(createControlApp({ ...parts, token }), { port });
  return {
    facts: { controlUrl: served.rootUrl, controlToken: token },
    [Symbol.asyncDispose]: () => served.close(),
  };
}
