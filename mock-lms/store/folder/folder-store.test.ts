import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMemoryStore, openFolderStore, StoreFileError, type LmsStore } from "../../index.ts";
import { createTestLms } from "../../testing/signed-client.ts";
import { firstIds, openSchoolWithSection, postRows, userRow } from "../../testing/small-school.ts";
import { formatStoreFile } from "../store-file.ts";
import { formatFrame } from "./frames.ts";

let parent = "";
let folder = "";

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "mock-lms-"));
  folder = join(parent, "state");
});

afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

const change = fc.record({
  what: fc.constantFrom("user", "rename", "drop", "member", "move", "unenroll", "flush"),
  who: fc.integer({ min: 0, max: 4 }),
  where: fc.integer({ min: 0, max: 3 }),
});
const someChanges = fc.array(change, { maxLength: 25 });
type Change = Parameters<Parameters<typeof change.map>[0]>[0];

/** Makes a change of users or enrollments, if it is a possible one; gives whether it did. */
function make(store: LmsStore, { what, who, where }: Change): boolean {
  const user = store.users.find("schoolUid", `u-${who}`);
  const pair = { sectionId: firstIds.section + where, userId: firstIds.user + who };
  const member = store.enrollments.find("member", `${pair.sectionId}/${pair.userId}`);
  if (what === "user" && user === undefined) {
    store.users.add((id) => ({
      id,
      schoolUid: `u-${who}`,
      username: "",
      email: `${who}@école.example.org`,
      nameFirst: "Zoë",
      nameLast: "Last",
      roleId: 703,
      buildingId: 10_001,
      additionalBuildings: [],
      synced: 1,
      inactiveAtMs: null,
      profile: { grades_taught: ["1", "2"] },
    }));
  } else if (what === "rename" && user !== undefined) {
    store.users.replace({ ...user, nameFirst: `First ${where}` });
  } else if (what === "drop" && user !== undefined) store.users.remove(user.id);
  else if (what === "member" && member === undefined) {
    store.enrollments.add((id) => ({
      id,
      ...pair,
      admin: 0,
      status: 1,
      source: "synced",
      archivedBy: "",
    }));
  } else if (what === "move" && member !== undefined) {
    store.enrollments.replace({ ...member, status: 5, archivedBy: "unenroll" });
  } else if (what === "unenroll" && member !== undefined) store.enrollments.remove(member.id);
  else return false;
  return true;
}

function textOf({ flush: _flush, close: _close, ...collections }: LmsStore): string {
  return formatStoreFile(collections);
}

async function textAfterReopening(): Promise<string> {
  const reopened = await openFolderStore(folder);
  const text = textOf(reopened);
  await reopened.close();
  return text;
}

