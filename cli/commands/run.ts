import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import {
  InputError,
  loadScenarios,
  playScenarios,
  type LoadedScenario,
} from "../../harness/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { finishRun } from "../finish-run.ts";
import { progressText } from "../progress-text.ts";
import type { AddCommand, CommandPorts } from "./command.ts";

interface RunOptions {
  readonly http?: boolean;
  readonly variant?: string;
  readonly out: string;
}

/** `rehearse run [scenario...]`: plays scenarios and writes their record and report. */
export const runCommand: AddCommand = (program, ports) => {
  program
    .command("run")
    .description("Play scenarios (all the bundled ones when none is named) and write a report.")
    .argument("[scenario...]", "ids of bundled scenarios, scenario files, or folders of them")
    .option("--http", "over real HTTP on free ports; by default in one process without sockets")
    .option("--variant <name>", "only this variant of each scenario")
    .option("--out <folder>", "where record.json and report.html go", "rehearsal-report")
    .addHelpText(
      "after",
      () =>
        `\nBundled scenarios: ${bundledIds(path.join(ports.packageRoot, "scenarios")).join(", ")}\n`,
    )
    .action(async (names: string[], options: RunOptions) => {
      const loaded = await loadScenarios(places(names, ports));
      ports.finish(await run(loaded, options, ports));
    });
};

async function run(
  loaded: readonly LoadedScenario[],
  options: RunOptions,
  ports: CommandPorts,
): Promise<number> {
  const { terminal } = ports;
  const record = await playScenarios(loaded, {
    transport: options.http === true ? "http" : "in-process",
    version: ports.version,
    ...(options.variant === undefined ? {} : { variant: options.variant }),
    onStep: ({ scenario, variant, title, index, total }) =>
      terminal.progress(`${scenario} (${variant}) ${index}/${total} ${title}`),
    onProgress: (progress) => terminal.progress(progressText(progress)),
  });
  await finishRun(record, { out: options.out, terminal });
  if (record.verdict === "error") return exitCodes.couldNotRun;
  return record.verdict === "fail" ? exitCodes.findings : exitCodes.ok;
}

/** A bare word that is no file here names a bundled scenario. */
function places(names: readonly string[], ports: CommandPorts): readonly string[] {
  const folder = path.join(ports.packageRoot, "scenarios");
  if (names.length === 0) return [folder];
  return names.map((name) => {
    if (existsSync(name)) return name;
    if (existsSync(bundledFile(folder, name))) return bundledFile(folder, name);
    const message = `there is no such file or folder, and no bundled scenario of this name. There are: ${bundledIds(folder).join(", ")}.`;
    throw new InputError([{ file: name, message }]);
  });
}

const suffix = ".scenario.yaml";

function bundledFile(folder: string, id: string): string {
  return path.join(folder, `${id}${suffix}`);
}

function bundledIds(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .toSorted();
}
