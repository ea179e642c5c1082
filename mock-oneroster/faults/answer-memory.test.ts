import { expect, it } from "vitest";
import { createAnswerMemory } from "./answer-memory.ts";

it("forgets the oldest answers rather than grow without end", () => {
  const memory = createAnswerMemory();
  const url = (index: number): URL => new URL(`http://sis/users/${index}`);
  const bytes = new Uint8Array(1024 * 1024);
  for (let index = 0; index < 100; index += 1) {
    memory.remember(url(index), { status: 200, headers: new Headers(), bytes });
  }
  const known = Array.from({ length: 100 }, (_, index) => memory.recall("url", url(index)));

  expect(known[0]).toBeUndefined();
  expect(known[99]).toBeDefined();
  expect(known.filter((answer) => answer !== undefined).length).toBeLessThan(40);
});
