import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderReferences } from "../build/reference.ts";

describe("generated references", () => {
  it.each([...renderReferences()])(
    "docs/reference/%s is what the code says; else run npm run docs",
    (name, text) => {
      expect(readFileSync(`docs/reference/${name}`, "utf8")).toBe(text);
    },
  );
});
