import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";

/** A frame is a mark, the length and the CRC-32 of what it holds, and that: it is whole, or seen not to be. */
const mark = Buffer.from("RLf1", "latin1");
const headBytes = 12;

/** Whether a file begins as ours do, as far as it goes: what does not was not torn by a crash, but is another's. */
export async function beginsWithFrame(file: FileHandle): Promise<boolean> {
  const { bytesRead, buffer } = await file.read(
    Buffer.alloc(mark.byteLength),
    0,
    mark.byteLength,
    0,
  );
  return buffer.subarray(0, bytesRead).equals(mark.subarray(0, bytesRead));
}

const windowBytes = 4 * 1024 * 1024;

/** Puts a frame around some bytes. */
export function formatFrame(parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
  const head = Buffer.alloc(headBytes);
  mark.copy(head);
  const frame = Buffer.concat([head, ...parts], headBytes + length);
  frame.writeUInt32LE(length, 4);
  frame.writeUInt32LE(crc32(frame.subarray(headBytes)), 8);
  return frame;
}

/** Reads the frames of a file from its start, and says where the whole ones end. */
export interface FrameReader extends AsyncIterable<Uint8Array> {
  /** Where the last whole frame ends that was read so far. */
  readonly end: number;
  /** The length of the file. */
  readonly size: number;
}

/** Creates a reader that stops at the end of the file or at the first frame that is not whole. */
export async function openFrames(file: FileHandle): Promise<FrameReader> {
  const { size } = await file.stat();
  let end = 0;
  let window = Buffer.alloc(0);
  let windowAt = 0;

  /** Bytes of the file, valid until the next call; fewer than asked for at its end. */
  const bytesAt = async (at: number, length: number): Promise<Buffer> => {
    const wanted = Math.min(length, size - at);
    if (at < windowAt || at + wanted > windowAt + window.byteLength) {
      window = Buffer.alloc(Math.min(Math.max(wanted, windowBytes), size - at));
      windowAt = at;
      await file.read(window, 0, window.byteLength, at);
    }
    return window.subarray(at - windowAt, at - windowAt + wanted);
  };

  return {
    get end() {
      return end;
    },
    size,
    async *[Symbol.asyncIterator]() {
      while (end < size) {
        const length = lengthOf(await bytesAt(end, headBytes), size - end);
        if (length === undefined) return;
        const frame = await bytesAt(end, headBytes + length);
        if (!isWhole(frame)) return;
        end += frame.byteLength;
        yield frame.subarray(headBytes);
      }
    },
  };
}

/**
 * Finds a whole frame behind one that is not: then the file was not cut short, it is damaged. Looks as far as
 * a crash could have left unfinished.
 */
export async function hasFrameBehind(file: FileHandle, at: number): Promise<boolean> {
  const { size } = await file.stat();
  const rest = Buffer.alloc(Math.min(size - at, 16 * windowBytes));
  await file.read(rest, 0, rest.byteLength, at);
  let found = rest.indexOf(mark, 1);
  while (found !== -1) {
    const length = lengthOf(rest.subarray(found, found + headBytes), rest.byteLength - found);
    if (length !== undefined && isWhole(rest.subarray(found, found + headBytes + length))) {
      return true;
    }
    found = rest.indexOf(mark, found + 1);
  }
  return false;
}

/** The length that a head tells; undefined when it is no head or tells of more than there is. */
function lengthOf(head: Buffer, available: number): number | undefined {
  if (head.byteLength < headBytes || !head.subarray(0, 4).equals(mark)) return undefined;
  const length = head.readUInt32LE(4);
  return headBytes + length <= available ? length : undefined;
}

function isWhole(frame: Buffer): boolean {
  return frame.readUInt32LE(8) === crc32(frame.subarray(headBytes));
}
