import { describe, expect, it } from "vitest";
import { smallWorld } from "../testing/small-world.ts";
import { createAnswerCache, type KeptAnswer } from "./answer-cache.ts";

const empty: KeptAnswer = { body: Buffer.from('{"users":[]}'), headers: { Link: "x".repeat(500) } };

describe("the cache of answers", () => {
  it("counts what lies around empty pages, so that no client can fill the memory with them", () => {
    const cache = createAnswerCache(smallWorld(), 1_000_000);
    const addresses = Array.from({ length: 5_000 }, (_, index) => `http://x/users?filter=${index}`);

    for (const address of addresses) cache.keep(address, empty);

    const kept = addresses.filter((address) => cache.find(address) !== undefined);
    expect(kept.length).toBeGreaterThan(500);
    expect(kept.length).toBeLessThan(1_000);
    expect(kept).toEqual(addresses.slice(-kept.length));
  });

  it("keeps no more of a block than an answer shows of it", () => {
    const cache = createAnswerCache(smallWorld(), 1_000_000);
    const body = Buffer.alloc(100_000).subarray(0, 10_000);

    cache.keep("http://x/orgs", { body, headers: {} });

    const kept = cache.find("http://x/orgs")?.body;
    expect(kept?.equals(body)).toBe(true);
    expect(kept?.buffer.byteLength).toBe(10_000);
  });

  it("gives an answer that is too large to keep while it is still in use", () => {
    const cache = createAnswerCache(smallWorld(), 10_000);
    const answer: KeptAnswer = { body: Buffer.alloc(50_000), headers: { Link: "x" } };
    cache.keep("http://x/enrollments", answer);

    expect(cache.find("http://x/enrollments")).toEqual(answer);
    expect(cache.find("http://x/enrollments")?.body).toBe(answer.body);
  });

  it("forgets answers in use when the world changes", () => {
    const world = smallWorld();
    const cache = createAnswerCache(world, 10_000);
    const answer: KeptAnswer = { body: Buffer.alloc(50_000), headers: {} };
    cache.keep("http://x/enrollments", answer);

    world.setView({ trials: "all" });

    expect(cache.find("http://x/enrollments")).toBeUndefined();
    expect(answer.body).toHaveLength(50_000);
  });

  it("counts an answer once, however often it was made", () => {
    const cache = createAnswerCache(smallWorld(), 10_000);
    cache.keep("http://x/orgs", empty);

    for (let count = 0; count < 1_000; count += 1) cache.keep("http://x/users", empty);

    expect(cache.find("http://x/orgs")).toBe(empty);
    expect(cache.find("http://x/users")).toBe(empty);
  });
});