describe("folder store", () => {
  it.each([
    ["one log", 1 << 26],
    ["snapshots in between", 300],
  ])("is what a memory store is after any changes and reopening: %s", async (_how, logBytesMax) => {
    await fc.assert(
      fc.asyncProperty(fc.array(someChanges, { maxLength: 3 }), async (sessions) => {
        await rm(folder, { recursive: true, force: true });
        const memory = createMemoryStore();
        for (const session of sessions) {
          const store = await openFolderStore(folder, { logBytesMax });
          for (const one of session) {
            make(memory, one);
            make(store, one);
            if (one.what === "flush") await store.flush();
          }
          await store.close();
        }

        expect(await textAfterReopening()).toBe(textOf(memory));
      }),
      { numRuns: 25 },
    );
  });

  it("takes a new snapshot when the log is long, in use, and leaves two files", async () => {
    const store = await openFolderStore(folder, { logBytesMax: 2_000 });
    const lms = createTestLms({ store });
    for (let index = 0; index < 60; index += 1) await lms.post("/users", userRow(`u-${index}`));
    const text = textOf(store);
    await store.close();

    const names = (await readdir(folder)).toSorted();

    expect(names).toEqual([
      expect.stringMatching(/^changes-[1-9]\.log$/),
      expect.stringMatching(/^snapshot-[1-9]\.bin$/),
    ]);
    expect(await textAfterReopening()).toBe(text);
  });

  it("gives the state after some whole changes wherever its log is cut", async () => {
    const store = await openFolderStore(folder);
    const log = join(folder, "changes-0.log");
    const states = [textOf(store)];
    const ends = [(await stat(log)).size];
    const [, ...made] = fc.sample(change, { numRuns: 24, seed: 4 });
    for (const one of made) {
      if (!make(store, one)) continue;
      await store.flush();
      states.push(textOf(store));
      ends.push((await stat(log)).size);
    }
    await store.close();
    const whole = await readFile(log);
    expect(ends.at(-1)).toBe(whole.byteLength);

    const cuts = ends.flatMap((end) => [end - 1, end, end + 1, end + 12, end + 40]);
    for (const length of [0, 1, 12, 100, ...cuts]) {
      await writeFile(log, whole.subarray(0, length)); // The whole log when that is shorter.
      const kept = Math.max(
        0,
        ends.findLastIndex((end) => end <= length),
      );

      expect(await textAfterReopening()).toBe(states[kept]);
      expect((await stat(log)).size).toBe(ends[kept]);
    }
  });

  it("goes on after a torn end, and says what it cut off", async () => {
    const store = await openFolderStore(folder);
    await createTestLms({ store }).post("/users", userRow("u-1"));
    await store.close();
    const log = join(folder, "changes-0.log");
    await truncate(log, (await stat(log)).size - 1);
    const told: string[] = [];

    const again = await openFolderStore(folder, { tell: (sentence) => told.push(sentence) });
    await createTestLms({ store: again }).post("/users", userRow("u-2"));
    const text = textOf(again);
    await again.close();

    expect(told).toEqual([expect.stringContaining("unfinished")]);
    expect(text).toContain("u-2");
    expect(text).not.toContain("u-1");
    expect(await textAfterReopening()).toBe(text);
  });

  it("keeps what a call was answered for, with no flush or close of its own", async () => {
    const store = await openFolderStore(folder);
    const lms = createTestLms({ store });
    await openSchoolWithSection(lms);
    await postRows(lms, { kind: "enrollment", path: "/enrollments/import/course" }, [
      { section_school_code: "c-1", school_uid: "u-1" },
    ]);
    const text = textOf(store);
    await rm(join(folder, "in-use-by"));

    expect(await textAfterReopening()).toBe(text);
    await store.close();
  });

  async function damageAt(name: string, at: (bytes: Buffer) => number): Promise<void> {
    const path = join(folder, name);
    const bytes = await readFile(path);
    const place = at(bytes);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    await writeFile(path, bytes);
  }

  it("refuses a log that is damaged before its end, and leaves it alone", async () => {
    const store = await openFolderStore(folder);
    const lms = createTestLms({ store });
    for (const uid of ["u-1", "u-2", "u-3"]) await lms.post("/users", userRow(uid));
    await store.close();
    await damageAt("changes-0.log", (bytes) => bytes.indexOf("u-2"));
    const bytes = await readFile(join(folder, "changes-0.log"));

    await expect(openFolderStore(folder)).rejects.toThrow(/changes-0\.log.*damaged at byte \d+/);
    expect(await readFile(join(folder, "changes-0.log"))).toEqual(bytes);
  });

  it("refuses a snapshot that is damaged or cut short anywhere, by name", async () => {
    const store = await openFolderStore(folder, { logBytesMax: 1 });
    const lms = createTestLms({ store });
    await openSchoolWithSection(lms);
    await store.close();
    const name = (await readdir(folder)).find((file) => file.startsWith("snapshot")) ?? "";
    const whole = await readFile(join(folder, name));

    for (let at = 0; at < whole.byteLength; at += 41) {
      await damageAt(name, () => at);
      await expect(openFolderStore(folder)).rejects.toThrow(StoreFileError);
      await writeFile(join(folder, name), whole.subarray(0, at));
      await expect(openFolderStore(folder)).rejects.toThrow(name);
      await writeFile(join(folder, name), whole);
    }
    await writeFile(join(folder, name), whole.subarray(0, -12));
    await expect(openFolderStore(folder)).rejects.toThrow("damaged at byte");
  });

  it("refuses a folder of other files, one whose log is missing, and one in use", async () => {
    const store = await openFolderStore(folder);
    await expect(openFolderStore(folder)).rejects.toThrow(`process ${process.pid} uses it`);
    await store.close();
    await expect(openFolderStore(join(folder, "changes-0.log"))).rejects.toThrow("EEXIST");
    await writeFile(join(folder, "changes-2.log"), await readFile(join(folder, "changes-0.log")));
    await expect(openFolderStore(folder)).rejects.toThrow("changes-1.log is missing");
    await rm(folder, { recursive: true });
    await writeFile(join(parent, "homework.txt"), "");

    await expect(openFolderStore(parent)).rejects.toThrow("other files");
    expect(await readdir(parent)).toEqual(["homework.txt"]);
  });

  it("takes over from a process that is gone", async () => {
    await (await openFolderStore(folder)).close();
    await writeFile(join(folder, "in-use-by"), "2147483646");

    const store = await openFolderStore(folder);
    await store.close();

    expect(await readdir(folder)).toEqual(["changes-0.log"]);
  });

  it.each([
    ["other", '{"format":"x"}', "not written by one"],
    ["later", '{"format":"rehearse-mock-lms-changes","formatVersion":9}', "another version"],
    [
      "stranger",
      '{"format":"rehearse-mock-lms-changes","formatVersion":1,"collections":[{"name":"pets","form":"json"}]}',
      "pets",
    ],
  ])("refuses a log of %s contents", async (_what, head, why) => {
    await (await openFolderStore(folder)).close();
    await writeFile(join(folder, "changes-0.log"), formatFrame([Buffer.from(head)]));

    await expect(openFolderStore(folder)).rejects.toThrow(why);
  });
});
