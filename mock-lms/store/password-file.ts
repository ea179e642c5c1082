import { open, readFile, rename, rm } from "node:fs/promises";
import * as z from "zod";
import { createPasswords, type PasswordVault } from "./passwords.ts";
import { StoreFileError } from "./store-file.ts";

const format = "rehearse-mock-lms-passwords";

const PasswordFile = z.strictObject({
  format: z.literal(format),
  formatVersion: z.literal(1),
  passwords: z.record(z.string().regex(/^\d{1,15}$/), z.string()),
});

/**
 * Keeps passwords in a file of their own, beside a state file, which only its owner may read (mode 0600).
 *
 * Each write goes to a temporary file that then takes the place of the old one.
 *
 * @throws StoreFileError when the file cannot be read or is not such a file; no password is in the message
 */
export async function openPasswordFile(path: string): Promise<PasswordVault> {
  const known = await readPasswords(path);
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
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return new Map();
    throw new StoreFileError(path, `it could not be read (${codeOf(error)}).`);
  }
  const read = PasswordFile.safeParse(parseJson(text));
  if (!read.success) {
    throw new StoreFileError(path, "it holds no passwords of one. Choose another file.");
  }
  return new Map(Object.entries(read.data.passwords).map(([id, kept]) => [Number(id), kept]));
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

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
}
