import { describe, expect, it } from "vitest";
import type { WireRecord } from "../refs.ts";
import { startTestMock } from "../../testing/ask.ts";
import { personRow } from "../../testing/rows.ts";
import { smallWorld } from "../../testing/small-world.ts";

/** The user of 1.2 with a family name, under one setting. */
async function userUnder(setting: string, familyName: string): Promise<WireRecord | undefined> {
  const world = smallWorld();
  const [noMail, sam] = [{ email: undefined }, { givenName: "Sam", familyName: "Import" }];
  world.people.put(personRow({ id: "import-1", idForm: "written", ...sam, ...noMail }));
  const student = world.people.get("1001");
  if (student !== undefined) world.people.put({ ...student, ...noMail });
  const [name = "", value = ""] = setting.split("=");
  const { all } = await startTestMock(world, { settings: [{ name, value }] });
  return (await all("1.2", "/users")).find((user) => user["familyName"] === familyName);
}

describe("the legacy id of a 1.2 user (F24, facts A.4)", () => {
  it.each([
    ["style.legacyIds=bare", "Family 1001", "1001"],
    ["style.legacyIds=with-letter", "Family 1001", "s1001"],
    ["style.legacyIds=with-letter", "Staff 2004", "a2004"],
    ["style.legacyIds=with-letter", "Family 3003", "r3003"],
  ])("is by %s that of %s: %s", async (setting, familyName, legacyId) => {
    const user = await userUnder(setting, familyName);

    expect(user?.["metadata"]).toMatchObject({ "ic.legacySourcedId": legacyId });
  });

  it("is the letter of the first role where a person has several (F22, F25)", async () => {
    const user = await userUnder("style.legacyIds=with-letter", "Staff 2001");

    expect(user?.["metadata"]).toMatchObject({ "ic.legacySourcedId": "t2001" });
  });

  it("may be absent while relationships are sent", async () => {
    const user = await userUnder("style.legacyIds=absent", "Family 1001");

    expect(user?.["metadata"]).toHaveProperty("ic_relationships");
    expect(user?.["metadata"]).not.toHaveProperty(["ic.legacySourcedId"]);
  });
});

describe("an e-mail address that is not there (F18, facts A.6)", () => {
  it("is left out", async () => {
    expect(await userUnder("style.missingEmails=left-out", "Family 1001")).not.toHaveProperty(
      "email",
    );
  });

  it("may be an empty text", async () => {
    expect(await userUnder("style.missingEmails=empty", "Family 1001")).toHaveProperty("email", "");
  });

  it("stays as an import has it", async () => {
    expect(await userUnder("style.missingEmails=empty", "Import")).not.toHaveProperty("email");
  });
});
