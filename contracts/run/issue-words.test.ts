import { describe, expect, it } from "vitest";
import * as z from "zod";
import { issueWords } from "./issue-words.ts";

const Order = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("one"),
    name: z.string().min(1).max(5),
    count: z.int().min(1).exactOptional(),
    on: z.boolean().exactOptional(),
    day: z.iso.date().exactOptional(),
    how: z.enum(["end", "drop"]).exactOptional(),
    list: z.array(z.union([z.string(), z.number()])).exactOptional(),
  }),
  z.strictObject({ kind: z.literal("two") }),
]);
const Move = z.union([
  z.strictObject({ to: z.iso.datetime() }),
  z.strictObject({ forwardSeconds: z.number().min(0) }),
]);

function wordsOf(schema: z.ZodType, value: unknown): string {
  const { error } = schema.safeParse(value);
  return error === undefined ? "" : issueWords(error);
}

describe("words for what a schema refuses", () => {
  it.each([
    [{ kind: "one", name: "x" }, ""],
    [{ kind: "one" }, "name is missing: it has to be text."],
    [{ kind: "one", name: 5 }, "name has to be text."],
    [{ kind: "one", name: "" }, "name has to be at least 1 characters long."],
    [{ kind: "one", name: "long name" }, "name has to be at most 5 characters long."],
    [{ kind: "one", name: "x", count: 0 }, "count has to be at least 1."],
    [{ kind: "one", name: "x", count: 1.5 }, "count has to be a whole number."],
    [{ kind: "one", name: "x", on: "yes" }, "on has to be true or false."],
    [{ kind: "one", name: "x", day: "x" }, "day has to be a day such as 2026-12-01."],
    [{ kind: "one", name: "x", how: "x" }, "how has to be end or drop."],
    [{ kind: "one", name: "x", list: [{}] }, "list.0 has to be text or a number."],
    [{ kind: "one", name: "x", nmae: 1 }, "It has no field called nmae."],
    [{ kind: "three" }, "kind has to name one that there is."],
    [5, "It has to be an object with fields."],
  ])("say of %j: %s", (value, words) => {
    expect(wordsOf(Order, value)).toBe(words);
  });

  it("speak of the form that is nearest, and are bounded", () => {
    expect(wordsOf(Move, { to: "x" })).toBe("to has to be a moment such as 2026-12-01T06:00:00Z.");
    expect(wordsOf(z.array(z.string()), Array(12).fill(1))).toMatch(/^0 has .* And 2 more\.$/);
  });
});
