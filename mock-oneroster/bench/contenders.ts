import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchOptions } from "./bench-options.ts";
import { startServer, type ChildServer } from "./child-server.ts";
import type { LoadCase, ServerName } from "./load-cases.ts";
import type { Answer } from "./mock-client.ts";
import { checkAnswers, writeRecording } from "./recording.ts";
import { startWireMock, type WireMockFound } from "./wiremock.ts";

/** A server that takes part. */
export interface Contender {
  readonly name: ServerName;
  readonly origin: string;
  readonly pid: number;
}

/** What the mock's rivals are made from. */
export interface RivalParts {
  readonly cases: readonly LoadCase[];
  readonly answers: readonly Answer[];
  readonly wireMock: WireMockFound;
}

/** Starts the mock as a user does: the built command. */
export async function startMock({ version, preset, students }: BenchOptions): Promise<ChildServer> {
  const size = students === undefined ? ["--preset", preset] : ["--students", String(students)];
  const command = ["dist/rehearse.js", "mock", "sis", "--json", "--port", "0"];
  const args = [...command, "--version", version, ...size];
  return startServer({ title: "The mock SIS", command: process.execPath, args, ready: /^\{/ });
}

/** Starts the servers that answer what the mock answered: bare `node:http`, and WireMock if it is there. */
export async function startRivals(parts: RivalParts): Promise<readonly Contender[]> {
  const { cases, answers, wireMock } = parts;
  const folder = openFolder();
  const bareFile = join(folder, "bare.json");
  await writeRecording(bareFile, answers);
  const bare = await contender("bare", await startBare(bareFile), answers);
  if ("missing" in wireMock) return [bare];
  const asked = cases.filter(({ servers }) => servers.includes("wiremock"));
  const paths = new Set(asked.flatMap((loadCase) => loadCase.paths));
  const pages = answers.filter(({ path }) => paths.has(path));
  await writeRecording(join(folder, "mappings", "pages.json"), pages);
  return [bare, await contender("wiremock", await startWireMock(wireMock.jar, folder), pages)];
}

async function startBare(file: string): Promise<ChildServer> {
  const args = [join(import.meta.dirname, "bare-server.mjs"), file];
  return startServer({
    title: "Bare node:http",
    command: process.execPath,
    args,
    ready: /^port: /,
  });
}

async function contender(
  name: ServerName,
  { pid, line }: ChildServer,
  answers: readonly Answer[],
): Promise<Contender> {
  const origin = `http://127.0.0.1:${line.replace(/\D/g, "")}`;
  await checkAnswers({ origin, authorization: "" }, answers);
  return { name, pid, origin };
}

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "serving-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "mappings"));
  return folder;
}
