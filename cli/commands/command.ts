import type { Command } from "commander";
import type { CommandContext } from "../program.ts";

/** What a command does its work with: the process's context, and where it leaves its exit code. */
export interface CommandPorts extends CommandContext {
  readonly finish: (exitCode: number) => void;
}

/** Adds a command to the program. */
export type AddCommand = (program: Command, ports: CommandPorts) => void;
