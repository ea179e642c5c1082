import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BundleFile } from "./bundle.ts";
import { readRows, type CsvRow } from "./read-rows.ts";
import { Readable } from "node:stream";

function fileOf(text: string, chunkBytes: number): BundleFile {
  const bytes = Buffer.from(text);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    chunks.push(bytes.subarray(at, at + chunkBytes));
  return { name: "x.csv", bytes: bytes.length, open: () => Promise.resolve(Readable.from(chunks)) };
}

async function readAll(text: string, chunkBytes: number): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const block of readRows(fileOf(text, chunkBytes))) rows.push(...block);
  return rows;
}

const cell = fc.string({
  unit: fc.constantFrom("a", "é", "佐", "😀", '"', ",", "\n", " ", "\r\n"),
  maxLength: 6,
});

const quoted = (one: string): string => `"${one.replaceAll('"', '""')}"`;

describe("readRows", () => {
  it("reads back any cells, in whatever pieces the bytes arrive", async () => {
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom("\n", "\r\n"),
        async (cells, chunkBytes, lineEnd) => {
          const text = cells.map((row) => row.map(quoted).join(",") + lineEnd).join("");

          const read = await readAll(text, chunkBytes);

          const expected = cells.map((row) => row.map((one) => one.replaceAll("\r\n", "\n")));
          expect(read.map((row) => row.cells)).toEqual(expected);
          expect(read.some((row) => row.strayQuote)).toBe(false);
        },
      ),
    );
  });

  it("tells the line on which each row begins", async () => {
    const text = 'a,b\r\n"1\r\n2",x\r\n\r\nc,d\r\n5" pipe,e\r\nf,g';

    const rows = await readAll(text, 4);

    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, "a"],
      [2, "1\n2"],
      [5, "c"],
      [6, '5" pipe'],
      [7, "f"],
    ]);
  });
});
