import { createSystemClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createMemoryStore, createMockLms, openStore, serveMockLms } from "../../mock-lms/index.ts";
import { announce } from "./announce.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { addMockSis } from "./mock-sis.ts";
import { parsePort } from "./option-values.ts";

interface LmsOptions {
  readonly port: number;
  readonly json?: boolean;
  readonly state?: string;
}

/** `rehearse mock sis|lms`: serves a mock on loopback until the process is stopped. */
export const mockCommand: AddCommand = (program, ports) => {
  const mock = program
    .command("mock")
    .description("Serve a mock server on this machine until stopped.");
  addMockSis(mock, ports);
  mock
    .command("lms")
    .description("A mock Schoology.")
    .option("--port <port>", "0 takes a free one", parsePort, 0)
    .option(
      "--state <path>",
      "keep the state in this file, or, for large states, in a folder: end its path with /",
    )
    .option("--json", "print one JSON object with the URL and credentials as the first line")
    .action(async (options: LmsOptions) => {
      await serveLms(options, ports);
    });
};

async function serveLms(options: LmsOptions, ports: CommandPorts): Promise<void> {
  const clock = createSystemClock();
  const credentials = { consumerKey: "rehearsal-key", consumerSecret: "rehearsal-lms-secret" };
  const store =
    options.state === undefined
      ? createMemoryStore()
      : await openStore(options.state, { tell: (sentence) => ports.terminal.note(sentence) });
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
