import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { BundlePart } from "./bundle-part.ts";

/** Writes the parts of a bundle as a zip, one after the other. Equal parts and an equal time give equal bytes. */
export async function writeZip(
  parts: readonly BundlePart[],
  target: string,
  atMs: number,
): Promise<void> {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(target));
  const options = { mtime: noonOf(atMs), forceDosTimestamp: true, mode: 0o100644 };
  try {
    for (const { name, blocks } of parts) {
      const source = Readable.from(blocks());
      zip.addReadStream(source, name, options);
      // A full disk ends the target and not the source.
      await Promise.race([finished(source), written]);
    }
    zip.end();
    await written;
  } catch (error) {
    await abandon(zip, written);
    throw error;
  }
}

async function abandon(zip: ZipFile, written: Promise<void>): Promise<void> {
  if ("destroy" in zip.outputStream && typeof zip.outputStream.destroy === "function") {
    zip.outputStream.destroy();
  }
  await written.catch(() => undefined);
}

/** Zips know years from 1980 on. */
const firstMs = Date.UTC(1980, 0, 1);

/** Zips hold local time: noon of the day in UTC, so that the bytes are the same in every time zone. */
function noonOf(atMs: number): Date {
  const day = new Date(Math.max(atMs, firstMs));
  return new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12);
}
