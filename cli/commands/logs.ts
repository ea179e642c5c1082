import { Option } from "commander";
import { Severity } from "../../contracts/run/diagnostic.ts";
import {
  logTypes,
  renderLogLines,
  renderLogs,
  syncLog,
  type LogFilter,
} from "../../reports/index.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { readRecord } from "./read-record.ts";

interface LogsOptions extends LogFilter {
  readonly expand?: boolean;
  readonly json?: boolean;
  readonly idsOnly?: boolean;
}

const logsHelp = `
Examples:
  rehearse logs rehearsal-report/record.json                               each type and school, with its errors
  rehearse logs record.json --school "North High" --type users --expand    one school's users, errors opened
  rehearse logs record.json --json --ids-only > sync.log                   for machines, without names or values
`;

/** `rehearse logs <record>`: the logs of a run as the app shows them (guide R131 to R134). */
export const logsCommand: AddCommand = (program, ports) => {
  program
    .command("logs")
    .description("Show the logs of a saved run as the app does: by type and school, with errors.")
    .argument("<record>", "path of a record.json")
    .option("--school <school>", "only this school, by name or sourcedId")
    .addOption(new Option("--type <type>", "only this type of sync").choices([...logTypes]))
    .addOption(
      new Option("--severity <severity>", "only errors as bad as this").choices(Severity.options),
    )
    .option("--expand", "open each error: record, field, value and reason")
    .option("--json", "a JSON object a line")
    .addOption(
      new Option("--ids-only", "of --json: no names, values or reasons, ids alone").implies({
        json: true,
      }),
    )
    .addHelpText("after", logsHelp)
    .action(async (file: string, options: LogsOptions) => {
      await showLogs(file, options, ports);
    });
};

async function showLogs(
  file: string,
  options: LogsOptions,
  { terminal }: CommandPorts,
): Promise<void> {
  const entries = syncLog(await readRecord(file), options);
  if (options.json === true) {
    for (const line of renderLogLines(entries, { idsOnly: options.idsOnly === true })) {
      terminal.out(line);
    }
    return;
  }
  const { color, width } = terminal;
  terminal.out(renderLogs(entries, { color, width, expand: options.expand === true }));
}
