import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LmsStore, openFileStore as openStore, StoreFileError } from "../index.ts";
import { createTestLms } from "../testing/signed-client.ts";
import { firstIds, openSchoolWithSection, postRows, userRow } from "../testing/small-school.ts";

let folder = "";
let path = "";
let opened: LmsStore[] = [];

async function openFileStore(...args: Parameters<typeof openStore>): Promise<LmsStore> {
  const store = await openStore(...args);
  opened.push(store);
  return store;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-lms-"));
  path = join(folder, "lms.json");
});

// A write in the background that makes its file while the folder is removed would fail the removal.
afterEach(async () => {
  await Promise.allSettled(opened.map((store) => store.close()));
  opened = [];
  await rm(folder, { recursive: true, force: true });
});

const imports = { kind: "enrollment", path: "/enrollments/import/course" } as const;

describe("file store", () => {
  it("is for its owner's eyes only: it holds names and addresses", async () => {
    await (await openFileStore(path)).close();

    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("holds everything after it was closed and opened again", async () => {
    const store = await openFileStore(path);
    const before = createTestLms({ store });
    await openSchoolWithSection(before);
    await postRows(before, imports, [{ section_school_code: "c-1", school_uid: "u-1" }]);
    const counts = before.lms.counts();
    const section = (await before.get(`/sections/${firstIds.section}`)).body;
    await store.close();

    const reopened = createTestLms({ store: await openFileStore(path) });

    expect(reopened.lms.counts()).toEqual(counts);
    expect((await reopened.get(`/sections/${firstIds.section}`)).body).toEqual(section);
    expect((await reopened.get("/schools")).body).toMatchObject({ total: 1 });
  });

  it("goes on with ids and uniqueness where it was, even when the last record was removed", async () => {
    const store = await openFileStore(path);
    const before = createTestLms({ store });
    await openSchoolWithSection(before);
    await before.remove(`/sections/${firstIds.section}`);
    await store.close();

    const again = await openFileStore(path);
    const reopened = createTestLms({ store: again });
    const users = { kind: "user", path: "/users" } as const;
    const results = await postRows(reopened, users, [userRow("u-1"), userRow("u-4")]);
    const created = await reopened.post(`/courses/${firstIds.course}/sections`, {
      title: "P",
      section_code: "1",
      grading_periods: [firstIds.gradingPeriod],
    });

    await again.close();

    expect(results).toMatchObject([{ response_code: 400 }, { id: String(firstIds.user + 3) }]);
    expect(created.body).toMatchObject({ id: String(firstIds.section + 1) });
  });

  it("writes by itself, whole, and leaves no temporary file behind", async () => {
    const store = await openFileStore(path);
    const lms = createTestLms({ store });
    for (let index = 0; index < 50; index += 1) {
      await lms.post("/users", userRow(`u-${index}`));
    }
    await store.flush();

    const text = await readFile(path, "utf8");

    expect(JSON.parse(text)).toMatchObject({ format: "rehearse-mock-lms", formatVersion: 1 });
    expect(text.split("name-u-49")).toHaveLength(2);
    expect(await readdir(folder)).toEqual(["lms.json"]);
  });

  it("keeps what a call was answered for, with no flush or close of its own", async () => {
    const store = await openFileStore(path);
    const lms = createTestLms({ store });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => lms.post("/users", userRow(`u-${index}`))),
    );
    const text = await readFile(path, "utf8");

    for (let index = 0; index < 20; index += 1) expect(text).toContain(`"name-u-${index}"`);
    await store.close();
  });

  it("answers 503 while it cannot write, tells it once, and tells when it can again", async () => {
    const told: string[] = [];
    const store = await openFileStore(path, { tell: (sentence) => told.push(sentence) });
    const lms = createTestLms({ store });
    await lms.get("/roles");
    await store.flush();
    await rm(folder, { recursive: true });

    const failed = [
      await lms.post("/users", userRow("u-1")),
      await lms.post("/users", userRow("u-2")),
      await lms.get("/roles"),
    ];
    await mkdir(folder);
    const created = await lms.post("/users", userRow("u-3"));
    await store.close();

    expect(failed.map(({ status }) => status)).toEqual([503, 503, 200]);
    expect(failed[0]?.body).toBe("");
    expect(created.status).toBe(201);
    expect(told).toEqual([expect.stringMatching(/ENOENT.*503/), expect.stringContaining("again")]);
    expect(await readFile(path, "utf8")).toContain("name-u-1");
  });

  it("writes nothing after it was closed", async () => {
    const store = await openFileStore(path);
    const lms = createTestLms({ store });
    await store.close();
    const text = await readFile(path, "utf8");

    await lms.post("/users", userRow("u-1"));
    await store.flush();

    expect(await readFile(path, "utf8")).toBe(text);
  });

  it.each([
    ["no JSON", "section,code", "not JSON"],
    ["nothing", "", "not JSON"],
    ["something else", '{"users":[]}', "not written by one"],
    ["null", "null", "not written by one"],
    ["a later version", '{"format":"rehearse-mock-lms","formatVersion":2}', "formatVersion is 2"],
    ["half a state", '{"format":"rehearse-mock-lms","formatVersion":1}', "damaged at"],
  ])("refuses a file that holds %s, by name", async (_what, text, why) => {
    await writeFile(path, text);

    const opening = openFileStore(path);

    await expect(opening).rejects.toThrow(StoreFileError);
    await expect(opening).rejects.toThrow(path);
    await expect(opening).rejects.toThrow(why);
    expect(await readFile(path, "utf8")).toBe(text);
  });

  it("refuses a file whose records contradict each other", async () => {
    const store = await openFileStore(path);
    await createTestLms({ store }).post("/users", userRow("u-1"));
    await createTestLms({ store }).post("/users", userRow("u-2"));
    await store.close();
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replaceAll('"u-2"', '"u-1"'));

    await expect(openFileStore(path)).rejects.toThrow("contradict");
  });

  it("says when it cannot write, at once and when flushed", async () => {
    await expect(openFileStore(join(folder, "no", "such", "lms.json"))).rejects.toThrow("ENOENT");
    const store = await openFileStore(path);
    await rm(folder, { recursive: true });
    createTestLms({ store });

    await expect(store.flush()).rejects.toThrow(StoreFileError);
    await expect(store.close()).rejects.toThrow("ENOENT");
  });
});
