import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { SisFault } from "./fault.ts";

const kinds = SisFault.options.map(({ shape }) => shape.fault.value);

describe("SisFault", () => {
  it.each(kinds.filter((kind) => kind !== "latency"))("needs no more than a name: %s", (fault) => {
    expect(SisFault.parse({ fault })).toMatchObject({ fault });
  });

  it("refuses what it does not know, and a wait that would never end", () => {
    expect(SisFault.safeParse({ fault: "gremlins" }).success).toBe(false);
    expect(SisFault.safeParse({ fault: "empty-page", often: true }).success).toBe(false);
    expect(SisFault.safeParse({ fault: "empty-page", match: { host: "x" } }).success).toBe(false);
    expect(SisFault.safeParse({ fault: "latency", ms: 600_001 }).success).toBe(false);
    expect(SisFault.safeParse({ fault: "latency" }).success).toBe(false);
  });

  it("makes a JSON schema in which everything is described", () => {
    const schema = z.toJSONSchema(SisFault, { io: "input" });

    expect(undescribed(schema, "")).toEqual([]);
    expect(schema.oneOf).toHaveLength(kinds.length);
  });

  it("has an example of every kind in the README, each of which is right", () => {
    const readme = readFileSync(new URL("README.md", import.meta.url), "utf8");
    const examples = [...readme.matchAll(/`(\{ fault: .*? \})`/g)].map(([, yaml = ""]) =>
      SisFault.parse(parse(yaml)),
    );

    expect(new Set(examples.map(({ fault }) => fault))).toEqual(new Set(kinds));
  });
});

/** The paths of properties without a description. The name of the kind says itself what it is. */
function undescribed(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    const below = undescribed(value, `${path}/${key}`);
    if (!path.endsWith("/properties") || key === "fault") return below;
    return JSON.stringify(value).includes('"description"') ? below : [`${path}/${key}`, ...below];
  });
}
