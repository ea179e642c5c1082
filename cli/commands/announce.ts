import type { CommandPorts } from "./command.ts";

/** What a server that is ready has to say. */
export interface Announcement {
  readonly name: string;
  readonly facts: Readonly<Record<string, string | number>>;
  /** What a person may want to do next, a line each. */
  readonly hints?: readonly string[];
}

/** Prints where a server is and how to get in: for people, or as one JSON object for programs. */
export function announce(
  options: { readonly json?: boolean },
  ports: CommandPorts,
  { name, facts, hints = [] }: Announcement,
): void {
  if (options.json === true) {
    ports.terminal.out(JSON.stringify(facts));
    return;
  }
  const lines = Object.entries(facts).map(([key, value]) => `  ${key.padEnd(19)} ${value}`);
  ports.terminal.out([`${name} is ready. Stop it with Ctrl+C.`, ...lines, ...hints].join("\n"));
}
