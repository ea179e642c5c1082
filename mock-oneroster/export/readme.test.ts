import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { standIns } from "./stand-ins.ts";

const lines = readFileSync(new URL("README.md", import.meta.url), "utf8")
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("the README", () => {
  it("has every stand-in, as the code has it", () => {
    const told = standIns.map(({ file, column, versions, says }) => {
      const where = versions.length === 2 ? "both" : (versions[0] ?? "");
      return [`${file}.${column}`, where, says];
    });

    for (const cells of told) expect(lines).toContainEqual(["", ...cells, ""]);
  });
});
