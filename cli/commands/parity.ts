import { createSystemClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { checkWorldParity, type ParityReport } from "../../mock-oneroster/index.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { addSourceOptions, openSisSource, type SisSourceOptions } from "./sis-source.ts";

const parityHelp = `
Serves the data as OneRoster 1.1 and 1.2, writes it as CSV of both versions, and compares the four record by record.
Differences that have to be are counted with their reasons: 1.1 has one user record for each role, CSV has no place
for some fields, and so on. Exits with 1 when there is any other.

Examples:
  rehearse parity --preset small
  rehearse parity --bundle export.zip
`;

/** `rehearse parity`: whether REST 1.1, REST 1.2, CSV 1.1 and CSV 1.2 of one world say the same. */
export const parityCommand: AddCommand = (program, ports) => {
  const command = program
    .command("parity")
    .description("Check that REST 1.1, REST 1.2, CSV 1.1 and CSV 1.2 of the same data agree.")
    .option("--json", "print the whole report as JSON");
  addSourceOptions(command)
    .addHelpText("after", parityHelp)
    .action(async (options: SisSourceOptions & { readonly json?: boolean }) => {
      ports.finish(await check(options, ports));
    });
};

async function check(
  options: SisSourceOptions & { readonly json?: boolean },
  { terminal }: CommandPorts,
): Promise<number> {
  const report = await checkWorldParity(await openSisSource(options, terminal), {
    clock: createSystemClock(),
    random: createRandom(options.seed).fork("parity"),
    onProgress: (className) => terminal.progress(`comparing ${className}`),
  });
  if (options.json === true) terminal.out(JSON.stringify(report, undefined, 2));
  else printReport(report, terminal);
  return report.differenceCount === 0 ? exitCodes.ok : exitCodes.findings;
}

function printReport(report: ParityReport, terminal: Terminal): void {
  for (const { className, counts, differences, allowed } of report.classes) {
    const sizes = Object.entries(counts).map(([where, count]) => `${where} ${count}`);
    const words = `${number(differences)} unexpected, ${number(allowed)} expected`;
    terminal.out(`${className.padEnd(20)} ${words.padEnd(40)} ${sizes.join(" · ")}`);
  }
  for (const { className, id, field, left, right, where } of report.differences) {
    terminal.out(
      `! ${where}: ${className} ${id} ${field}: ${left ?? "nothing"} | ${right ?? "nothing"}`,
    );
  }
  if (report.allowed.length > 0) {
    terminal.out("Expected differences: what one version or CSV cannot say, or does not send.");
  }
  for (const { rule, count } of report.allowed) {
    terminal.out(`  ${number(count).padStart(9)}  ${rule.why} [${rule.id}]`);
  }
  terminal.out(verdict(report));
}

function verdict({ differenceCount, allowed }: ParityReport): string {
  if (differenceCount > 0) return `${number(differenceCount)} unexpected differences.`;
  return allowed.length === 0
    ? "All four say the same."
    : "No unexpected differences: but for those above, all four say the same.";
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}
