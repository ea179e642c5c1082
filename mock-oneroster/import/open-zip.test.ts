import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import {
  cleanBundle,
  createTempFolder,
  writeBytes,
  writeZip,
  type BundleText,
} from "../testing/bundles.ts";
import { storedZip, type RawEntry } from "../testing/raw-zip.ts";
import { BundleError } from "./bundle-error.ts";
import { importBundle } from "./import-bundle.ts";
import { openBundle } from "./open-bundle.ts";

const clock = createVirtualClock(0);

async function openRaw(entries: readonly RawEntry[]): Promise<string> {
  await using folder = await createTempFolder();
  const zip = await writeBytes(folder, storedZip(entries));
  return openBundle(zip).then(
    async ({ value }) => {
      await value.close();
      return "opened";
    },
    (error: unknown) => (error instanceof BundleError ? error.message : "another error"),
  );
}

function inFolder(files: BundleText): BundleText {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`export/${name}`, text]));
}

describe("a zip", () => {
  it("may have all its files in one folder, with a warning, and what macOS adds", async () => {
    await using folder = await createTempFolder();
    const files = { ...inFolder(cleanBundle("1.1")), "__MACOSX/export/._users.csv": "x" };

    const outcome = await importBundle(await writeZip(folder, files), clock);

    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(["bundle-in-folder"]);
    expect(outcome.value.people.size).toBe(3);
  });

  const text = "sourcedId,name\n";
  it.each([
    ["leads out of the zip", [{ name: "../users.csv", text }]],
    ["leads out of the zip", [{ name: "a/../../users.csv", text }]],
    ["absolute path", [{ name: "/etc/users.csv", text }]],
    ["absolute path", [{ name: "C:/users.csv", text }]],
    ["no path may have", [{ name: "..\\users.csv", text }]],
    ["no path may have", [{ name: "users.csv\0.txt", text }]],
    ["is encrypted", [{ name: "users.csv", text, flags: 1, claimedSize: 15 }]],
    ["is a link", [{ name: "users.csv", text, unixMode: 0o120777 }]],
    [
      "is there twice",
      [
        { name: "users.csv", text },
        { name: "users.csv", text },
      ],
    ],
    [
      "stands in a folder",
      [
        { name: "users.csv", text },
        { name: "more/orgs.csv", text },
      ],
    ],
    ["200 times larger", [{ name: "users.csv", text, claimedSize: 500_000_000 }]],
    [
      "limit of 2000000000",
      [
        { name: "a.csv", text: "x".repeat(9_000_000), claimedSize: 1_500_000_000 },
        { name: "b.csv", text: "x".repeat(9_000_000), claimedSize: 1_500_000_000 },
      ],
    ],
  ] as const)("is refused with the words: %s", async (words, entries) => {
    expect(await openRaw(entries)).toContain(words);
  });

  it("is refused when it has too many entries", async () => {
    const entries = Array.from({ length: 501 }, (_, index) => ({ name: `f${index}.csv`, text }));

    expect(await openRaw(entries)).toContain("limit of 500");
  });

  it("fails with a clear error when a file is larger than the zip says", async () => {
    await using folder = await createTempFolder();
    const lying = { name: "orgs.csv", text: text.repeat(100), claimedSize: 20 };
    const zip = await writeBytes(folder, storedZip([lying]));

    await expect(importBundle(zip, clock)).rejects.toThrow(BundleError);
  });

  it("fails with a clear error when it is no zip, or cut short", async () => {
    await using folder = await createTempFolder();

    for (const bytes of [
      Buffer.from("hello"),
      Buffer.alloc(0),
      storedZip([{ name: "a", text }]).subarray(0, 40),
    ]) {
      const zip = await writeBytes(folder, bytes);
      await expect(importBundle(zip, clock)).rejects.toThrow("does not read as a zip");
    }
  });
});
