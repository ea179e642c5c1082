import { describe, expect, it } from "vitest";
import { createSharedWrites } from "./shared-writes.ts";
import { StoreFileError } from "./store-file.ts";

function openDisk() {
  const disk = { value: 0, written: 0, writes: 0, working: true, told: [] as string[] };
  const write = async (): Promise<void> => {
    const { value } = disk;
    disk.writes += 1;
    await new Promise(setImmediate);
    if (!disk.working) throw new Error("full");
    disk.written = value;
  };
  const writes = createSharedWrites(
    write,
    (cause) => new StoreFileError("disk", "it is full.", { cause }),
    { failed: (error) => disk.told.push(error.message), recovered: () => disk.told.push("again") },
  );
  const change = async (): Promise<void> => {
    disk.value += 1;
    const mine = disk.value;
    writes.touch();
    await writes.flush();
    expect(disk.written).toBeGreaterThanOrEqual(mine);
  };
  return { disk, writes, change };
}

describe("shared writes", () => {
  it("answers each change when it is written, and writes those of many at once together", async () => {
    const { disk, change } = openDisk();

    const first = change();
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, ...Array.from({ length: 100 }, change)]);

    expect(disk).toMatchObject({ written: 101, writes: 2 });
  });

  it("answers although changes never cease", async () => {
    const { disk, writes, change } = openDisk();
    const others = { going: true };
    const changeOnAndOn = async (): Promise<void> => {
      while (others.going) await change();
    };
    const busy = [changeOnAndOn(), changeOnAndOn(), changeOnAndOn()];

    await change();
    await change();
    others.going = false;
    await Promise.all(busy);

    expect(disk.written).toBe(disk.value);
    const { writes: before } = disk;
    await writes.flush();
    expect(disk.writes).toBe(before);
  });

  it("fails all who wait for a write that fails, tells it once, and tries again", async () => {
    const { disk, writes, change } = openDisk();
    disk.working = false;

    const outcomes = await Promise.allSettled([change(), change()]);
    const later = await Promise.allSettled([change(), writes.flush()]);
    disk.working = true;
    await writes.flush();
    await writes.flush();

    expect([...outcomes, ...later].map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
      "rejected",
      "rejected",
    ]);
    expect(disk.written).toBe(3);
    expect(disk.told).toEqual([expect.stringContaining("it is full"), "again"]);
  });

  it("writes what is left when it is closed, and nothing after", async () => {
    const { disk, writes } = openDisk();
    disk.value = 7;
    writes.touch();
    await writes.close();
    disk.value = 8;
    writes.touch();
    await writes.flush();

    expect(disk.written).toBe(7);
  });
});
