import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import path from "node:path";
import { Option, type Command } from "commander";
import { createSystemClock } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { exportBundle, lossWords } from "../../mock-oneroster/index.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { parseMoment, parsePath, parseVersion } from "./option-values.ts";
import { addSourceOptions, openSisSource, type SisSourceOptions } from "./sis-source.ts";

interface ExportCommandOptions extends SisSourceOptions {
  readonly version: OneRosterVersion;
  readonly mode: "bulk" | "delta";
  readonly since?: string;
  readonly references?: "anywhere" | "inside";
  readonly out: string;
}

const exportHelp = `
Examples:
  rehearse export --preset medium --version 1.2 --out district.zip     a made-up district as a bundle
  rehearse export --bundle export-1.1.zip --version 1.2 --out new.zip  the same data in the other version
  rehearse export --recording recording --out recorded.zip             a recording as a bundle
  rehearse export --recording recording --mode delta --since 2026-09-02 --references inside --out changes.zip
A delta names what its changes refer to and leaves it out: whoever receives it has the rest. A receiver that knows
nothing else, as the official checks of a bundle, needs it in the delta: that is --references inside.
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
    .option(
      "--since <moment>",
      "of a delta: the moment from which on changes count, such as 2026-09-02",
      parseMoment,
    )
    .addOption(
      new Option(
        "--references <where>",
        "of a delta since a moment: where its references may lead; inside adds what the changes refer to (default: anywhere)",
      ).choices(["anywhere", "inside"]),
    )
    .requiredOption(
      "--out <path>",
      "where it goes: a .zip, or else a folder; an older bundle there is replaced",
      parsePath,
    );
  addSourceOptions(command)
    .addHelpText("after", exportHelp)
    .action(async (options: ExportCommandOptions, self: Command) => {
      refuseContradiction(options, self);
      await refuseOwnSource(options, self);
      await writeExport(options, ports);
    });
};

/** What is of a delta says nothing about everything. */
function refuseContradiction(
  { mode, since, references }: ExportCommandOptions,
  command: Command,
): void {
  if (mode === "bulk" && since !== undefined) {
    command.error("error: --since is of a delta. Add --mode delta, or leave it out.");
  }
  if (references === "inside" && since === undefined) {
    command.error(
      "error: --references inside is of a delta since a moment; without one, everything is inside anyway. Add --mode delta and --since.",
    );
  }
}

/** What is written may not take the place of what it is written from. */
async function refuseOwnSource(
  { out, bundle, recording, thenDelta }: ExportCommandOptions,
  command: Command,
): Promise<void> {
  const target = await realPathOf(out);
  for (const source of [bundle, recording, ...thenDelta]) {
    const place = source === undefined ? undefined : await realPathOf(source);
    if (place === undefined) continue;
    if (isWithin(place, target)) {
      command.error(`error: --out ${out} would take the place of ${source}. Choose another.`);
    }
  }
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer + path.sep);
}

/** The place behind links, where there is something; else the place as it will be. */
async function realPathOf(place: string): Promise<string> {
  const absolute = path.resolve(place);
  return realpath(absolute).catch(() => absolute);
}

async function writeExport(options: ExportCommandOptions, ports: CommandPorts): Promise<void> {
  const { terminal } = ports;
  const { version, mode, since, references, out } = options;
  const isReplaced = existsSync(out);
  const report = await exportBundle(await openSisSource(options, terminal), {
    version,
    mode,
    target: out,
    clock: createSystemClock(),
    ...(since === undefined ? {} : { since }),
    ...(references === undefined ? {} : { references }),
    onProgress: ({ file, rows }) => terminal.progress(`${file}.csv ${rows}`),
  });
  const files = report.files.map(({ file, rows }) => `  ${`${file}.csv`.padEnd(34)} ${rows}`);
  terminal.out([`Wrote ${report.target}, OneRoster ${version} ${mode}.`, ...files].join("\n"));
  if (isReplaced) terminal.note(`It took the place of what was there.`);
  if (mode === "delta" && since === undefined) {
    terminal.note("A delta without --since holds everything, as if all of it had changed.");
  }
  if (report.files.length === 0) {
    terminal.note(`Nothing has changed since ${since}: the bundle holds no rows.`);
  }
  for (const { code, file, column, count } of report.losses) {
    const place = column === "" ? file : `${file}.${column}`;
    terminal.note(`Not as it was: ${place}: ${lossWords[code]} (${count}).`);
  }
}
