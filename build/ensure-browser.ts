import { ensureBrowser } from "./find-browser.ts";

try {
  ensureBrowser((line) => process.stderr.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
