import path from "node:path";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import type { BundleFile } from "./bundle.ts";
import { BundleError } from "./bundle-error.ts";

/**
 * Reads a file as UTF-8 text with `\n` line ends, in pieces. A byte order mark is left out.
 *
 * Throws a BundleError on UTF-16, on a NUL byte at the start, on bytes that are no UTF-8, and when the zip around the file is broken.
 */
export async function* decodeText(file: BundleFile): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const stream = await file.open();
  let first = true;
  let carry = "";
  try {
    for await (const chunk of stream) {
      const bytes = toBytes(chunk);
      const other = first ? otherThanUtf8(bytes) : undefined;
      if (other !== undefined) throw wrongEncoding(file.name, other);
      first = false;
      const text = carry + decoder.decode(bytes, { stream: true });
      carry = text.endsWith("\r") ? "\r" : "";
      yield toNewlines(carry === "" ? text : text.slice(0, -1));
    }
    yield toNewlines(carry + decoder.decode());
  } catch (error) {
    if (error instanceof BundleError) throw error;
    if (isDecodingError(error)) throw wrongEncoding(file.name, "in another encoding");
    throw unreadable(file.name, error);
  } finally {
    stream.destroy();
  }
}

function toBytes(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
}

/** UTF-16 with its mark, or without one: then every other byte of an ASCII header is zero. No text has a zero else. */
function otherThanUtf8([a, b, c = a, d = b]: Uint8Array): string | undefined {
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "in UTF-16";
  if (a !== 0 && b !== 0) return undefined;
  const alternates = a !== b && (a === 0) === (c === 0) && (b === 0) === (d === 0);
  return alternates ? "in UTF-16" : "binary, with a NUL byte at its start";
}

function isDecodingError(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    "code" in error &&
    error.code === "ERR_ENCODING_INVALID_ENCODED_DATA"
  );
}

function toNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function wrongEncoding(file: string, seen: string): BundleError {
  return new BundleError(diagnose("bundle-encoding", { at: `${file}:1:1` }, { file, seen }));
}

function unreadable(file: string, error: unknown): BundleError {
  const reason = error instanceof Error ? error.message.replace(/\.$/, "") : "it cannot be read";
  const at = path.basename(file);
  const diagnostic = diagnose("bundle-not-a-zip", { at }, { path: at, reason });
  return new BundleError(diagnostic, [], { cause: error });
}
