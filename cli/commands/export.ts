import { Option } from "commander";
import { createSystemClock } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { exportBundle } from "../../mock-oneroster/index.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { parseVersion } from "./option-values.ts";
import { addSourceOptions, openSisSource, type SisSourceOptions } from "./sis-source.ts";

interface ExportCommandOptions extends SisSourceOptions {
  readonly version: OneRosterVersion;
  readonly mode: "bulk" | "delta";
  readonly since?: string;
  readonly out: string;
}

const exportHelp = `
Examples:
  rehearse export --preset medium --version 1.2 --out district.zip     a made-up district as a bundle
  rehearse export --bundle export-1.1.zip --version 1.2 --out new.zip  the same data in the other version
  rehearse export --recording recording --out recorded.zip             a recording as a bundle
What CSV cannot hold is listed, never dropped in silence.
`;

/** `rehearse export`: writes a world as a valid OneRoster CSV bundle. */
export const exportCommand: AddCommand = (program, ports) => {
  const command = program
    .command("export")
    .description("Write a generated district, a bundle or a recording as a OneRoster CSV bundle.")
    .option("--version <version>", "of the bundle to write, 1.1 or 1.2", parseVersion, "1.1")
    .addOption(
      new Option("--mode <mode>", "everything, or what changed")
        .choices(["bulk", "delta"])
        .default("bulk"),
    )
    .option("--since <moment>", "of a delta: the moment from which on changes count")
    .requiredOption("--out <path>", "where it goes: a .zip, or else a folder");
  addSourceOptions(command)
    .addHelpText("after", exportHelp)
    .action(async (options: ExportCommandOptions) => {
      await writeExport(options, ports);
    });
};

async function writeExport(options: ExportCommandOptions, ports: CommandPorts): Promise<void> {
  const { terminal } = ports;
  const { version, mode, since, out } = options;
  const report = await exportBundle(await openSisSource(options, terminal), {
    version,
    mode,
    target: out,
    clock: createSystemClock(),
    ...(since === undefined ? {} : { since }),
    onProgress: ({ file, rows }) => terminal.progress(`${file}.csv ${rows}`),
  });
  const files = report.files.map(({ file, rows }) => `  ${`${file}.csv`.padEnd(34)} ${rows}`);
  terminal.out([`Wrote ${report.target}, OneRoster ${version} ${mode}.`, ...files].join("\n"));
  for (const { code, file, column, count } of report.losses) {
    const place = column === "" ? file : `${file}.${column}`;
    terminal.note(`Not as it was: ${place}: ${lossText(code)} (${count}).`);
  }
}

function lossText(code: string): string {
  return code.replaceAll("-", " ");
}
