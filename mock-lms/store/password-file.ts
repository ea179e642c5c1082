import { open, readFile, rename, rm } from "node:fs/promises";
import * as z from "zod";
import { codeOf, kindAt } from "./durable-file.ts";
import type { LmsStore } from "./lms-store.ts";
import { createPasswords, type PasswordVault } from "./passwords.ts";
import { StoreFileError } from "./store-file.ts";

const format = "rehearse-mock-lms-passwords";

const PasswordFile = z.strictObject({
  format: z.literal(format),
  formatVersion: z.literal(1),
  passwords: z.record(z.string().regex(/^\d{1,15}$/), z.string()),
});

/**
 * Opens the file of passwords that belongs to a state, `lms.json.passwords` beside `lms.json` or `lms/`.
 *
 * @param state what was read of the state, before anything was founded in it
 * @throws StoreFileError as `openPasswordFile`, and when the state is new but passwords are there: accounts get the
 *   ids of those that are gone, and would get their passwords
 */
export async function openPasswordsBeside(
  statePath: string,
  state: Pick<LmsStore, "buildings">,
): Promise<PasswordVault> {
  const path = `${statePath.replace(/[/\\]+$/, "")}.passwords`;
  const known = await readPasswords(path);
  if (known.size > 0 && state.buildings.size === 0) {
    throw new StoreFileError(
      path,
      `it holds passwords of accounts that are gone: ${statePath} is new. Remove it, or put the old state back.`,
    );
  }
  return keepPasswords(path, known);
}

/**
 * Keeps passwords in a file of their own, beside a state file, which only its owner may read (mode 0600).
 *
 * Each write goes to a temporary file that then takes the place of the old one.
 *
 * @throws StoreFileError when the file cannot be read or is not such a file; no password is in the message
 */
export async function openPasswordFile(path: string): Promise<PasswordVault> {
  return keepPasswords(path, await readPasswords(path));
}

function keepPasswords(path: string, known: Map<number, string>): PasswordVault {
  let dirty = false;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    // What one action changes is changed in one turn of the event loop: wait for its end.
    await Promise.resolve();
    while (dirty) {
      dirty = false;
      await writePasswords(path, known).catch((error: unknown) => {
        throw new StoreFileError(path, `its passwords could not be written (${codeOf(error)}).`);
      });
    }
  };
  const touch = (): void => {
    dirty = true;
    if (running !== undefined) return;
    const current = run().finally(() => {
      running = undefined;
    });
    running = current;
    // Whoever flushes is told; nobody else waits.
    current.catch(() => {
      dirty = true;
    });
  };
  const flush = async (): Promise<void> => {
    if (dirty && running === undefined) touch();
    await running;
  };
  return createPasswords(known, touch, flush);
}

async function readPasswords(path: string): Promise<Map<number, string>> {
  const text = await readText(path).catch((error: unknown) => {
    throw new StoreFileError(path, `it could not be read (${codeOf(error)}).`);
  });
  if (text === undefined) return new Map();
  const read = PasswordFile.safeParse(parseJson(text));
  if (!read.success) {
    throw new StoreFileError(path, "it holds no passwords of one. Choose another file.");
  }
  return new Map(Object.entries(read.data.passwords).map(([id, kept]) => [Number(id), kept]));
}

/** Undefined when there is none. What is no file holds no passwords, and reading it might never end. */
async function readText(path: string): Promise<string | undefined> {
  const kind = await kindAt(path);
  if (kind === "nothing") return undefined;
  return kind === "file" ? readFile(path, "utf8") : "";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function writePasswords(path: string, known: ReadonlyMap<number, string>): Promise<void> {
  const passwords = Object.fromEntries(known);
  const text = `${JSON.stringify({ format, formatVersion: 1, passwords })}\n`;
  const temporary = `${path}.new`;
  await rm(temporary, { force: true });
  // Fails when somebody has put a file or a link there meanwhile.
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
