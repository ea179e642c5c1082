import { Option, type Command } from "commander";
import { createShiftableClock, createSystemClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import {
  createControlApp,
  createMockOneroster,
  describeConnection,
  serveApp,
  serveMockOneroster,
  type SisFault,
} from "../../mock-oneroster/index.ts";
import { settleHeap } from "../lean-heap.ts";
import { announce } from "./announce.ts";
import type { CommandPorts } from "./command.ts";
import {
  addControlServerOptions,
  checkControlOptions,
  openControl,
  type ControlServerOptions,
} from "./control-server.ts";
import {
  parseAppName,
  parseFaults,
  parseOrigins,
  parsePort,
  parseVersion,
} from "./option-values.ts";
import {
  addConnectionOptions,
  readConnection,
  findLicensedSchools,
  type SisConnectionOptions,
} from "./sis-connection.ts";
import {
  addProfileOptions,
  changedSettings,
  printSettings,
  readProfile,
  type SisProfileOptions,
} from "./sis-profile.ts";
import { addSourceOptions, openSisSource, type SisSourceOptions } from "./sis-source.ts";

interface SisOptions
  extends SisSourceOptions, SisConnectionOptions, SisProfileOptions, ControlServerOptions {
  readonly port: number;
  readonly host: string;
  readonly origin: readonly string[];
  readonly json?: boolean;
  readonly version: OneRosterVersion;
  readonly appName: string;
  readonly fault: readonly SisFault[];
}

const sisHelp = `
Examples:
  rehearse mock sis                                        a district of 500 students, as the standard has it
  rehearse mock sis --preset huge --profile infinite-campus  100,000 students, as Infinite Campus behaves
  rehearse mock sis --dirt '{ duplicateEmails: 0.05, oddCodes: 0.1 }'      two data problems; --dirt list names all
  rehearse mock sis --stale-trial 1 --semesters apart      a trial that could be switched to, sections of a semester
  rehearse mock sis --bundle export.zip --port 4010        your own export
  rehearse mock sis --bundle export.zip --then-delta monday.zip --then-delta tuesday.zip
  rehearse mock sis --fault '{"fault":"too-many-requests","times":2}' --control-port 0
  rehearse mock sis --profile infinite-campus --set writes.checks.dates-in-term=off --set errors.terse=on
  rehearse mock sis --profile infinite-campus --settings   what can be set, what it is, and what it may be
  rehearse mock sis --profile infinite-campus --connection roster-only   a Consumer ID that opens no grade book (F98)
  rehearse mock sis --licensed-school 101                  the licence of one school: no passback from others (F99)
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
      "the address to listen on; others than loopback open it to the network, by address and --origin",
      "127.0.0.1",
    )
    .addOption(
      new Option(
        "--origin <origin>",
        "another address by which clients know it, as behind a proxy; may be given again",
      )
        .argParser(parseOrigins)
        .default([], "none"),
    )
    .option(
      "--app-name <name>",
      "the Campus application in paths and token URLs",
      parseAppName,
      "rehearsal",
    )
    .addOption(
      new Option("--fault <json>", "a fault to begin with, as JSON or YAML; may be given again")
        .argParser(parseFaults)
        .default([], "none"),
    )
    .option("--json", "print one JSON object with the URLs and credentials as the first line");
  addSourceOptions(addConnectionOptions(addProfileOptions(addControlServerOptions(command))))
    .addHelpText("after", sisHelp)
    .action(async (options: SisOptions, self: Command) => {
      await serveSis(options, ports, self);
    });
}

async function serveSis(options: SisOptions, ports: CommandPorts, command: Command): Promise<void> {
  const profile = readProfile(options, command);
  if (options.settings === true) {
    printSettings(profile, { json: options.json === true, terminal: ports.terminal });
    return;
  }
  checkControlOptions(options, command);
  const changed = changedSettings(profile);
  const asked = readConnection(options, command);
  const world = await openSisSource(options, ports.terminal);
  const connection = findLicensedSchools(asked, world, command);
  const clock = createShiftableClock(createSystemClock());
  const credentials = { clientId: "rehearsal-consumer", clientSecret: "rehearsal-secret" };
  const mock = createMockOneroster({
    world,
    clock,
    random: createRandom(options.seed).fork("sis"),
    credentials,
    profile,
    appName: options.appName,
    ...(connection === undefined ? {} : { connection }),
  });
  for (const fault of options.fault) mock.faults.add(fault);
  mock.prepare();
  settleHeap();
  const stopped = ports.untilStopped();
  await using served = await serveMockOneroster(mock, { ...options, origins: options.origin });
  await using control = await openControl(options, (token, at) =>
    serveApp(createControlApp({ mock, clock, token }), { ...at, origins: options.origin }),
  );
  announce(options, ports, {
    name: `Mock OneRoster 1.1 and 1.2 (${profile.name}${changed === "" ? "" : ", changed"})`,
    facts: {
      pid: process.pid,
      rootUrl: served.rootUrl,
      ...served.urls(options.version),
      ...credentials,
      ...(mock.vendorAuthorization === undefined
        ? {}
        : { vendorAuthorization: mock.vendorAuthorization }),
      ...(changed === "" ? {} : { changedSettings: changed }),
      ...(connection === undefined ? {} : { connection: describeConnection(connection) }),
      ...control.facts,
    },
    hints: [addressHint(options.version, served.rootUrl), ...control.hints],
  });
  await stopped;
}

function addressHint(version: OneRosterVersion, rootUrl: string): string {
  const other = version === "1.1" ? "1.2" : "1.1";
  return `These are the addresses of ${version}; --version ${other} prints those of ${other}, and ${rootUrl}/ shows all.`;
}
