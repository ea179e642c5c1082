/**
 * Whole-sync benchmark over real HTTP: `npm run bench`, or `npm run bench -- 500 5000`.
 *
 * Each size runs in a process of its own. The reference, in the same process and on the same data, is a
 * bare client: it pages all six collections with JSON.parse, and posts as many prebuilt bodies as the
 * sync made calls to a server that answers a constant.
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { performance } from "node:perf_hooks";
import { Tab } from "../contracts/run/plan.ts";
import { syncOnce, type HttpRequest, type SyncResult } from "../engine/index.ts";
import { generateDistrict } from "../mock-oneroster/index.ts";
import { layeredSettings } from "./settings.ts";
import { clockAt, openWorld, type RehearsalWorld } from "./world.ts";

const start = "2026-08-31T12:00:00.000Z";
const collections = ["orgs", "academicSessions", "courses", "classes", "users", "enrollments"];
const pageSize = 5_000;

async function main(sizes: readonly string[]): Promise<void> {
  const [first, children] = sizes;
  if (first === "--child") return benchSize(Number(children));
  print(
    "students  first s  again s  bare s  first/bare  again/bare  SIS requests  LMS calls  peak MB  heap growth per 1,000 requests",
  );
  const failed = (sizes.length === 0 ? ["500", "30000"] : sizes).filter((size) => {
    const flags = ["--expose-gc", "--import", "tsx", import.meta.filename, "--child", size];
    return spawnSync(process.execPath, flags, { stdio: "inherit" }).status !== 0;
  });
  if (failed.length > 0) process.exitCode = 3;
}

async function benchSize(students: number): Promise<void> {
  const settings = layeredSettings([{ oneRoster: { version: "1.2" } }], "bench");
  const sisWorld = generateDistrict({
    seed: 1,
    students,
    asOf: "2026-08-31",
    schools: Math.max(1, Math.round(students / 1_000)),
  });
  const clock = clockAt(start);
  await using world = await openWorld({ sisWorld, settings, seed: 1, clock, transport: "http" });
  const bodies: string[] = [];
  const ports = {
    ...world.ports,
    send: (request: HttpRequest) => {
      if (request.body !== undefined) bodies.push(request.body);
      return world.ports.send(request);
    },
  };
  const first = await timed(() => syncOnce(ports, { settings, tabs: Tab.options }));
  const bare = await timed(() => bareClient(world, bodies));
  const sync = (): Promise<SyncResult> => syncOnce(world.ports, { settings, tabs: Tab.options });
  const again = await timed(sync);
  const growthKb = await heapGrowth(world, sync);
  const peakMb = process.resourceUsage().maxRSS / 1_024;
  print(
    [
      String(students).padStart(8),
      first.seconds.toFixed(1).padStart(8),
      again.seconds.toFixed(1).padStart(8),
      bare.seconds.toFixed(1).padStart(7),
      (first.seconds / bare.seconds).toFixed(1).padStart(11),
      (again.seconds / bare.seconds).toFixed(1).padStart(11),
      String(first.value.sisRequests).padStart(13),
      String(first.value.lmsTraffic.writes).padStart(10),
      peakMb.toFixed(0).padStart(8),
      `${growthKb.toFixed(0)} KB`.padStart(10),
    ].join(" "),
  );
}

async function bareClient(world: RehearsalWorld, bodies: readonly string[]): Promise<void> {
  const token = await world.ports.send({
    method: "POST",
    url: world.ports.sis.tokenUrl,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `grant_type=client_credentials&client_id=${world.ports.sis.clientId}&client_secret=${world.ports.sis.clientSecret}`,
  });
  const authorization = `Bearer ${/"access_token":\s*"([^"]+)"/.exec(token.body)?.[1] ?? ""}`;
  for (const collection of collections) {
    let received = 0;
    for (let offset = 0; received === offset; offset += pageSize) {
      const url = `${world.ports.sis.rootUrl}/ims/oneroster/rostering/v1p2/${collection}?limit=${pageSize}&offset=${offset}`;
      const page = await world.ports.send({ method: "GET", url, headers: { authorization } });
      const parsed: Record<string, readonly unknown[]> = JSON.parse(page.body);
      received += parsed[collection]?.length ?? 0;
    }
  }
  await postAll(world, bodies);
}

async function postAll(world: RehearsalWorld, bodies: readonly string[]): Promise<void> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.end("{}"));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  for (const body of bodies) {
    await world.ports.send({ method: "POST", url: `http://127.0.0.1:${port}/`, headers: {}, body });
  }
  server.close();
  server.closeAllConnections();
}

/**
 * Heap kept per 1,000 requests, in KB: no-change syncs, a day apart, measured after the first of them and
 * after at least 5,000 requests more. About 0 when nothing is kept of a request.
 */
async function heapGrowth(world: RehearsalWorld, sync: () => Promise<SyncResult>): Promise<number> {
  const nextDay = async (): Promise<number> => {
    world.clock.advanceTo(world.clock.now() + 86_400_000);
    const { sisRequests, lmsTraffic } = await sync();
    return sisRequests + lmsTraffic.reads + lmsTraffic.writes;
  };
  await nextDay();
  const before = heapBytes();
  let requests = 0;
  while (requests < 5_000) requests += await nextDay();
  return (heapBytes() - before) / 1_024 / (requests / 1_000);
}

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function timed<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly seconds: number }> {
  const from = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - from) / 1_000 };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main(process.argv.slice(2));
