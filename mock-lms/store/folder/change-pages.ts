import * as z from "zod";
import { BugError } from "../../../core/assert.ts";
import type { CollectionChanges } from "../collection.ts";
import type { LmsCollections } from "../lms-store.ts";
import { StoreFileError } from "../store-file.ts";

const format = "rehearse-mock-lms-changes";
const formatVersion = 1;

/** Of which collections a file's changes are: an entry names its collection by its place in this list. */
const FileHead = z.strictObject({
  format: z.literal(format),
  formatVersion: z.literal(formatVersion),
  collections: z.array(z.strictObject({ name: z.string(), form: z.string() })),
});

/** The first frame of a file of changes. */
export function formatHead(collections: LmsCollections): Uint8Array {
  const listed = Object.entries(collections).map(([name, { changes }]) => {
    return { name, form: changes.form };
  });
  return Buffer.from(JSON.stringify({ format, formatVersion, collections: listed }));
}

const entryHeadBytes = 5;

/** Collects entries, each a change of one collection, until they are taken as the contents of a frame. */
export interface ChangePage {
  readonly isEmpty: boolean;
  add(collection: number, change: Uint8Array): void;
  /** Everything added since the last time. */
  take(): Uint8Array;
}

/** Creates an empty page. Entries lie one after another in one buffer: there may be millions of them. */
export function createChangePage(): ChangePage {
  let buffer = Buffer.alloc(4_096);
  let used = 0;
  const reserve = (length: number): void => {
    if (used + length <= buffer.byteLength) return;
    const larger = Buffer.alloc(Math.max(buffer.byteLength * 2, used + length));
    buffer.copy(larger, 0, 0, used);
    buffer = larger;
  };
  return {
    get isEmpty() {
      return used === 0;
    },
    add: (collection, change) => {
      reserve(entryHeadBytes + change.byteLength);
      buffer.writeUInt8(collection, used);
      buffer.writeUInt32LE(change.byteLength, used + 1);
      buffer.set(change, used + entryHeadBytes);
      used += entryHeadBytes + change.byteLength;
    },
    take: () => {
      const taken = Buffer.from(buffer.subarray(0, used));
      used = 0;
      // One large page should not hold on to its memory for good.
      if (buffer.byteLength > 1 << 20) buffer = Buffer.alloc(4_096);
      return taken;
    },
  };
}

/** Makes the changes of frames again, in the collections that the file's head names. */
export interface ChangeReplay {
  /** Takes the first frame. */
  readHead(frame: Uint8Array): void;
  /** Takes a frame of entries. */
  applyPage(frame: Uint8Array): void;
}

/**
 * Creates the replay of one file.
 *
 * @throws StoreFileError, in its calls, when the file is of another version, or is damaged
 */
export function createReplay(path: string, collections: LmsCollections): ChangeReplay {
  const byName = new Map<string, { readonly changes: CollectionChanges }>(
    Object.entries(collections),
  );
  let targets: readonly CollectionChanges[] = [];
  return {
    readHead: (frame) => {
      targets = readCollections(path, frame).map(({ name, form }) => {
        const changes = byName.get(name)?.changes;
        if (changes?.form === form) return changes;
        throw otherVersion(
          path,
          `it holds ${name.slice(0, 40)} in a form that this program does not know`,
        );
      });
    },
    applyPage: (frame) => {
      try {
        for (const [collection, change] of entriesOf(frame)) {
          const target = targets[collection];
          if (target === undefined) throw new RangeError("no such collection");
          target.apply(change);
        }
      } catch (cause) {
        if (!isDamage(cause)) throw cause;
        throw new StoreFileError(
          path,
          "its records are damaged or contradict each other. Start with a new folder.",
          { cause },
        );
      }
    },
  };
}

function* entriesOf(frame: Uint8Array): Iterable<readonly [number, Uint8Array]> {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
  for (let at = 0; at < bytes.byteLength;) {
    const start = at + entryHeadBytes;
    const end = start + bytes.readUInt32LE(at + 1);
    if (end > bytes.byteLength) throw new RangeError("an entry ends outside of its frame");
    yield [bytes.readUInt8(at), bytes.subarray(start, end)];
    at = end;
  }
}

function isDamage(error: unknown): boolean {
  return (
    error instanceof z.ZodError ||
    error instanceof BugError ||
    error instanceof RangeError ||
    error instanceof SyntaxError
  );
}

function readCollections(
  path: string,
  frame: Uint8Array,
): readonly { readonly name: string; readonly form: string }[] {
  const head = z.looseObject({ format: z.literal(format) }).safeParse(parseJson(frame));
  if (!head.success) {
    throw new StoreFileError(path, "it was not written by one. Choose another folder.");
  }
  const known = FileHead.safeParse(head.data);
  if (known.success) return known.data.collections;
  throw otherVersion(path, "it is of another version of this program");
}

function parseJson(frame: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(frame).toString("utf8"));
  } catch {
    return undefined;
  }
}

function otherVersion(path: string, why: string): StoreFileError {
  return new StoreFileError(path, `${why}. Start with a new folder.`);
}
