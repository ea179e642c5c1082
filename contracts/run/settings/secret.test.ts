import { describe, expect, it } from "vitest";
import { Settings, withSecrets } from "../settings.ts";
import { secretText } from "./secret.ts";

const written = {
  oneRoster: { consumerSecret: { env: "SIS_SECRET" } },
  schoology: { consumerSecret: { env: "LMS_SECRET" } },
};

describe("a secret of the settings", () => {
  it("may be the name of an environment variable (R53)", () => {
    const settings = withSecrets(Settings.parse(written), { SIS_SECRET: "a", LMS_SECRET: "b" });

    expect(secretText(settings.oneRoster.consumerSecret)).toBe("a");
    expect(secretText(settings.schoology.consumerSecret)).toBe("b");
  });

  it("stays a name, and has no text, while the variable is not set", () => {
    const settings = withSecrets(Settings.parse(written), {});

    expect(settings.oneRoster.consumerSecret).toEqual({ env: "SIS_SECRET" });
    expect(secretText(settings.oneRoster.consumerSecret)).toBe("");
  });

  it("may stand in the file itself, which the environment does not change", () => {
    const settings = Settings.parse({ oneRoster: { consumerSecret: "SIS_SECRET" } });

    expect(withSecrets(settings, { SIS_SECRET: "a" })).toEqual(settings);
  });

  it("takes no name that is none", () => {
    const parsed = Settings.safeParse({ oneRoster: { consumerSecret: { env: "A B" } } });

    expect(parsed.success).toBe(false);
  });
});
