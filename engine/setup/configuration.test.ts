import { describe, expect, it } from "vitest";
import type { SettingsInput } from "../../contracts/run/settings.ts";
import { codesOf, settingsWith } from "../testing/world.ts";
import { actingUserMessage } from "./acting-user.ts";
import { configurationNotes, configurationRefusals } from "./configuration.ts";
import type { SetupInput } from "./tab-state.ts";

type OneRosterInput = NonNullable<SettingsInput["oneRoster"]>;

function refusalsOf(own: SettingsInput, more: Partial<SetupInput> = {}): readonly string[] {
  return codesOf(configurationRefusals({ settings: settingsWith(own), ...more }));
}

const credentials = {
  domain: "https://x.infinitecampus.org/campus/oneroster/north",
  tokenUrl: "https://x.infinitecampus.org/campus/oauth2/token?appName=north",
  consumerId: "id",
  consumerSecret: "secret",
};

function withOneRoster(own: OneRosterInput): readonly string[] {
  return refusalsOf({ oneRoster: { ...credentials, ...own } });
}

describe("the Configuration tab", () => {
  it("is complete for a rehearsal that says nothing of it, and with all four fields (R51)", () => {
    expect(refusalsOf({})).toEqual([]);
    expect(withOneRoster({})).toEqual([]);
  });

  it.each(["domain", "tokenUrl", "consumerId", "consumerSecret"])(
    "cannot start without %s (R5, R51, R80)",
    (field) => {
      for (const version of ["1.1", "1.2"] as const) {
        const domain = version === "1.1" ? credentials.domain : "https://x.org/campus/api";

        expect(withOneRoster({ domain, version, [field]: " " })).toEqual(["credentials-missing"]);
      }
    },
  );

  it("misses a secret whose environment variable is not set (R5)", () => {
    const connection = { rootUrl: "", tokenUrl: "", clientId: "id", clientSecret: "" };
    const oneRoster = { consumerSecret: { env: "NO_SUCH_SECRET" } };

    expect(refusalsOf({ oneRoster }, { connection })).toEqual(["credentials-missing"]);
    expect(refusalsOf({ oneRoster })).toEqual([]);
  });

  it.each([
    [{ requirementsMet: false }, "requirements-open"],
    [{ appEnabled: false }, "app-not-enabled"],
  ])("waits for what others must do: %j (R6, R43)", (representative, code) => {
    expect(refusalsOf({ representative })).toEqual([code]);
  });

  it("takes OAuth 2 only: by a checkbox in 1.1, always in 1.2 (R15, R50, R80)", () => {
    expect(withOneRoster({ oauth2: false })).toEqual(["oauth2-unchecked"]);
    expect(refusalsOf({ oneRoster: { version: "1.2", oauth2: false } })).toEqual([]);
  });

  it("takes one version, 1.2 when the representative has opened it (R9, R11, R78, R79)", () => {
    const representative = { oneRoster12Confirmed: false };

    expect(refusalsOf({ representative })).toEqual([]);
    expect(refusalsOf({ representative, oneRoster: { version: "1.2" } })).toEqual([
      "version-not-opened",
    ]);
  });

  it("goes from 1.1 to 1.2 and never back (R10, R82, F26)", () => {
    expect(withOneRoster({ previousVersion: "1.1" })).toEqual([]);
    expect(refusalsOf({ oneRoster: { version: "1.2", previousVersion: "1.1" } })).toEqual([]);
    expect(withOneRoster({ previousVersion: "1.2" })).toEqual(["version-locked"]);
  });

  it.each([
    ["https://x.org/campus/oauth2/token", "token-url-without-app"],
    ["https://x.org/campus/oauth2/token?appName=", "token-url-without-app"],
    ["http://x.org/campus/oauth2/token?appName=a", "address-unusable"],
    ["x.org/token?appName=a", "address-unusable"],
  ])("refuses the SIS Authentication URL %s (R51, F73)", (tokenUrl, code) => {
    expect(withOneRoster({ tokenUrl })).toEqual([code]);
  });

  it("takes addresses of this computer, which are mocks, without encryption", () => {
    const [domain, tokenUrl] = ["http://localhost:1/campus", "http://127.0.0.1:1/t?appName=a"];

    expect(withOneRoster({ domain, tokenUrl })).toEqual([]);
  });

  it.each([
    ["1.1", "https://x.org/campus/api/oneroster/v1p2/app", ["domain-of-other-version"]],
    ["1.2", "https://x.org/campus/api/oneroster/v1p2/app", []],
    ["1.2", "https://x.org/campus/v1p1", ["domain-of-other-version"]],
    ["1.2", "https://x.org/campus/api/ims/oneroster/v1p1", []],
  ] as const)("with %s judges the domain %s (R54, R83, F72)", (version, domain, codes) => {
    expect(withOneRoster({ version, domain })).toEqual(codes);
  });

  it("says that a suffix of the domain is taken off (R54, R83, F72)", () => {
    const domain = `${credentials.domain}/ims/oneroster/v1p1`;
    const settings = settingsWith({ oneRoster: { domain } });

    expect(codesOf(configurationNotes({ settings }))).toEqual(["domain-suffix"]);
  });
});

describe("the Acting User", () => {
  it.each([
    [{ signedInAs: "someone" }, ["read-only"]],
    [{ isSystemAdmin: false }, ["read-only"]],
    [{ isActive: false }, ["read-only"]],
    [{ name: "ada", signedInAs: "ada" }, []],
  ])("must be a System Administrator to sync by hand: %j (R27, R57, R76)", (actingUser, codes) => {
    expect(refusalsOf({ actingUser })).toEqual(codes);
  });

  it("who left does not stop the schedule, unless told so (F87)", () => {
    const gone = { isActive: false } as const;
    const by = "schedule";
    const settings = settingsWith({ actingUser: gone });

    expect(refusalsOf({ actingUser: gone }, { by })).toEqual([]);
    expect(configurationNotes({ settings, by })[0]).toMatchObject({
      code: "acting-user-invalid",
      args: { why: "is not active", reaction: "goes on" },
    });
    expect(refusalsOf({ actingUser: { ...gone, whenInvalid: "stop" } }, { by })).toEqual([
      "acting-user-invalid",
    ]);
    expect(refusalsOf({ actingUser: { signedInAs: "someone" } }, { by })).toEqual([]);
  });

  it("reads that the app is theirs to change, others that it is not (R77)", () => {
    const { actingUser } = settingsWith();

    expect(actingUserMessage(actingUser, actingUser.name)).toMatch(/you can change/);
    expect(actingUserMessage(actingUser, "someone")).toMatch(/only look/);
  });
});
