import { describe, expect, it } from "vitest";
import { Scenario } from "../contracts/run/scenario.ts";
import { Settings } from "../contracts/run/settings.ts";
import { InputError } from "./input-error.ts";
import { readYaml } from "./read-yaml.ts";

describe("readYaml", () => {
  it("names file, line, column and the allowed words", () => {
    const text = "oneRoster:\n  version: '1.3'\n";

    expect(() => readYaml(text, Settings, "app.yaml")).toThrowErrorMatchingInlineSnapshot(
      `[InputError: app.yaml:2:12: oneRoster.version: Write "1.1" or "1.2", in quotes.]`,
    );
  });

  it("points at an unknown word's parent", () => {
    expect(() => readYaml("schols: {}\n", Settings, "app.yaml")).toThrow(/app\.yaml:1:1: .*schols/);
  });

  it("says which expectation of a step is wrong, not that the step is none of the kinds", () => {
    const text = [
      "formatVersion: 1",
      "id: x",
      "title: x",
      "why: x",
      "seed: 1",
      "start: 2026-08-03T12:00:00Z",
      'oneRoster: "1.1"',
      "district: { preset: tiny }",
      "steps:",
      "  - sync: all",
      "  - expect:",
      "      writes: none",
    ].join("\n");

    expect(() => readYaml(text, Scenario, "s.yaml")).toThrow(
      /^s\.yaml:12:15: steps\.1\.expect\.writes/,
    );
  });

  it.each([
    ["a tab where spaces belong", "a:\n\t- b\n"],
    ["an unclosed quote", 'a: "b\n'],
    ["nothing at all", ""],
    ["a list where a map belongs", "- 1\n"],
    ["a bomb of aliases", bomb()],
  ])("turns %s into an input error", (_name, text) => {
    expect(() => readYaml(text, Scenario, "s.yaml")).toThrow(InputError);
  });
});

function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 9; level += 1) {
    const previous = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => previous).join(", ")}]`);
  }
  return lines.join("\n");
}
