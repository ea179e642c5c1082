import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as z from "zod";
import { Change, type Plan } from "../../contracts/run/plan.ts";
import { PlanFileHeader } from "../../contracts/run/plan-file.ts";
import { InputError } from "../input-error.ts";

/** A plan as it was kept, and the digest by which the notes of its run know it. */
export interface KeptPlan {
  readonly header: PlanFileHeader;
  readonly plan: Plan;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
}

/** Writes a plan, a change a line, for its owner's eyes only: it names people. A file that is there is replaced whole. */
export async function writePlanFile(
  file: string,
  header: Omit<PlanFileHeader, "plan" | "changes">,
  plan: Plan,
): Promise<void> {
  const { changes, ...rest } = plan;
  const first: PlanFileHeader = { ...header, plan: rest, changes: changes.length };
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  const beside = `${file}.new`;
  await rm(beside, { force: true });
  const lines = Readable.from(linesOf(first, changes));
  await pipeline(lines, createWriteStream(beside, { mode: 0o600, flags: "wx", flush: true }));
  await rename(beside, file);
}

/** About 1,000 changes at a time: a stream of single lines would spend its time on turns. */
function* linesOf(first: PlanFileHeader, changes: readonly Change[]): Generator<string> {
  yield `${JSON.stringify(first)}\n`;
  for (let from = 0; from < changes.length; from += 1_000) {
    const some = changes.slice(from, from + 1_000);
    yield some.map((change) => `${JSON.stringify(change)}\n`).join("");
  }
}

/**
 * Reads a plan file whole.
 *
 * @throws InputError when it is no plan, was cut off, or was changed so that a line no longer fits, naming the line
 */
export async function readPlanFile(file: string): Promise<KeptPlan> {
  const hash = createHash("sha256");
  const stream = createReadStream(file);
  stream.on("data", (chunk) => hash.update(chunk));
  let header: PlanFileHeader | undefined;
  const changes: Change[] = [];
  let line = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
    line += 1;
    if (header === undefined) header = readLine(PlanFileHeader, text, { file, line });
    else changes.push(readLine(Change, text, { file, line }));
  }
  if (header === undefined) throw notAPlan(file, "it is empty");
  if (changes.length !== header.changes) {
    const counts = `it holds ${changes.length} of ${header.changes} changes`;
    throw notAPlan(file, counts);
  }
  return { header, plan: { ...header.plan, changes }, digest: hash.digest("hex") };
}

interface LinePlace {
  readonly file: string;
  readonly line: number;
}

function readLine<Value>(schema: z.ZodType<Value>, text: string, { file, line }: LinePlace): Value {
  const parsed = schema.safeParse(parseLine(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
  throw notAPlan(file, `line ${line} does not fit${where}: ${issue?.message ?? ""}`);
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notAPlan(file: string, why: string): InputError {
  const message = `this is no whole plan of rehearse plan: ${why}. Make the plan again.`;
  return new InputError([{ file, message }]);
}
