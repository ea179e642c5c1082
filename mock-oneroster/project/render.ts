import type { ClassView } from "./class-view.ts";
import {
  createPageBytes,
  recordBytesMax,
  type PageBytes,
  type RecordWriter,
} from "./record-writer.ts";
import type { RefMaker, WireRecord } from "./refs.ts";

/** Makes the JSON of records, and keeps the bytes of those that were asked for lately. */
export interface Renderer {
  /** The bytes of an array of records: `[{…},{…}]` with what stands before and after it. */
  page(handles: Uint32Array, frame: PageFrame): Buffer<ArrayBuffer>;
}

/** What stands around the records of a page, in JSON. */
export interface PageFrame {
  readonly before: string;
  readonly after: string;
}

/** How a record of a view becomes JSON. */
export interface RenderPlan {
  readonly view: ClassView;
  readonly ref: RefMaker;
  /** The last change to a record before it is written, where a profile has one. */
  readonly restyle: ((record: WireRecord) => WireRecord) | undefined;
  /** How many bytes may be kept. Half as many again may be in use. */
  readonly keptBytesMax: number;
}

/** Creates the renderer of a view: by its writer where it has one, else by the objects of its records. */
export function createRenderer(plan: RenderPlan): Renderer {
  const writer = plan.restyle === undefined ? plan.view.writer?.(plan.ref) : undefined;
  return writer === undefined ? createBlockRenderer(plan) : createWritingRenderer(plan, writer);
}

/** What most enrollments take, to begin with. */
const recordBytesUsual = 800;

/** Writes every page anew. */
function createWritingRenderer(plan: RenderPlan, writer: RecordWriter): Renderer {
  let usual = recordBytesUsual;
  return {
    page: (handles, frame) => {
      let page = createPageBytes((handles.length + 16) * usual + recordBytesMax);
      let at = page.bytes.write(`${frame.before}[`);
      for (const handle of handles) {
        page = withRoom(page, at, recordBytesMax);
        let end = writer.write(handle, page, at);
        if (end === -1) {
          const json = jsonOf(plan, handle);
          page = withRoom(page, at, json.length * 3 + 1);
          end = at + page.bytes.write(json, at);
        }
        page.bytes[end] = comma;
        at = end + 1;
      }
      const after = `]${frame.after}`;
      page = withRoom(page, at, after.length * 3);
      if (handles.length > 0) {
        at -= 1;
        usual = Math.ceil(at / handles.length);
      }
      return page.bytes.subarray(0, at + page.bytes.write(after, at));
    },
  };
}

const comma = 0x2c;

function withRoom(page: PageBytes, at: number, more: number): PageBytes {
  const { bytes } = page;
  if (bytes.length - at >= more) return page;
  const longer = createPageBytes(Math.max(bytes.length * 2, at + more));
  bytes.copy(longer.bytes, 0, 0, at);
  return longer;
}

function jsonOf({ view, ref, restyle }: RenderPlan, handle: number): string {
  const record = view.record(handle, ref);
  return JSON.stringify(restyle === undefined ? record : restyle(record));
}

/**
 * Keeps each record with a comma behind it in one of two blocks of bytes. A page is put together from them;
 * neighbours that were made together are copied together. When a block is full the older one is dropped.
 */
function createBlockRenderer(plan: RenderPlan): Renderer {
  const blockBytes = plan.keptBytesMax >>> 1;
  let young = createBlock(0);
  let old = createBlock(0);
  const add = (handle: number): Spot => {
    const json = `${jsonOf(plan, handle)},`;
    if (young.used + json.length * 3 > young.bytes.length) makeRoom(json.length * 3);
    return young.write(handle, json);
  };
  const makeRoom = (needed: number): void => {
    const doubled = Math.min(Math.max(young.bytes.length * 2, 1 << 16), blockBytes);
    if (young.used + needed <= doubled) young = young.grown(doubled);
    else {
      old = young;
      young = createBlock(Math.max(blockBytes, needed));
    }
  };
  const spotOf = (handle: number): Spot => young.find(handle) ?? old.find(handle) ?? add(handle);
  return {
    page: (handles, frame) => {
      const spots = Array.from(handles, spotOf);
      const records = spots.reduce((sum, { length }) => sum + length, 0);
      const [before, after] = [Buffer.from(`${frame.before}[`), Buffer.from(`]${frame.after}`)];
      const last = spots.length === 0 ? 0 : 1;
      const page = Buffer.allocUnsafe(before.length + records - last + after.length);
      before.copy(page, 0);
      const end = copySpots(spots, page, before.length);
      after.copy(page, end - last);
      return page;
    },
  };
}

/** Where the bytes of a record stand. */
interface Spot {
  readonly bytes: Buffer;
  readonly start: number;
  readonly length: number;
}

interface Block {
  readonly bytes: Buffer;
  readonly used: number;
  write(handle: number, json: string): Spot;
  find(handle: number): Spot | undefined;
  grown(length: number): Block;
}

function createBlock(size: number): Block {
  return blockOver(Buffer.allocUnsafeSlow(size), 0, new Map());
}

function blockOver(bytes: Buffer, from: number, starts: Map<number, Spot>): Block {
  let used = from;
  return {
    bytes,
    get used() {
      return used;
    },
    write: (handle, json) => {
      const length = bytes.write(json, used);
      const spot = { bytes, start: used, length };
      starts.set(handle, spot);
      used += length;
      return spot;
    },
    find: (handle) => starts.get(handle),
    grown: (length) => {
      const longer = Buffer.allocUnsafeSlow(length);
      bytes.copy(longer, 0, 0, used);
      const moved = new Map<number, Spot>();
      for (const [handle, spot] of starts) moved.set(handle, { ...spot, bytes: longer });
      return blockOver(longer, used, moved);
    },
  };
}

/** Copies spots one behind the other, those that are neighbours already at once. Gives the end. */
function copySpots(spots: readonly Spot[], target: Buffer, from: number): number {
  let at = from;
  for (let index = 0; index < spots.length;) {
    const first = spots[index];
    if (first === undefined) return at;
    let end = first.start + first.length;
    index += 1;
    for (;;) {
      const next = spots[index];
      if (next === undefined || next.bytes !== first.bytes || next.start !== end) break;
      end += next.length;
      index += 1;
    }
    at += first.bytes.copy(target, at, first.start, end);
  }
  return at;
}
