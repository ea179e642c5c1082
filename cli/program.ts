import { Command, CommanderError } from "commander";
import { BugError } from "../core/assert.ts";
import { RequestError } from "../engine/index.ts";
import { InputError } from "../harness/index.ts";
import { ServeError, StoreFileError } from "../mock-lms/index.ts";
import { BundleError, CrawlError, ExportError, RecordingError } from "../mock-oneroster/index.ts";
import type { CommandContext } from "./commands/command.ts";
import { controlCommand } from "./commands/control.ts";
import { exportCommand } from "./commands/export.ts";
import { mockCommand } from "./commands/mock.ts";
import { parityCommand } from "./commands/parity.ts";
import { recordCommand } from "./commands/record.ts";
import { reportCommand } from "./commands/report.ts";
import { runCommand } from "./commands/run.ts";
import { syncCommand } from "./commands/sync.ts";
import { exitCodes } from "./exit-codes.ts";
import { isSystemError, systemErrorWords } from "./system-error.ts";
import type { Terminal } from "./terminal.ts";

const epilogue = `
Examples:
  rehearse run                                 play every bundled scenario and write a report
  rehearse run trial-switch --http             one scenario, over real sockets
  rehearse sync --bundle export.zip            rehearse a first sync of your own OneRoster CSV export
  rehearse mock sis --preset small             serve a mock OneRoster server until stopped
  rehearse report rehearsal-report/record.json render a saved run again

Exit codes: 0 ok · 1 findings or failed expectations · 2 usage · 3 could not run · 70 bug in rehearse

Nothing here ever writes to a real system. Reports hold personal data when the input did.
`;

/** Runs the command line and gives the exit code. Never throws. */
export async function runProgram(
  argv: readonly string[],
  context: CommandContext,
): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = new Command("rehearse")
    .description("Practise a OneRoster to Schoology sync before it touches a real system.")
    .version(context.version)
    .addHelpText("after", epilogue)
    .showHelpAfterError("(add --help for the options)")
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.out(text),
      writeErr: (text) => context.terminal.note(text),
    });
  for (const command of [
    runCommand,
    syncCommand,
    mockCommand,
    controlCommand,
    exportCommand,
    parityCommand,
    recordCommand,
    reportCommand,
  ]) {
    command(program, { ...context, finish });
  }
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return explain(error, context.terminal);
  }
}

/** Tells a person what went wrong, without a stack unless it is our own fault. */
function explain(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    const isHelp = error.exitCode === 0;
    return isHelp ? exitCodes.ok : exitCodes.usage;
  }
  if (
    error instanceof InputError ||
    error instanceof BundleError ||
    error instanceof CrawlError ||
    error instanceof ExportError ||
    error instanceof RecordingError ||
    error instanceof StoreFileError
  ) {
    terminal.note(error.message);
    return exitCodes.usage;
  }
  if (error instanceof RequestError || error instanceof ServeError) {
    terminal.note(error.message);
    return exitCodes.couldNotRun;
  }
  if (isSystemError(error)) {
    const { words, exitCode } = systemErrorWords(error);
    terminal.note(words);
    return exitCode;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const intro = error instanceof BugError ? "" : "This is a bug in rehearse. ";
  terminal.note(`${intro}Please report it with the command you ran and what follows.\n${detail}`);
  return exitCodes.bug;
}
