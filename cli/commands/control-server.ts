import type { Command } from "commander";
import { parsePort, parseToken } from "./option-values.ts";

/** How a mock is steered while it runs. */
export interface ControlServerOptions {
  readonly controlPort?: number;
  readonly controlHost?: string;
  readonly controlToken?: string;
}

/** Adds the options of the control API, which either mock has. */
export function addControlServerOptions(command: Command): Command {
  return command
    .option(
      "--control-port <port>",
      "serve the control API on this port; 0 takes a free one",
      parsePort,
    )
    .option(
      "--control-host <host>",
      "where the control API listens; others than loopback let the network steer the mock (default: 127.0.0.1, whatever --host says)",
    )
    .option(
      "--control-token <token>",
      "the token of the control API; made up when absent",
      parseToken,
    );
}

/** Ends the command when it says where a control API listens that it does not have. */
export function checkControlOptions(options: ControlServerOptions, command: Command): void {
  if (options.controlHost !== undefined && options.controlPort === undefined) {
    command.error("error: --control-host is of the control API. Add --control-port.");
  }
}

/** A control API that listens, or none. What is printed of it is empty without one. */
export interface OpenControl extends AsyncDisposable {
  readonly facts: Readonly<Record<string, string>>;
  readonly hints: readonly string[];
}

interface ServedControl {
  readonly rootUrl: string;
  readonly close: () => Promise<void>;
}

/** Serves the control API where the options want it, if they do. */
export async function openControl(
  { controlPort: port, controlHost: host, controlToken }: ControlServerOptions,
  serve: (
    token: string,
    at: { readonly port: number; readonly host?: string },
  ) => Promise<ServedControl>,
): Promise<OpenControl> {
  if (port === undefined) {
    return { facts: {}, hints: [], [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const token = controlToken ?? crypto.randomUUID();
  const served = await serve(token, { port, ...(host === undefined ? {} : { host }) });
  const variables = `REHEARSE_CONTROL_URL=${served.rootUrl} REHEARSE_CONTROL_TOKEN=${token}`;
  return {
    facts: { controlUrl: served.rootUrl, controlToken: token },
    hints: [`To steer it with rehearse control, in another terminal: export ${variables}`],
    [Symbol.asyncDispose]: () => served.close(),
  };
}
