/**
 * Whole-sync benchmark over real HTTP: `npm run bench`, or `npm run bench -- 10000 100000` for these sizes.
 *
 * Both mocks and a server that answers a constant run as processes of their own; so does each measurement. The
 * references are bare clients: one pages the same data with JSON.parse and posts the same bodies, made before, to
 * the same mock LMS (and to the constant server, which says how much of that is the mock); one makes the same
 * reads of SIS and LMS as a sync that finds nothing to do, and parses them. A bare client sends one request at a
 * time. Prints a ratio and whether it is within its promise.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import * as z from "zod";
import { createSystemClock } from "../core/clock.ts";
import { createRandom } from "../core/random.ts";
import { Tab } from "../contracts/run/plan.ts";
import { syncOnce, type HttpRequest, type SyncPorts } from "../engine/index.ts";
import { layeredSettings } from "./settings.ts";
import { createSocketSend } from "./wire.ts";

const settings = layeredSettings(
  [{ oneRoster: { version: "1.2" }, guards: { policy: "off" } }],
  "bench",
);
const promises = { first: 3, again: 1.5, memoryMb: 1_500 };

const Urls = z.object({ sis: z.string(), token: z.string(), lms: z.string() });
type Urls = z.infer<typeof Urls>;
const Measured = z.object({ seconds: z.number(), peakMb: z.number(), requests: z.number() });
type Measured = z.infer<typeof Measured>;
const Kept = z.object({ method: z.string(), url: z.string(), body: z.string().optional() });
type Kept = z.infer<typeof Kept>;

async function main(args: readonly string[]): Promise<void> {
  const [role = "", ...rest] = args;
  if (role === "--constant") return serveConstant();
  const work = roles.get(role);
  if (work !== undefined) return measure(work, rest);
  print("students  measure                          seconds  peak MB  requests   ratio  promise");
  const sizes = args.length === 0 ? ["1000", "10000"] : args;
  for (const size of sizes) await benchSize(Number(size));
}

async function benchSize(students: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "sync-bench-"));
  const children: ChildProcess[] = [];
  const start = async (args: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
    const child = spawn(process.execPath, ["--import", "tsx", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    children.push(child);
    return readReady(child);
  };
  const lms = async (): Promise<string> => {
    const ready = await start([cli, "mock", "lms", "--rate-limit", "off", "--json"]);
    return String(ready["baseUrl"]);
  };
  try {
    const district = ["--students", String(students), "--schools", schoolsOf(students)];
    const sis = await start([cli, "mock", "sis", "--version", "1.2", ...district, "--json"]);
    const constant = String((await start([import.meta.filename, "--constant"]))["url"]);
    const urls = { sis: String(sis["rootUrl"]), token: String(sis["tokenUrl"]), lms: await lms() };
    const run = (role: string, own: Partial<Urls> = {}): Measured =>
      runRole(role, { folder, urls: { ...urls, ...own } });
    const tell = (what: string, measured: Measured, to?: Ratio): void =>
      print(lineOf(students, what, { measured, to }));

    run("--keep-first");
    const again = run("--again");
    run("--keep-again");
    const bareAgain = run("--bare-again");
    tell("bare: same reads", bareAgain);
    tell("sync, nothing changed", again, { bare: bareAgain, within: promises.again });
    const bareConstant = run("--bare-first", { lms: constant });
    const bare = run("--bare-first", { lms: await lms() });
    const first = run("--first", { lms: await lms() });
    tell("bare: pages, posts to constant", bareConstant);
    tell("bare: pages, posts to mock LMS", bare);
    tell("first sync", first, { bare, within: promises.first });
    tell("first sync, of constant", first, { bare: bareConstant });
  } finally {
    for (const child of children) child.kill("SIGTERM");
    await rm(folder, { recursive: true, force: true });
  }
}

const cli = path.join(import.meta.dirname, "..", "cli", "main.ts");

function schoolsOf(students: number): string {
  return String(Math.max(1, Math.round(students / 1_000)));
}

async function readReady(child: ChildProcess): Promise<Readonly<Record<string, unknown>>> {
  if (child.stdout === null) throw new Error("The server has no output.");
  for await (const line of createInterface({ input: child.stdout })) {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(line));
  }
  throw new Error("The server ended before it was ready.");
}

interface Place {
  readonly folder: string;
  readonly urls: Urls;
}

function runRole(role: string, { folder, urls }: Place): Measured {
  const args = ["--import", "tsx", import.meta.filename, role, folder, JSON.stringify(urls)];
  const run = spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  if (run.status !== 0) throw new Error(`${role} failed.`);
  return Measured.parse(JSON.parse(run.stdout.toString("utf8")));
}

interface Ratio {
  readonly bare: Measured;
  readonly within?: number;
}

function lineOf(
  students: number,
  what: string,
  { measured, to }: { readonly measured: Measured; readonly to: Ratio | undefined },
): string {
  const { seconds, peakMb, requests } = measured;
  const ratio = to === undefined ? undefined : seconds / to.bare.seconds;
  return [
    String(students).padStart(8),
    ` ${what.padEnd(31)}`,
    seconds.toFixed(1).padStart(8),
    peakMb.toFixed(0).padStart(8),
    String(requests).padStart(9),
    (ratio === undefined ? "" : `${ratio.toFixed(2)} x`).padStart(7),
    ` ${verdictOf(ratio, to?.within, peakMb)}`,
  ].join(" ");
}

function verdictOf(ratio: number | undefined, within: number | undefined, peakMb: number): string {
  if (ratio === undefined || within === undefined) return "";
  const isFast = ratio <= within;
  const isLean = peakMb <= promises.memoryMb;
  return `${within} x ${isFast ? "met" : "NOT MET"}, ${promises.memoryMb} MB ${isLean ? "met" : "NOT MET"}`;
}

interface Work {
  readonly place: Place;
  readonly ports: SyncPorts;
}

/** The measurements. Each gives what it does, after what it need not be measured with is done. */
const roles: ReadonlyMap<string, (work: Work) => () => Promise<void>> = new Map([
  [
    "--first",
    ({ ports }: Work) =>
      () =>
        syncWith(ports),
  ],
  [
    "--again",
    ({ ports }: Work) =>
      () =>
        syncWith(ports),
  ],
  ["--keep-first", (work: Work) => () => syncWith(keeping(work, "first"))],
  ["--keep-again", (work: Work) => () => syncWith(keeping(work, "again"))],
  [
    "--bare-first",
    (work: Work) => {
      const writes = readKept(work, "first").filter(({ method }) => method !== "GET");
      return async () => {
        await pageAll(work);
        await sendAll(work, writes);
      };
    },
  ],
  [
    "--bare-again",
    (work: Work) => {
      const reads = readKept(work, "again").filter(({ method }) => method === "GET");
      return () => sendAll(work, reads);
    },
  ],
]);

