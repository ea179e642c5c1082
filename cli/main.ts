#!/usr/bin/env node
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { runProgram } from "./program.ts";
import { createTerminal } from "./terminal.ts";

const packageRoot = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");
const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(path.join(packageRoot, "package.json"), "utf8")));

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

process.exitCode = await runProgram(process.argv.slice(2), {
  terminal: createTerminal(process, process.env),
  packageRoot,
  version,
  untilStopped,
});
