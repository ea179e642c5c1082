import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFolderStore } from "../../index.ts";

let parent = "";
let folder = "";

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "mock-lms-"));
  folder = join(parent, "state");
  await mkdir(folder);
});

afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

describe("a state folder with files that are another's", () => {
  it.each(["changes-0.log", "snapshot-1.bin"])("follows no link called %s", async (name) => {
    const victim = join(parent, "victim");
    await writeFile(victim, "keep me");
    await symlink(victim, join(folder, name));

    await expect(openFolderStore(folder)).rejects.toThrow("it is a link");
    expect(await readFile(victim, "utf8")).toBe("keep me");
  });

  it.each(["keep me", "RLx", "RLf2 and more"])("cuts no file that says %j", async (text) => {
    const path = join(folder, "changes-0.log");
    await writeFile(path, text);

    await expect(openFolderStore(folder)).rejects.toThrow("not written by one");
    expect(await readFile(path, "utf8")).toBe(text);
  });

  it("goes on where a crash has left the beginning of our own mark", async () => {
    await writeFile(join(folder, "changes-0.log"), "RL");

    await (await openFolderStore(folder)).close();

    expect((await readFile(join(folder, "changes-0.log"), "latin1")).slice(0, 4)).toBe("RLf1");
  });

  it("takes over a lock with the number of its own process, as in a container", async () => {
    await writeFile(join(folder, "in-use-by"), String(process.pid));

    await (await openFolderStore(folder)).close();

    expect((await stat(join(folder, "changes-0.log"))).isFile()).toBe(true);
  });
});
