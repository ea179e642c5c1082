import {
  appendFile,
  readdir,
  readFile,
  stat,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClassName } from "../../../contracts/oneroster/vocabulary.ts";
import { createTempFolder, type TempFolder } from "../../testing/bundles.ts";
import type { WireRecord } from "../anonymise/create-anonymiser.ts";
import { recordLengthMax } from "../crawl/crawl-options.ts";
import { RecordingError } from "./recording-error.ts";
import { readRecording, type Recording } from "./read-recording.ts";
import { type RecordingFacts, writeRecording } from "./write-recording.ts";

const facts: RecordingFacts = {
  version: "1.2",
  recordedAt: "2026-09-01T00:00:00.000Z",
  options: {
    sourcedIds: "replace",
    titles: "replace",
    pageSize: 100,
    pagesMax: 10,
    recordsMax: 1_000,
  },
  requests: 7,
  notes: [{ code: "refused", path: "/demographics", status: 403 }],
};

async function write(
  temp: TempFolder,
  records: Partial<Record<ClassName, readonly WireRecord[]>>,
): Promise<string> {
  const folder = path.join(temp.path, "recording");
  await using writer = await writeRecording(folder);
  for (const className of ["org", "user"] as const) {
    for (const record of records[className] ?? []) await writer.add(className, record);
  }
  await writer.finish(facts);
  return folder;
}

async function recordsOf(
  recording: Recording,
  className: ClassName,
): Promise<readonly WireRecord[]> {
  const records: WireRecord[] = [];
  for await (const record of recording.classes.get(className) ?? []) records.push(record);
  return records;
}

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => "nothing",
    (reason: unknown) => reason,
  );
  return error instanceof RecordingError
    ? { code: error.code, file: error.file, line: error.line }
    : error;
}

const readUsers = async (folder: string): Promise<readonly WireRecord[]> =>
  recordsOf(await readRecording(folder), "user");

describe("a recording", () => {
  it("gives back what was written, whatever JSON it was", async () => {
    const record = fc.dictionary(fc.string(), fc.jsonValue()).map((members): WireRecord => members);
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 20 }), async (records) => {
        await using temp = await createTempFolder();
        const folder = await write(temp, { user: records });

        const read = await readUsers(folder);

        const sorted = (list: readonly unknown[]): readonly string[] =>
          list.map((one) => JSON.stringify(one)).toSorted();
        expect(sorted(read)).toEqual(sorted(records));
      }),
      { numRuns: 30 },
    );
  });

  it("says what it is, with counts, and may be read several times", async () => {
    await using temp = await createTempFolder();
    const folder = await write(temp, { user: [{ sourcedId: "u1" }, { sourcedId: "u2" }] });

    const recording = await readRecording(folder);

    expect(recording).toMatchObject({ formatVersion: 1, ...facts, counts: { user: 2 } });
    expect([...recording.classes.keys()]).toEqual(["user"]);
    expect(await recordsOf(recording, "user")).toHaveLength(2);
    expect(await recordsOf(recording, "user")).toHaveLength(2);
  });

  it("loses the order in which records came, but not which of two equal ids was first", async () => {
    await using temp = await createTempFolder();
    const ids = Array.from({ length: 400 }, (_, index) => `u${String(index).padStart(3, "0")}`);
    const users = ids.map((sourcedId) => ({ sourcedId }));
    const twins = ["first", "second", "third"].map((name) => ({ sourcedId: "twin", name }));

    const read = await readUsers(await write(temp, { user: [...users, ...twins] }));

    const order = read.map(({ sourcedId }) => sourcedId).filter((id) => id !== "twin");
    expect(new Set(order)).toEqual(new Set(ids));
    const inPlace = order.filter((id, index) => id === ids[index]).length;
    expect(inPlace).toBeLessThan(20);
    expect(read.filter(({ sourcedId }) => sourcedId === "twin")).toEqual(twins);
  });

  it("is the same whatever the order in which records came, and however many they are", async () => {
    const users = Array.from({ length: 3_000 }, (_, index) => ({
      sourcedId: `u${index}`,
      text: "é".repeat(3_000),
    }));
    await using one = await createTempFolder();
    await using other = await createTempFolder();

    const files = await Promise.all([
      write(one, { user: users }),
      write(other, { user: users.toReversed() }),
    ]);

    const [a, b] = await Promise.all(
      files.map((folder) => readFile(path.join(folder, "user.jsonl"))),
    );
    expect(a?.equals(b ?? Buffer.alloc(0))).toBe(true);
    expect(await readdir(files[0])).toEqual(["recording.json", "user.jsonl"]);
  });

  it("can be read by its owner only", async () => {
    await using temp = await createTempFolder();
    const folder = await write(temp, { user: [{ sourcedId: "u1" }] });

    const modes = await Promise.all(
      [".", "user.jsonl", "recording.json"].map((name) => stat(path.join(folder, name))),
    );

    expect(modes.map(({ mode }) => mode & 0o077)).toEqual([0, 0, 0]);
  });

  it("that is not finished leaves nothing behind", async () => {
    await using temp = await createTempFolder();
    {
      await using writer = await writeRecording(path.join(temp.path, "recording"));
      await writer.add("user", { sourcedId: "u1", text: "x".repeat(200_000) });
      expect(await readdir(temp.path)).toHaveLength(1);
    }

    expect(await readdir(temp.path)).toEqual([]);
  });

  it("is not written over another, nor where anything else is", async () => {
    await using temp = await createTempFolder();
    const folder = await write(temp, { user: [{ sourcedId: "u1" }] });

    expect(await problemOf(writeRecording(folder))).toMatchObject({ code: "folder-not-empty" });
    expect(await readUsers(folder)).toHaveLength(1);
    await using empty = await createTempFolder();
    await using writer = await writeRecording(empty.path);
    await writer.finish(facts);
    expect((await readRecording(empty.path)).classes.size).toBe(0);
  });

  it("does not take a record that no reader would take", async () => {
    await using temp = await createTempFolder();
    await using writer = await writeRecording(path.join(temp.path, "recording"));

    expect(await writer.add("user", { text: "x".repeat(recordLengthMax) })).toBe("too-large");
    expect(await writer.add("user", { text: "x".repeat(recordLengthMax - 11) })).toBe("kept");
    expect((await writer.finish(facts)).counts).toEqual({ user: 1 });
  });
});

