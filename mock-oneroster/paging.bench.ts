import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { createSystemClock } from "../core/clock.ts";

/**
 * Pages through every enrollment and every user of a district over HTTP and prints how long each tenth takes, so that
 * it shows whether the last page is as fast as the first, and how much memory the server takes.
 */
const { values } = parseArgs({
  options: {
    preset: { type: "string", default: "vast" },
    limit: { type: "string", default: "10000" },
    version: { type: "string", default: "1.1" },
  },
});
const clock = createSystemClock();
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const startedAt = clock.now();
const server = spawn(
  process.execPath,
  [
    "dist/rehearse.js",
    "mock",
    "sis",
    "--json",
    "--preset",
    values.preset,
    "--version",
    values.version,
  ],
  { stdio: ["ignore", "pipe", "inherit"] },
);
const [line] = await once(createInterface({ input: server.stdout }), "line");
const facts: Readonly<Record<string, string>> = Object(JSON.parse(String(line)));
print(`ready after ${((clock.now() - startedAt) / 1_000).toFixed(1)} s, ${await memory()}`);

const { origin, pathname } = new URL(facts["baseUrl"] ?? "");
const pool = new Pool(origin, { headersTimeout: 120_000 });
const token = await askToken();
for (const collection of ["users", "enrollments"]) await walk(collection);
print(`in the end ${await memory()}`);
await pool.close();
server.kill("SIGINT");

async function walk(collection: string): Promise<void> {
  const limit = Number(values.limit);
  const pages: number[] = [];
  let total = Infinity;
  for (let offset = 0; offset < total; offset += limit) {
    const before = clock.now();
    const { headers, body } = await pool.request({
      path: `${pathname}/${collection}?limit=${limit}&offset=${offset}`,
      method: "GET",
      headers: { authorization: `Bearer ${token}` },
    });
    await body.arrayBuffer();
    pages.push(clock.now() - before);
    total = Number(headers["x-total-count"]);
  }
  const seconds = pages.reduce((sum, ms) => sum + ms, 0) / 1_000;
  print(
    `${total} ${collection} in ${seconds.toFixed(1)} s, ${Math.round(total / seconds)} a second`,
  );
  const tenth = Math.max(1, Math.floor(pages.length / 10));
  const tenths = Array.from({ length: 10 }, (_, at) =>
    mean(pages.slice(at * tenth, (at + 1) * tenth)),
  );
  print(`  ms a page by tenth of the list: ${tenths.map((ms) => ms.toFixed(0)).join(" ")}`);
  print(`  last tenth to second: ${((tenths.at(-1) ?? 0) / (tenths[1] ?? 1)).toFixed(2)} x`);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
}

async function memory(): Promise<string> {
  const status = await readFile(`/proc/${server.pid}/status`, "utf8").catch(() => "");
  const [, now = "0"] = /VmRSS:\s+(\d+)/.exec(status) ?? [];
  const [, most = "0"] = /VmHWM:\s+(\d+)/.exec(status) ?? [];
  return `${Math.round(Number(now) / 1_024)} MB, ${Math.round(Number(most) / 1_024)} MB at its highest`;
}

async function askToken(): Promise<string> {
  const { clientId = "", clientSecret = "", tokenUrl = "" } = facts;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  const response = await fetch(tokenUrl, { method: "POST", body });
  return String(Object(await response.json()).access_token);
}
