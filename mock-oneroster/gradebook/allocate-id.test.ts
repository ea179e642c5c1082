import { expect, it } from "vitest";
import { allocateId } from "./allocate-id.ts";

it("gives the same id for the same seed, and another while that one is taken", () => {
  const first = allocateId("post", () => false);

  expect(allocateId("post", () => false)).toBe(first);
  expect(allocateId("other", () => false)).not.toBe(first);
  expect(allocateId("post", (id) => id === first)).not.toBe(first);
});
