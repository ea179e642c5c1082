import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../index.ts";

let parent = "";

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "mock-lms-"));
});

afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

describe("the store that a path names", () => {
  it("is a file, unless the path ends with a slash or names a folder", async () => {
    await mkdir(join(parent, "there"));
    for (const path of ["file", "new/", "there"]) {
      const store = await openStore(join(parent, path));
      await store.close();
    }

    expect((await readdir(parent)).toSorted()).toEqual(["file", "new", "there"]);
    expect(await readdir(join(parent, "new"))).toEqual(["changes-0.log"]);
    expect(await readdir(join(parent, "there"))).toEqual(["changes-0.log"]);
  });

  it("is no file that is called a folder", async () => {
    await writeFile(join(parent, "file"), "{}");

    await expect(openStore(join(parent, "file/"))).rejects.toThrow("Leave the slash away");
  });

  it.each(["pipe", "pipe/"])("is no pipe, which would keep it waiting: %s", async (path) => {
    execFileSync("mkfifo", [join(parent, "pipe")]);

    await expect(openStore(join(parent, path))).rejects.toThrow("it is a pipe or a device");
    await expect(openStore("/dev/null")).rejects.toThrow("it is a pipe or a device");
  });

  it("is no folder whose lock is a pipe", async () => {
    await mkdir(join(parent, "there"));
    execFileSync("mkfifo", [join(parent, "there", "in-use-by")]);

    await expect(openStore(join(parent, "there"))).rejects.toThrow("it is no file");
  });
});
