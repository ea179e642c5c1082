import { createReadStream } from "node:fs";
import path from "node:path";
import { isObject } from "../../../contracts/oneroster/tolerant-values.ts";
import type { WireRecord } from "../anonymise/create-anonymiser.ts";
import { recordLengthMax } from "../crawl/crawl-options.ts";
import { parseJson } from "../parse-json.ts";
import { RecordingError } from "./recording-error.ts";

/**
 * Gives the records of a file one by one. Holds one line and one piece of the file at a time.
 *
 * @throws RecordingError on a line that is no record, a line that is too long, and when there are more or
 * fewer of them than the manifest says, as in a file that was cut off
 */
export async function* readRecordLines(
  filePath: string,
  count: number,
): AsyncGenerator<WireRecord, void> {
  const file = path.basename(filePath);
  let line = 0;
  for await (const text of readLines(filePath)) {
    line += 1;
    if (line > count) break;
    const record = parseJson(text);
    if (!isObject(record)) {
      throw new RecordingError("bad-line", "This line is no record. Record anew.", { file, line });
    }
    yield record;
  }
  if (line === count) return;
  const found = line > count ? "more" : String(line);
  throw new RecordingError(
    "wrong-count",
    `It holds ${found} records where the recording says ${count}. Record anew.`,
    { file },
  );
}

async function* readLines(filePath: string): AsyncGenerator<string, void> {
  const file = path.basename(filePath);
  const stream = createReadStream(filePath);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = "";
  let line = 1;
  try {
    for await (const chunk of stream) {
      const pieces = (rest + decode(decoder, chunk, { file, line })).split("\n");
      rest = pieces.pop() ?? "";
      for (const piece of pieces) {
        expectShort(piece, { file, line });
        yield piece;
        line += 1;
      }
      expectShort(rest, { file, line });
    }
    if (rest !== "") yield rest;
  } finally {
    stream.destroy();
  }
}

interface Place {
  readonly file: string;
  readonly line: number;
}

function expectShort(text: string, place: Place): void {
  if (text.length <= recordLengthMax) return;
  throw new RecordingError(
    "line-too-long",
    `It has more than ${recordLengthMax} characters.`,
    place,
  );
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: unknown, place: Place): string {
  const bytes = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new RecordingError("bad-line", "Here or further on the text is no UTF-8.", place);
  }
}
