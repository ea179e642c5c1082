import { writeFile } from "node:fs/promises";
import { Option } from "commander";
import type { RunRecord } from "../../contracts/run/run-record.ts";
import { renderHtml, renderJson, renderPlanText, renderTerminal } from "../../reports/index.ts";
import type { AddCommand, CommandPorts } from "./command.ts";
import { parseCount } from "./option-values.ts";
import { readRecord } from "./read-record.ts";

const formats = ["html", "terminal", "plan", "json"] as const;

interface ReportOptions {
  readonly format: (typeof formats)[number];
  readonly out?: string;
  readonly rows: number;
}

/** `rehearse report <record>`: renders a saved run again. Reads the record and nothing else. */
export const reportCommand: AddCommand = (program, ports) => {
  program
    .command("report")
    .description("Render a saved record.json again.")
    .argument("<record>", "path of a record.json")
    .addOption(
      new Option("--format <format>", "what to render").choices([...formats]).default("terminal"),
    )
    .option("--out <file>", "write there instead of to the terminal")
    .option(
      "--rows <number>",
      "for plan: show at most this many changes of each sync",
      parseCount,
      200,
    )
    .addHelpText(
      "after",
      "\nExample: rehearse report rehearsal-report/record.json --format plan | less\n",
    )
    .action(async (file: string, options: ReportOptions) => {
      const text = render(await readRecord(file), options, ports);
      if (options.out === undefined) ports.terminal.out(text);
      else await writeFile(options.out, text);
    });
};

function render(record: RunRecord, options: ReportOptions, ports: CommandPorts): string {
  const color = ports.terminal.color && options.out === undefined;
  switch (options.format) {
    case "html":
      return renderHtml(record);
    case "json":
      return [...renderJson(record)].join("");
    case "terminal":
      return renderTerminal(record, { color, width: ports.terminal.width });
    case "plan":
      return renderPlans(record, { color, rowsMax: options.rows });
  }
}

function renderPlans(
  record: RunRecord,
  options: { readonly color: boolean; readonly rowsMax: number },
): string {
  return record.results
    .flatMap(({ id, variant, steps }) =>
      steps.flatMap(({ plan, title }) =>
        plan === null ? [] : [`${id} (${variant}): ${title}\n${renderPlanText(plan, options)}`],
      ),
    )
    .join("\n");
}
