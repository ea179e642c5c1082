import { open, readFile, rm, writeFile, type FileHandle } from "node:fs/promises";
import * as z from "zod";
import { ApplyNote } from "../../contracts/run/apply-note.ts";
import { ApplyLogEnd, ApplyLogHeader } from "../../contracts/run/plan-file.ts";
import type { Checkpoint } from "../../engine/index.ts";
import { InputError } from "../input-error.ts";

/** The notes of a run in a file beside its plan. */
export interface CheckpointFile extends AsyncDisposable {
  readonly checkpoint: Checkpoint;
  /** The end of an earlier run, when it came to it. */
  readonly ended: ApplyLogEnd | undefined;
  /** Notes that the run begins to write. One that did not come so far leaves no trace. */
  begin(): Promise<void>;
  /** Notes that the run came to its end, and waits for the disk. */
  finish(end: ApplyLogEnd): Promise<void>;
}

/**
 * Opens the notes of the run of a plan. While they are open no other process can open them.
 *
 * Each note is with the operating system before the run goes on, so that it outlives the process. What a crash
 * of the machine may take is found out by looking things up (see `applyPlan`).
 *
 * @param digest of the plan file
 * @throws InputError when the notes belong to another plan, are no notes, or another run has them open
 */
export async function openCheckpointFile(path: string, digest: string): Promise<CheckpointFile> {
  const unlock = await lock(`${path}.lock`, path);
  try {
    const before = await readNotes(path, digest);
    const file = await open(path, "a", 0o600);
    // Half a line is what a crash left of a note: the next note goes in its place.
    await file.truncate(before.length);
    const append = (value: unknown): Promise<void> => file.appendFile(`${JSON.stringify(value)}\n`);
    const header: ApplyLogHeader = {
      format: "rehearse-apply",
      formatVersion: 1,
      planDigest: digest,
    };
    return {
      checkpoint: { resumed: before.resumed, earlier: before.notes, note: append },
      ended: before.ended,
      begin: () => (before.resumed ? Promise.resolve() : append(header)),
      finish: async (end) => {
        await append(end);
        await file.sync();
      },
      [Symbol.asyncDispose]: () => closeAll(file, unlock),
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function closeAll(file: FileHandle, unlock: () => Promise<void>): Promise<void> {
  await file.close();
  await unlock();
}

interface NotesBefore {
  readonly resumed: boolean;
  readonly notes: readonly ApplyNote[];
  readonly ended: ApplyLogEnd | undefined;
  /** The length of the whole lines, in bytes. */
  readonly length: number;
}

async function readNotes(path: string, digest: string): Promise<NotesBefore> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (isCode(error, "ENOENT")) return Buffer.alloc(0);
    throw error;
  });
  const length = bytes.lastIndexOf("\n") + 1;
  if (length === 0) return { resumed: false, notes: [], ended: undefined, length };
  const [first = "", ...lines] = bytes.toString("utf8", 0, length - 1).split("\n");
  const header = ApplyLogHeader.safeParse(parseLine(first));
  if (!header.success) throw refused(path, "this is not the notes of a run of rehearse apply");
  if (header.data.planDigest !== digest) throw refused(path, "these are the notes of another plan");
  const end = ApplyLogEnd.safeParse(parseLine(lines.at(-1) ?? ""));
  const notes = z
    .array(ApplyNote)
    .safeParse((end.success ? lines.slice(0, -1) : lines).map(parseLine));
  if (!notes.success || notes.data.some(({ batch }, index) => batch !== index)) {
    throw refused(path, "the notes are damaged");
  }
  return { resumed: true, notes: notes.data, ended: end.success ? end.data : undefined, length };
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Two runs of one plan at once would write everything twice. A lock whose process is gone is no lock. */
async function lock(path: string, of: string): Promise<() => Promise<void>> {
  try {
    await writeFile(path, String(process.pid), { flag: "wx", mode: 0o600 });
    return () => rm(path, { force: true });
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  }
  const pid = Number(await readFile(path, "utf8").catch(() => ""));
  if (isAlive(pid)) throw refused(of, `process ${pid} is applying this plan; wait for it`);
  await rm(path, { force: true });
  return lock(path, of);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function refused(file: string, message: string): InputError {
  return new InputError([{ file, message: `${message}.` }]);
}
