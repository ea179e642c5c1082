import { readFile } from "node:fs/promises";
import { Option, type Command } from "commander";
import { parse } from "yaml";
import { exitCodes } from "../exit-codes.ts";
import type { AddCommand, CommandPorts } from "./command.ts";

interface ControlOptions {
  readonly url: string;
  readonly token: string;
}

const controlHelp = `
Examples (REHEARSE_CONTROL_URL and REHEARSE_CONTROL_TOKEN may stand for --url and --token):
  rehearse control status --url http://127.0.0.1:4012 --token …
  rehearse control action '{ action: activate-trial, name: B }'
  rehearse control action @switch.yaml
  rehearse control fault '{ fault: too-many-requests, times: 2 }'
  rehearse control clock 2026-12-01T06:00:00Z
`;

/** `rehearse control`: steers a mock SIS that is running with --control-port. */
export const controlCommand: AddCommand = (program, ports) => {
  const control = program
    .command("control")
    .description("Steer a running mock SIS: actions, faults, the clock, the journal.")
    .addHelpText("after", controlHelp);
  add(control, ports, {
    name: "status",
    description: "The profile, the time, and what it holds.",
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
    description: "Ends every token in circulation.",
    call: () => ["POST", "/tokens/expire"],
  });
  add(control, ports, {
    name: "action <yaml>",
    description: "Lets something happen in the SIS; @file reads the action from a file.",
    call: (body) => ["POST", "/actions", body],
  });
  add(control, ports, {
    name: "fault <yaml>",
    description: "Adds a fault; @file reads it from a file.",
    call: (body) => ["POST", "/faults", body],
  });
  add(control, ports, {
    name: "clock <moment>",
    description: "Sets the clock to a moment such as 2026-12-01T06:00:00Z; it runs on from there.",
    call: (body) => ["POST", "/clock", { to: body }],
  });
};

type Call = readonly [method: string, path: string, body?: unknown];

interface Step {
  readonly name: string;
  readonly description: string;
  readonly call: (body: unknown) => Call;
}

function add(control: Command, ports: CommandPorts, { name, description, call }: Step): void {
  const command = control
    .command(name)
    .description(description)
    .addOption(
      new Option("--url <url>", "the control URL that the mock printed")
        .env("REHEARSE_CONTROL_URL")
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--token <token>", "the control token that the mock printed")
        .env("REHEARSE_CONTROL_TOKEN")
        .makeOptionMandatory(),
    );
  if (name.includes("<")) {
    command.action(async (text: string, options: ControlOptions) => {
      ports.finish(await send(options, ports, call(await readBody(text))));
    });
  } else {
    command.action(async (options: ControlOptions) => {
      ports.finish(await send(options, ports, call(undefined)));
    });
  }
}

async function readBody(text: string): Promise<unknown> {
  const source = text.startsWith("@") ? await readFile(text.slice(1), "utf8") : text;
  const value: unknown = parse(source, { schema: "json" });
  return value;
}

/** Prints the answer as it came. A refusal is a usage error; a server that is not there could not be run. */
async function send(
  { url, token }: ControlOptions,
  { terminal }: CommandPorts,
  [method, path, body]: Call,
): Promise<number> {
  let response: Response;
  try {
    response = await fetch(url.replace(/\/+$/, "") + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    terminal.note(`Nobody answers at ${url}. Is the mock running, and is this its control URL?`);
    return exitCodes.couldNotRun;
  }
  const text = await response.text();
  if (!response.ok) {
    terminal.note(`The mock refused (${response.status}): ${text}`);
    return exitCodes.usage;
  }
  if (text !== "") terminal.out(text);
  return exitCodes.ok;
}
