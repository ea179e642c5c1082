import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exportPasswords, viewPassword } from "../actions/people/password-people.ts";
import { openFileStore, openPasswordFile, openPasswordsBeside, openStore } from "../index.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import { firstIds, openSchoolWithSection, postRows, userRow } from "../testing/small-school.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mock-lms-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const users = { kind: "user", path: "/users?update_existing=1" } as const;

function passwordOf(lms: TestLms, schoolUid: string): string {
  return viewPassword(lms.lms.world, { schoolUid });
}

function stateOf({ lms: { store } }: TestLms): unknown {
  return [store.users, store.courses, store.sections, store.enrollments].map((items) => [
    items.nextId,
    [...items.values()],
  ]);
}

describe("passwords", () => {
  it("are made for accounts that come without one, each its own, and stay", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);

    const first = passwordOf(lms, "u-1");

    expect(first).toMatch(/^[a-zA-Z2-9]{14}$/);
    expect(passwordOf(lms, "u-1")).toBe(first);
    expect(passwordOf(lms, "u-2")).not.toBe(first);
  });

  it("are kept by a blank one and replaced by a given one", async () => {
    const lms = createTestLms();
    await postRows(lms, users, [userRow("u-1", { password: "given-1" })]);
    const id = firstIds.user;

    await postRows(lms, users, [userRow("u-1", { password: "" }), userRow("u-1")]);
    await lms.put(`/users/${id}`, { password: "  " });
    expect(passwordOf(lms, "u-1")).toBe("given-1");

    await lms.put(`/users/${id}`, { password: "given-2" });
    expect(passwordOf(lms, "u-1")).toBe("given-2");
    await lms.put(`/users/${id}`, { password: "given-3", role_id: "1" });
    expect(passwordOf(lms, "u-1")).toBe("given-2");
  });

  it("are exported in the columns of an import file, of everybody active or of one role", async () => {
    const lms = createTestLms();
    const email = { primary_email: "u@x.org", password: 'p,"1' };
    await postRows(lms, users, [userRow("u-1", email), userRow("u-2", { role_id: "702" })]);

    expect(exportPasswords(lms.lms.world, { role: "Student" })).toBe(
      'First Name,Last Name,Username,Email,User Unique ID,Password\nFirst,Last,name-u-1,u@x.org,u-1,"p,""1"\n',
    );
    expect(exportPasswords(lms.lms.world)).toContain(passwordOf(lms, "u-2"));
    expect(() => exportPasswords(lms.lms.world, { role: "Wizard" })).toThrow("no role");
  });

  it("stand in nothing that the mock gives out: answers, errors, pages, journal, counts, state", async () => {
    const store = await openFileStore(join(folder, "lms.json"));
    const lms = createTestLms({ store });
    await openSchoolWithSection(lms);
    const given = "s3cret-zebra";
    const rows = [
      userRow("u-1", { password: given }),
      userRow("u-9", { password: given, role_id: 9 }),
    ];
    const made = passwordOf(lms, "u-2");
    const told = [
      await lms.post("/users?update_existing=1", { users: { user: rows } }),
      await lms.put("/users", { users: { user: [{ id: "7", password: given }] } }),
      await lms.put(`/users/${firstIds.user}`, { password: given, name_first: "" }),
      await lms.post("/users", userRow("u-10", { password: given })),
      await lms.post("/users", { password: { text: given } }),
      await lms.get("/users"),
      await lms.get(`/users/${firstIds.user}`),
      await lms.get("/users/inactive"),
    ];
    const paths = [
      "/",
      "/people",
      `/people/${firstIds.user}`,
      `/people/${firstIds.user + 1}`,
      "/journal",
    ];
    const pages = await Promise.all(
      paths.map(async (path) => (await lms.lms.app.request(`http://lms.test${path}`)).text()),
    );
    await store.flush();
    const emitted = [
      JSON.stringify(told),
      ...pages,
      JSON.stringify([lms.lms.journal.entries(), lms.lms.journal.counters(), lms.lms.counts()]),
      await readFile(join(folder, "lms.json"), "utf8"),
    ].join("\n");
    await store.close();

    expect(emitted).toContain("u-10");
    expect(emitted).not.toContain(given);
    expect(emitted).not.toContain(made);
  });

  it("change nothing else: the same calls give the same state and answers, whatever was looked at", async () => {
    const states = await Promise.all(
      [true, false].map(async (looking) => {
        const lms = createTestLms();
        await openSchoolWithSection(lms);
        if (looking) exportPasswords(lms.lms.world);
        await postRows(lms, users, [userRow("u-7"), userRow("u-8")]);
        return [stateOf(lms), (await lms.get("/users")).body];
      }),
    );

    expect(states[0]).toEqual(states[1]);
  });
});

describe("a password file", () => {
  it("holds passwords across a restart, for its owner only", async () => {
    const path = join(folder, "lms.json.passwords");
    await writeFile(
      path,
      '{"format":"rehearse-mock-lms-passwords","formatVersion":1,"passwords":{"1":"old"}}',
    );
    await chmod(path, 0o644);
    const before = await openPasswordFile(path);
    before.set(2, "two");
    const made = before.reveal(3);
    await before.flush();

    const after = await openPasswordFile(path);

    expect([after.reveal(1), after.reveal(2), after.reveal(3)]).toEqual(["old", "two", made]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each([
    "not JSON",
    "[]",
    '{"format":"other"}',
    '{"format":"rehearse-mock-lms-passwords","formatVersion":1,"passwords":{"a":"b"}}',
  ])("is refused when it is no such file: %s", async (text) => {
    const path = join(folder, "passwords");
    await writeFile(path, text);

    await expect(openPasswordFile(path)).rejects.toThrow("it holds no passwords");
  });

  it("is refused when it is a pipe, which would keep it waiting", async () => {
    const path = join(folder, "passwords");
    execFileSync("mkfifo", [path]);

    await expect(openPasswordFile(path)).rejects.toThrow("it holds no passwords");
  });

  it.each(["lms.json", "lms/"])(
    "gives nobody the passwords of the accounts of a state that is gone: %s",
    async (name) => {
      const state = join(folder, name);
      const before = await openStore(state);
      const passwords = await openPasswordsBeside(state, before);
      const lms = createTestLms({ store: before, passwords });
      await openSchoolWithSection(lms);
      const kept = passwordOf(lms, "u-1");
      await passwords.flush();
      await before.close();

      const again = await openStore(state);
      expect((await openPasswordsBeside(state, again)).reveal(firstIds.user)).toBe(kept);
      await again.close();
      await rm(state, { recursive: true });
      for (let start = 0; start < 2; start += 1) {
        const anew = await openStore(state);
        await expect(openPasswordsBeside(state, anew)).rejects.toThrow(
          /passwords of accounts that are gone.*Remove it, or put the old state back/,
        );
        await anew.close();
      }
      await rm(`${state.replace(/\/$/, "")}.passwords`);
      const anew = await openStore(state);
      const fresh = await openPasswordsBeside(state, anew);
      expect(fresh.reveal(firstIds.user)).not.toBe(kept);
      await fresh.flush();
      await anew.close();
    },
  );

  it("says when it cannot be written, without what was to be written", async () => {
    const vault = await openPasswordFile(join(folder, "no-such-folder", "passwords"));
    vault.set(1, "hidden-word");

    await expect(vault.flush()).rejects.toThrow(/^(?!.*hidden-word).*could not be written/);
  });
});
