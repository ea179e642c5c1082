import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { RunRecord } from "../contracts/run/run-record.ts";
import { renderHtml, renderJson, renderTerminal } from "../reports/index.ts";
import type { Terminal } from "./terminal.ts";

/** Writes record.json and report.html into the folder, then prints the summary and where they are. */
export async function finishRun(
  record: RunRecord,
  { out, terminal }: { readonly out: string; readonly terminal: Terminal },
): Promise<void> {
  await mkdir(out, { recursive: true });
  const recordPath = path.join(out, "record.json");
  const reportPath = path.join(out, "report.html");
  await pipeline(Readable.from(renderJson(record)), createWriteStream(recordPath));
  await writeFile(reportPath, renderHtml(record));
  terminal.out(renderTerminal(record, { color: terminal.color, width: terminal.width }));
  terminal.out(`Record: ${path.resolve(recordPath)}`);
  terminal.out(`Report: ${path.resolve(reportPath)}`);
}
