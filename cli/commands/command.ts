import type { Command } from "commander";
import type { Terminal } from "../terminal.ts";

/** What a command gets from its process. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** The folder that holds `scenarios/` and `package.json`. */
  readonly packageRoot: string;
  readonly version: string;
  /** Resolves when the process is asked to stop. */
  readonly untilStopped: () => Promise<void>;
}

/** What a command does its work with: the process's context, and where it leaves its exit code. */
export interface CommandPorts extends CommandContext {
  readonly finish: (exitCode: number) => void;
}

/** Adds a command to the program. */
export type AddCommand = (program: Command, ports: CommandPorts) => void;
