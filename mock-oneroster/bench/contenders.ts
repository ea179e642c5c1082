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
export async function startMock({ version, students }: BenchOptions): Promise<ChildServer> {
  const command = ["dist/rehearse.js", "mock", "sis", "--json", "--port", "0"];
  const args = [...command, "--version", version, "--students", String(students)];
  return startServer({ title: "The mock SIS", command: process.execPath, args, ready: /^\{/ });
}

/** Starts the servers that answer what the mock answered: bare `node:http`, and WireMock if it is there. */
export async function startRivals(parts: RivalParts): Promise<readonly Contender[]> {
  const { wireMock } = parts;
  const folder = openFolder();
  const bareFile = join(folder, "bare.json");
  const barePages = answersOf("bare", parts);
  await writeRecording(bareFile, barePages);
  const bare = await contender("bare", await startBare(bareFile), barePages);
  if ("missing" in wireMock) return [bare];
  const pages = answersOf("wiremock", parts);
  await writeRecording(join(folder, "mappings", "pages.json"), pages);
  const { jar } = wireMock;
  const loud = await startWireMock(jar, { folder, logs: true });
  const quiet = await startWireMock(jar, { folder, logs: false });
  return [
    bare,
    await contender("wiremock", loud, pages),
    await contender("wiremock, no log", quiet, pages),
  ];
}

/** The answers of the cases in which a server takes part. */
function answersOf(server: ServerName, { cases, answers }: RivalParts): readonly Answer[] {
  const asked = cases.filter(({ servers }) => servers.includes(server));
  const paths = new Set(asked.flatMap((loadCase) => loadCase.paths));
  return answers.filter(({ path }) => paths.has(path));
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