async function measure(
  role: (work: Work) => () => Promise<void>,
  [folder = "", urlsText = ""]: readonly string[],
): Promise<void> {
  const urls = Urls.parse(JSON.parse(urlsText));
  const socket = createSocketSend();
  let requests = 0;
  const ports: SyncPorts = {
    send: (request) => {
      requests += 1;
      return socket.send(request);
    },
    clock: createSystemClock(),
    random: createRandom(process.pid),
    sis: {
      rootUrl: urls.sis,
      tokenUrl: urls.token,
      clientId: "rehearsal-consumer",
      clientSecret: "rehearsal-secret",
    },
    lms: {
      baseUrl: urls.lms,
      consumerKey: "rehearsal-key",
      consumerSecret: "rehearsal-lms-secret",
    },
  };
  const work = role({ place: { folder, urls }, ports });
  const from = performance.now();
  await work();
  const seconds = (performance.now() - from) / 1_000;
  await socket.close();
  const peakMb = process.resourceUsage().maxRSS / 1_024;
  print(JSON.stringify({ seconds, peakMb, requests } satisfies Measured));
}

async function syncWith(ports: SyncPorts): Promise<void> {
  const { applied } = await syncOnce(ports, { settings, tabs: Tab.options });
  if (applied.failed.size > 0) throw new Error(`${applied.failed.size} changes failed.`);
}

