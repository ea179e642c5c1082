import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { LmsFault } from "./fault.ts";

const lines = readFileSync(new URL("README.md", import.meta.url), "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, kind, example] = /^\| `([a-z-]+)` .*\| `(\{.*\})`\s*\|$/.exec(line) ?? [];
    return kind === undefined || example === undefined ? [] : [{ kind, example }];
  });

describe("the table of faults", () => {
  it("has a line for every kind", () => {
    const kinds = LmsFault.options.map(({ shape }) => shape.fault.value);

    expect(lines.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each(lines)("has an example of $kind that is one", ({ kind, example }) => {
    expect(LmsFault.parse(parse(example))).toMatchObject({ fault: kind });
  });
});
