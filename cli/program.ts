import { Command, CommanderError } from "commander";
import { BugError } from "../core/assert.ts";
import type { AddCommand, CommandContext } from "./commands/command.ts";
import { exitCodes } from "./exit-codes.ts";
import { keepHeapLean } from "./lean-heap.ts";
import { isSystemError, systemErrorWords } from "./system-error.ts";
import type { Terminal } from "./terminal.ts";

const epilogue = `
Examples:
  rehearse run                                 play every bundled scenario and write a report
  rehearse run trial-switch --http             one scenario, over real sockets
  rehearse sync --bundle export.zip            rehearse a first sync of your own OneRoster CSV export
  rehearse prep --bundle export.zip            what must be right before a first sync, and who is who
  rehearse plan --bundle export.zip            what a sync would do, change by change; nothing is written
  rehearse apply rehearsal-plan/plan.jsonl     do what a plan says, unless the world has moved
  rehearse mock sis --preset small             serve a mock OneRoster server until stopped
  rehearse report rehearsal-report/record.json render a saved run again

Exit codes: 0 ok · 1 findings or failed expectations · 2 usage · 3 could not run · 70 bug in rehearse

Nothing here ever writes to a real system. Reports hold personal data when the input did.
`;

/** The commands, each loaded when it is wanted: a mock SIS has no use for the engine in its memory. */
const commands: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ["run", async () => (await import("./commands/run.ts")).runCommand],
  ["prep", async () => (await import("./commands/prep.ts")).prepCommand],
  ["sync", async () => (await import("./commands/sync.ts")).syncCommand],
  ["plan", async () => (await import("./commands/plan.ts")).planCommand],
  ["apply", async () => (await import("./commands/apply.ts")).applyCommand],
  [
    "mock",
    async () => {
      keepHeapLean();
      return (await import("./commands/mock.ts")).mockCommand;
    },
  ],
  ["control", async () => (await import("./commands/control.ts")).controlCommand],
  ["export", async () => (await import("./commands/export.ts")).exportCommand],
  ["parity", async () => (await import("./commands/parity.ts")).parityCommand],
  ["record", async () => (await import("./commands/record.ts")).recordCommand],
  ["logs", async () => (await import("./commands/logs.ts")).logsCommand],
  ["report", async () => (await import("./commands/report.ts")).reportCommand],
]);

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
  for (const addCommand of await loadCommands(argv[0])) {
    addCommand(program, { ...context, finish });
  }
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return explain(error, context.terminal);
  }
}

/** The command that is asked for, else all of them: for help, and to name the nearest when one is mistyped. */
function loadCommands(name: string | undefined): Promise<readonly AddCommand[]> {
  const wanted = commands.get(name ?? "");
  const loads = wanted === undefined ? [...commands.values()] : [wanted];
  return Promise.all(loads.map((load) => load()));
}

/** Tells a person what went wrong, without a stack unless it is our own fault. */
async function explain(error: unknown, terminal: Terminal): Promise<number> {
  if (error instanceof CommanderError) {
    const isHelp = error.exitCode === 0;
    return isHelp ? exitCodes.ok : exitCodes.usage;
  }
  const { exitCodeOf } = await import("./told-errors.ts");
  const exitCode = exitCodeOf(error);
  if (exitCode !== undefined && error instanceof Error) {
    terminal.note(error.message);
    return exitCode;
  }
  if (isSystemError(error)) {
    const refusal = systemErrorWords(error);
    terminal.note(refusal.words);
    return refusal.exitCode;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const intro = error instanceof BugError ? "" : "This is a bug in rehearse. ";
  terminal.note(`${intro}Please report it with the command you ran and what follows.\n${detail}`);
  return exitCodes.bug;
}
