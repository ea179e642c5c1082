import { describe, expect, it } from "vitest";
import { InputError } from "./input-error.ts";
import { layeredSettings, mergeSettings } from "./settings.ts";

describe("layered settings", () => {
  it("start from everything mapped, and later layers win part by part", () => {
    const settings = layeredSettings(
      [{ guards: { policy: "off" } }, { guards: { rolledInPercent: 5 } }],
      "x.yaml",
    );

    expect(settings.schools.default).toBe("create");
    expect(settings.guards).toMatchObject({ policy: "off", rolledInPercent: 5 });
  });

  it("say which file holds a layer that does not fit", () => {
    const build = (): unknown =>
      layeredSettings([{ guards: { policy: "loud" } }], "x.scenario.yaml");

    expect(build).toThrow(InputError);
    expect(build).toThrow(/x\.scenario\.yaml.*policy/s);
  });

  it("cannot be used to reach an object's prototype", () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true}}');

    expect(mergeSettings({ a: 1 }, hostile)).toEqual({ a: 1 });
    expect({}).not.toHaveProperty("polluted");
  });
});
