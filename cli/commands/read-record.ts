import { readFile } from "node:fs/promises";
import * as z from "zod";
import { RunRecord } from "../../contracts/run/run-record.ts";
import { InputError } from "../../harness/index.ts";

/**
 * Reads a record.json.
 *
 * @throws InputError when it is none
 */
export async function readRecord(file: string): Promise<RunRecord> {
  const parsed = RunRecord.safeParse(parseJson(await readFile(file, "utf8"), file));
  if (parsed.success) return parsed.data;
  const message = `this is not a run record of format version 1. ${z.prettifyError(parsed.error).slice(0, 500)}`;
  throw new InputError([{ file, message }]);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputError([{ file, message: `this is not JSON. ${message}` }], {
      cause: error,
    });
  }
}
