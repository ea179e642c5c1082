import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { act } from "../../testing/act.ts";
import { countWrites } from "../../testing/dump-world.ts";
import { smallWorld } from "../../testing/small-world.ts";
import { SisAction } from "./sis-action.ts";

const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^\| `(.+?)`/gm)].map(([, text = ""]) =>
  SisAction.parse(parse(text)),
);

/** What must have happened before an example can. */
const before: Readonly<Record<string, unknown>> = {
  restore: { action: "mark-deleted", kind: "class", record: "first" },
  "activate-year": { action: "roll-year-over" },
};

describe("the examples of the README", () => {
  it("name every action once", () => {
    const names = SisAction.options.flatMap(({ shape }) => [...shape.action.values]);

    expect(examples.map(({ action }) => action).toSorted()).toEqual(names.toSorted());
  });

  it.each(examples)("can be played: $action", (example) => {
    const world = smallWorld();
    const prepare = before[example.action];
    if (prepare !== undefined) act(world, prepare);
    const writes = countWrites(world);

    act(world, example);

    expect(countWrites(world)).toBeGreaterThan(writes);
  });
});
