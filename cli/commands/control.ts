import { readFile } from "node:fs/promises";
import path from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import { parse } from "yaml";
import * as z from "zod";
import { LmsAction, LmsFault } from "../../mock-lms/index.ts";
import { SisAction, SisFault } from "../../mock-oneroster/index.ts";
import { exitCodes } from "../exit-codes.ts";
import type { AddCommand, CommandPorts } from "./command.ts";

interface ControlOptions {
  readonly url: string;
  readonly token: string;
}

const controlHelp = `
With --control-port, rehearse mock sis and mock lms print a controlUrl and a controlToken. Give them with --url and --token, or once:
  export REHEARSE_CONTROL_URL=http://127.0.0.1:4012 REHEARSE_CONTROL_TOKEN=…

Examples:
  rehearse control status
  rehearse control action '{ action: activate-trial, name: B }'
  rehearse control action @switch.yaml
  rehearse control fault '{ fault: too-many-requests, times: 2 }'
  rehearse control action '{ kind: add-member, sectionSchoolCode: c-1, schoolUid: u-1 }'      in the LMS
  rehearse control fault '{ fault: lost-response, match: { method: POST }, times: 1 }'        of the LMS
  rehearse control clock 2026-12-01T06:00:00Z
  rehearse control delta changes.zip               what a bundle of changes says, as if the SIS had changed so
A delta is read by the mock, which has to be on this machine, and fits a mock that serves a bundle or a recording: the
people of a generated district have no ids that a delta could name. A bundle that cannot be read changes nothing.
`;

/** `rehearse control`: steers a mock SIS or LMS that is running with --control-port. */
export const controlCommand: AddCommand = (program, ports) => {
  const control = program
    .command("control")
    .description(
      "Steer a running mock SIS or LMS: actions, faults, the clock, the journal; deltas of a SIS.",
    )
    .addHelpText("after", controlHelp);
  add(control, ports, {
    name: "status",
    description: "The time, what it holds, and how it is set up.",
    call: () => ["GET", "/"],
  });
  add(control, ports, {
    name: "journal",
    description: "What was asked of it, in which order, how many at once.",
    call: () => ["GET", "/journal"],
  });
  add(control, ports, {
    name: "faults",
    description: "The faults that are active.",
    call: () => ["GET", "/faults"],
  });
  add(control, ports, {
    name: "clear-faults",
    description: "Takes all faults away.",
    call: () => ["DELETE", "/faults"],
  });
  add(control, ports, {
    name: "expire-tokens",
    description: "Ends every token in circulation; SIS only.",
    call: () => ["POST", "/tokens/expire"],
  });
  add(control, ports, {
    name: "renew-secret",
    description:
      "Gives the client another secret, as Renew Secret does; the old one ends (F74); SIS only.",
    call: () => ["POST", "/secret/renew"],
  });
  add(control, ports, {
    name: "action <yaml>",
    description: "Lets something happen in the SIS or LMS; @file reads the action from a file.",
    help: `\nActions of the SIS, with an example of each in docs/reference/sis-actions.md:\n${listed(actionNames)}\nKinds of action in the LMS, with an example of each in docs/reference/lms-actions.md:\n${listed(lmsActionNames)}\n`,
    call: (body) => ["POST", "/actions", body],
  });
  add(control, ports, {
    name: "delta <path>",
    description:
      "Applies a delta bundle, a folder or a zip, and says what was noticed in it; SIS only.",
    read: (bundle) => Promise.resolve({ path: path.resolve(bundle) }),
    call: (body) => ["POST", "/deltas", body],
  });
  add(control, ports, {
    name: "fault <yaml>",
    description: "Adds a fault; @file reads it from a file.",
    help: `\nFaults of the SIS, each with what it takes in mock-oneroster/faults/README.md:\n${listed(faultNames)}\nFaults of the LMS, in mock-lms/faults/README.md:\n${listed(lmsFaultNames)}\n`,
    call: (body) => ["POST", "/faults", body],
  });
  add(control, ports, {
    name: "clock <moment>",
    description: "Sets the clock to a moment such as 2026-12-01T06:00:00Z; it runs on from there.",
    call: (body) => ["POST", "/clock", { to: body }],
  });
};

const actionNames = SisAction.options.map(({ shape }) => shape.action.value);
const lmsActionNames = LmsAction.options.map(({ shape }) => shape.kind.value);
const lmsFaultNames = LmsFault.options.map(({ shape }) => shape.fault.value);
const faultNames = SisFault.options.map(({ shape }) => shape.fault.value);

