import { describe, expect, it } from "vitest";
import { createNonceMemory } from "./nonce-memory.ts";

describe("nonce memory", () => {
  it("tells a nonce that was used from the same nonce at another time", () => {
    const memory = createNonceMemory({ windowSeconds: 300, entriesMax: 100 });

    expect([
      memory.claim(10, "a", 10),
      memory.claim(10, "a", 10),
      memory.claim(11, "a", 11),
    ]).toEqual([true, false, true]);
  });

  it("forgets what the window would reject anyway", () => {
    const memory = createNonceMemory({ windowSeconds: 300, entriesMax: 100_000 });
    for (let second = 0; second < 20_000; second += 1) memory.claim(second, "n", second);

    expect(memory.size).toBe(301);
  });

  it("holds no more than it may while the clock stands still", () => {
    const memory = createNonceMemory({ windowSeconds: 300, entriesMax: 50 });
    for (let index = 0; index < 1_000; index += 1) memory.claim(10, `n${index}`, 10);

    expect(memory.size).toBe(50);
    expect(memory.claim(10, "n999", 10)).toBe(false);
  });
});
