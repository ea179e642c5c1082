import type { AddCommand } from "./command.ts";
import { addMockLms } from "./mock-lms.ts";
import { addMockSis } from "./mock-sis.ts";

/** `rehearse mock sis|lms`: serves a mock on loopback until the process is stopped. */
export const mockCommand: AddCommand = (program, ports) => {
  const mock = program
    .command("mock")
    .description("Serve a mock server on this machine until stopped.");
  addMockSis(mock, ports);
  addMockLms(mock, ports);
};