describe("a recording that is broken", () => {
  const file = "user.jsonl";
  const broken = async (
    breakIt: (filePath: string, folder: string) => Promise<unknown>,
  ): Promise<unknown> => {
    await using temp = await createTempFolder();
    const folder = await write(temp, { user: [{ sourcedId: "u1" }, { sourcedId: "u2" }] });
    await breakIt(path.join(folder, file), folder);
    return await problemOf(readUsers(folder));
  };

  it.each([
    ["a line that is no JSON", '{"sourcedId":"u1"}\nGarcia\n', { code: "bad-line", line: 2 }],
    ["a line that is no object", "[1]\n[2]\n", { code: "bad-line", line: 1 }],
    ["an empty line", '\n{"sourcedId":"u1"}\n', { code: "bad-line", line: 1 }],
    ["fewer lines than there should be", '{"sourcedId":"u1"}\n', { code: "wrong-count" }],
    ["more lines than there should be", "{}\n{}\n{}\n", { code: "wrong-count" }],
    ["no line at all", "", { code: "wrong-count" }],
    [
      "a line without an end",
      `{}\n{"a":"${"x".repeat(2_000_000)}`,
      { code: "line-too-long", line: 2 },
    ],
    [
      "bytes that are no UTF-8",
      Buffer.from([0x7b, 0xff, 0x7d, 0x0a]),
      { code: "bad-line", line: 1 },
    ],
  ])("names the place: %s", async (_name, content, expected) => {
    expect(await broken((filePath) => writeFile(filePath, content))).toEqual({
      file,
      line: undefined,
      ...expected,
    });
  });

  it("names the file that was cut off in the middle of a line", async () => {
    expect(
      await broken(async (filePath) => truncate(filePath, (await stat(filePath)).size - 5)),
    ).toEqual({
      code: "bad-line",
      file,
      line: 2,
    });
  });

  it("quotes nothing of what it holds", async () => {
    await using temp = await createTempFolder();
    const folder = await write(temp, { user: [{ sourcedId: "u1" }] });
    await writeFile(path.join(folder, file), "Garcia\n");

    const reading = readUsers(folder);

    await expect(reading).rejects.toThrow("user.jsonl:1: This line is no record. Record anew.");
    await expect(reading).rejects.not.toHaveProperty("cause");
  });

  it.each([
    ["not there", undefined, "not-a-recording"],
    ["of a later format", '{"formatVersion":2,"more":"Garcia"}', "newer-format"],
    ["no JSON", "Garcia", "unreadable"],
    ["of another kind", '{"formatVersion":1,"version":"Garcia"}', "unreadable"],
    [
      "far too large",
      JSON.stringify({ formatVersion: 1, ...facts, counts: {} }).padEnd(10_000_001),
      "unreadable",
    ],
  ])("says so when recording.json is %s", async (_name, content, code) => {
    await using temp = await createTempFolder();
    if (content !== undefined) await writeFile(path.join(temp.path, "recording.json"), content);

    const reading = readRecording(temp.path);

    expect(await problemOf(reading)).toMatchObject({ code, file: "recording.json" });
    await expect(reading).rejects.not.toThrow("Garcia");
  });

  it("does not follow a link to elsewhere, and misses files that are named", async () => {
    await using temp = await createTempFolder();
    const folder = await write(temp, { user: [{ sourcedId: "u1" }] });
    const manifest = path.join(folder, "recording.json");
    const text = await readFile(manifest, "utf8");
    await writeFile(manifest, text.replace('"user"', '"org"'));

    expect(await problemOf(readRecording(folder))).toMatchObject({
      code: "unreadable",
      file: "org.jsonl",
    });
    await symlink("/etc/hostname", path.join(folder, "org.jsonl"));
    expect(await problemOf(readRecording(folder))).toMatchObject({
      code: "unreadable",
      file: "org.jsonl",
    });
  });

  it("is read no further than it says: what is appended later does not get in", async () => {
    await using temp = await createTempFolder();
    const folder = await write(temp, { user: [{ sourcedId: "u1" }] });
    await appendFile(path.join(folder, file), '{"sourcedId":"u2"}\n{"sourcedId":"u3"}\n');
    const seen: WireRecord[] = [];
    const reading = async (): Promise<void> => {
      for await (const user of (await readRecording(folder)).classes.get("user") ?? [])
        seen.push(user);
    };

    expect(await problemOf(reading())).toMatchObject({ code: "wrong-count", file });
    expect(seen).toEqual([{ sourcedId: "u1" }]);
  });
});