/** Keeps every request, without its host and its signature, in a file. */
function keeping({ ports, place }: Work, name: string): SyncPorts {
  const file = path.join(place.folder, `${name}.jsonl`);
  writeFileSync(file, "");
  const send = (request: HttpRequest): ReturnType<SyncPorts["send"]> => {
    const { method, url, body } = request;
    if (!url.startsWith(ports.sis.tokenUrl)) {
      const kept: Kept = { method, url: markHost(url, place.urls) };
      appendFileSync(file, `${JSON.stringify(body === undefined ? kept : { ...kept, body })}\n`);
    }
    return ports.send(request);
  };
  return { ...ports, send };
}

function markHost(url: string, { sis, lms }: Urls): string {
  return url.startsWith(lms) ? `{lms}${url.slice(lms.length)}` : url.replace(sis, "{sis}");
}

function readKept({ place }: Work, name: string): readonly Kept[] {
  const text = readFileSync(path.join(place.folder, `${name}.jsonl`), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => Kept.parse(JSON.parse(line)));
}

/** Sends kept requests one after the other, each signed as simply as OAuth allows, and parses the answers. */
async function sendAll({ ports, place }: Work, kept: readonly Kept[]): Promise<void> {
  const bearer = await askToken(ports);
  const random = createRandom(process.pid).fork("bare");
  for (const { method, url, body } of kept) {
    const isLms = url.startsWith("{lms}");
    const authorization = isLms ? plainSignature(ports, random.hex(16)) : `Bearer ${bearer}`;
    const { status, body: text } = await ports.send({
      method: method === "POST" || method === "PUT" ? method : "GET",
      url: url.replace("{lms}", place.urls.lms).replace("{sis}", place.urls.sis),
      headers: { authorization, accept: "application/json", "content-type": "application/json" },
      ...(body === undefined ? {} : { body }),
    });
    if (status > 299) throw new Error(`${method} ${url} answered ${status}.`);
    JSON.parse(text);
  }
}

function plainSignature({ lms, clock }: SyncPorts, nonce: string): string {
  return (
    `OAuth realm="Schoology API", oauth_consumer_key="${lms.consumerKey}", oauth_token="", ` +
    `oauth_nonce="${nonce}", oauth_timestamp="${Math.floor(clock.now() / 1_000)}", ` +
    `oauth_signature_method="PLAINTEXT", oauth_version="1.0", oauth_signature="${lms.consumerSecret}%26"`
  );
}

async function askToken({ send, sis }: SyncPorts): Promise<string> {
  const { body } = await send({
    method: "POST",
    url: sis.tokenUrl,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `grant_type=client_credentials&client_id=${sis.clientId}&client_secret=${sis.clientSecret}`,
  });
  return z.object({ access_token: z.string() }).parse(JSON.parse(body)).access_token;
}

const collections = ["orgs", "academicSessions", "courses", "classes", "users", "enrollments"];
const pageSize = 5_000;

async function pageAll({ ports }: Work): Promise<void> {
  const authorization = `Bearer ${await askToken(ports)}`;
  for (const collection of collections) {
    let received = 0;
    for (let offset = 0; received === offset; offset += pageSize) {
      const url = `${ports.sis.rootUrl}/ims/oneroster/rostering/v1p2/${collection}?limit=${pageSize}&offset=${offset}`;
      const page = await ports.send({ method: "GET", url, headers: { authorization } });
      const parsed: Record<string, readonly unknown[]> = JSON.parse(page.body);
      received += parsed[collection]?.length ?? 0;
    }
  }
}

function serveConstant(): void {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.end("{}"));
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    print(JSON.stringify({ url: `http://127.0.0.1:${port}/v1` }));
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main(process.argv.slice(2));