/** Names in lines of a readable length. */
function listed(names: readonly string[]): string {
  const lines = [""];
  for (const name of names) {
    const line = lines.at(-1) ?? "";
    if (line.length + name.length > 76) lines.push(`  ${name}`);
    else lines[lines.length - 1] = line === "" ? `  ${name}` : `${line}, ${name}`;
  }
  return lines.join(",\n");
}

type Call = readonly [method: string, address: string, body?: unknown];

interface Step {
  readonly name: string;
  readonly description: string;
  readonly help?: string;
  /** What its argument stands for. YAML, or a file with it, unless told otherwise. */
  readonly read?: (text: string, command: Command) => Promise<unknown>;
  readonly call: (body: unknown) => Call;
}

function add(control: Command, ports: CommandPorts, step: Step): void {
  const { name, description, help = "", read = readBody, call } = step;
  const command = control
    .command(name)
    .description(description)
    .addOption(
      new Option("--url <url>", "the controlUrl that the mock printed")
        .argParser(parseControlUrl)
        .env("REHEARSE_CONTROL_URL")
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--token <token>", "the controlToken that the mock printed")
        .env("REHEARSE_CONTROL_TOKEN")
        .makeOptionMandatory(),
    );
  command.addHelpText("after", help);
  if (name.includes("<")) {
    command.action(async (text: string, options: ControlOptions) => {
      ports.finish(await send(options, ports, call(await read(text, command))));
    });
  } else {
    command.action(async (options: ControlOptions) => {
      ports.finish(await send(options, ports, call(undefined)));
    });
  }
}

function parseControlUrl(text: string): string {
  if (URL.canParse(text) && /^https?:\/\/[^/]/i.test(text)) return text;
  throw new InvalidArgumentError(
    "Write the controlUrl that the mock printed, such as http://127.0.0.1:4012.",
  );
}

async function readBody(text: string, command: Command): Promise<unknown> {
  const source = text.startsWith("@") ? await readFile(text.slice(1), "utf8") : text;
  const value = readYaml(source, command);
  try {
    JSON.stringify(value);
  } catch {
    command.error("error: this YAML holds itself, through an alias, and cannot be sent as JSON.");
  }
  return value;
}

/** The parser throws errors of several kinds: of its own, of aliases that lead nowhere, of too many of them. */
function readYaml(source: string, command: Command): unknown {
  try {
    const value: unknown = parse(source);
    return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return command.error(`error: this is no YAML. ${reason}`);
  }
}

/** Prints the answer as it came. A refusal is a usage error; a server that is not there could not be run. */
async function send(
  { url, token }: ControlOptions,
  { terminal }: CommandPorts,
  [method, address, body]: Call,
): Promise<number> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(url.replace(/\/+$/, "") + address, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...content,
    });
  } catch {
    terminal.note(`Nobody answers at ${url}. Is the mock running, and is this its control URL?`);
    return exitCodes.couldNotRun;
  }
  const text = await response.text();
  if (text.startsWith("<") || text.includes('"imsx_')) {
    terminal.note(
      `${url} is no control API, but perhaps the mock itself. Give the controlUrl that it prints when it has --control-port.`,
    );
    return exitCodes.usage;
  }
  if (!response.ok) {
    const mock = mockNames[response.headers.get("X-Rehearse-Control") ?? ""] ?? "mock";
    terminal.note(`The ${mock} at ${url} refused (${response.status}): ${sentenceIn(text)}`);
    if (response.status === 404 && mock !== "mock")
      terminal.note(`A ${mock} has no such command: give the controlUrl of the other mock.`);
    else if (isOfOther(mock, body))
      terminal.note(
        "That is one of the other mock: the LMS names its actions by kind, the SIS by action. Give the controlUrl of that one.",
      );
    return exitCodes.usage;
  }
  if (text !== "") terminal.out(text);
  return exitCodes.ok;
}

const mockNames: Readonly<Record<string, string>> = { lms: "mock LMS", sis: "mock SIS" };

/** Actions of the LMS have a `kind`, those of the SIS an `action`. */
function isOfOther(mock: string, body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  return mock === "mock LMS"
    ? "action" in body && !("kind" in body)
    : "kind" in body && !("action" in body);
}

/** The sentence of a refusal, or the answer as it came. */
function sentenceIn(text: string): string {
  const read = Refusal.safeParse(parseJson(text));
  return read.success ? read.data.error : text;
}

const Refusal = z.object({ error: z.string() });

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
