import { expect, it } from "vitest";
import { warmUp } from "./warm-up.ts";

it("loads a server until it has answered 100,000 requests", async () => {
  const runs = await warmUp(() => Promise.resolve({ requests: 30_000 }));

  expect(runs).toHaveLength(4);
});

it("gives up on a server that hardly answers", async () => {
  const runs = await warmUp(() => Promise.resolve({ requests: 0 }));

  expect(runs).toHaveLength(40);
});
