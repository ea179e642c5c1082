import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { writeDurably } from "../durable-file.ts";
import { formatFrame } from "./frames.ts";
import { logName } from "./state-folder.ts";

/** Adds frames to the log of a generation. */
export interface LogWriter {
  readonly generation: number;
  /** How long the log is. */
  readonly bytes: number;
  /** Adds a frame and brings it to the disk. After a failure the same frame may be added again. */
  append(contents: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Begins the log of a generation: it is there with its head, or not at all. */
export async function beginLog(
  folder: string,
  generation: number,
  head: Uint8Array,
): Promise<LogWriter> {
  const frame = formatFrame([head]);
  await writeDurably(join(folder, logName(generation)), [frame]);
  return openLog(folder, generation, frame.byteLength);
}

/** Goes on with a log that is `bytes` long. */
export async function openLog(
  folder: string,
  generation: number,
  bytes: number,
): Promise<LogWriter> {
  const file = await open(join(folder, logName(generation)), "r+");
  let end = bytes;
  let torn = false;
  return {
    generation,
    get bytes() {
      return end;
    },
    append: async (contents) => {
      if (torn) await file.truncate(end);
      torn = true;
      const frame = formatFrame([contents]);
      await writeAll(file, frame, end);
      await file.datasync();
      end += frame.byteLength;
      torn = false;
    },
    close: () => file.close(),
  };
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  let written = 0;
  while (written < bytes.byteLength) {
    const { bytesWritten } = await file.write(
      bytes,
      written,
      bytes.byteLength - written,
      at + written,
    );
    written += bytesWritten;
  }
}
