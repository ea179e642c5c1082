/** An entry of a zip made by hand, with whatever lies a hostile zip would tell. */
export interface RawEntry {
  readonly name: string;
  readonly text: string;
  readonly flags?: number;
  readonly unixMode?: number;
  /** The unpacked size that the zip claims. With it the entry counts as compressed. */
  readonly claimedSize?: number;
}

/** Builds a zip byte by byte (APPNOTE 6.3.3 §4.3), without any of the checks that a library makes. */
export function storedZip(entries: readonly RawEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = Buffer.concat([
      localHeader(entry),
      Buffer.from(entry.name),
      Buffer.from(entry.text),
    ]);
    locals.push(local);
    centrals.push(Buffer.concat([centralHeader(entry, offset), Buffer.from(entry.name)]));
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  return Buffer.concat([...locals, central, endRecord(entries.length, central.length, offset)]);
}

function localHeader(entry: RawEntry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  writeShared(header, entry, 6);
  return header;
}

function centralHeader(entry: RawEntry, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  writeShared(header, entry, 8);
  header.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return header;
}

/** The fields that both headers have, in the same order: flags, method, time, sums, sizes, name length. */
function writeShared(header: Buffer, entry: RawEntry, at: number): void {
  const size = Buffer.byteLength(entry.text);
  header.writeUInt16LE((entry.flags ?? 0) | 0x800, at);
  header.writeUInt16LE(entry.claimedSize === undefined ? 0 : 8, at + 2);
  header.writeUInt32LE(size, at + 12);
  header.writeUInt32LE(entry.claimedSize ?? size, at + 16);
  header.writeUInt16LE(Buffer.byteLength(entry.name), at + 20);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}
