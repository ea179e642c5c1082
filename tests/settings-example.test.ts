import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { Settings } from "../contracts/run/settings.ts";
import { checkSetup } from "../engine/index.ts";
import { readYaml } from "../harness/read-yaml.ts";

const file = "docs/settings-example.yaml";

const Described = z.looseObject({ description: z.string().exactOptional() });
const Node = z.looseObject({
  properties: z.record(z.string(), z.unknown()).exactOptional(),
  anyOf: z.array(z.unknown()).exactOptional(),
});

/** The paths of fields that no sentence describes. */
function undescribed(schema: unknown, path = ""): readonly string[] {
  const { properties = {}, anyOf = [] } = Node.parse(schema);
  return [
    ...anyOf.flatMap((branch) => undescribed(branch, path)),
    ...Object.entries(properties).flatMap(([name, field]) => [
      ...(Described.parse(field).description === undefined ? [`${path}/${name}`] : []),
      ...undescribed(field, `${path}/${name}`),
    ]),
  ];
}

describe("the settings file", () => {
  it("has an example that parses, and whose set-up opens every tab", () => {
    const settings = readYaml(readFileSync(file, "utf8"), Settings, file);

    expect(settings.terms.map).toEqual({ "term-7": { gradingPeriod: "Fall 2026" } });
    expect(checkSetup({ settings }).filter(({ open }) => !open)).toEqual([]);
  });

  it("has a description of every field in its schema", () => {
    const schema: unknown = JSON.parse(readFileSync("docs/reference/settings.schema.json", "utf8"));

    expect(undescribed(schema)).toEqual([]);
  });
});
