import { describe, expect, it } from "vitest";
import { startTestMock } from "../../testing/ask.ts";
import { personRow } from "../../testing/rows.ts";
import { smallWorld } from "../../testing/small-world.ts";
import type { World } from "../../store/world.ts";

const settings = [{ name: "style.householdMetadata", value: "on" }];

function worldWithPhones(): World {
  const world = smallWorld();
  const names = { givenName: "Given 3001", familyName: "Family 3001" };
  world.people.put(personRow({ id: "3001", ...names, phone: "218-555-0101", sms: "218-555-0102" }));
  return world;
}

/** The metadata of the demographics of a student in 1.1, and of the user. */
async function metadataOf(
  id: string,
  parts = { settings },
): Promise<{ readonly home: unknown; readonly user: unknown }> {
  const { all } = await startTestMock(worldWithPhones(), parts);
  const find = async (path: string): Promise<unknown> =>
    (await all("1.1", path)).find(({ sourcedId }) => sourcedId === id)?.["metadata"];
  return { home: await find("/demographics"), user: await find("/users") };
}

describe("what Campus adds about the home (facts A.6)", () => {
  it("is an address and phone numbers on demographics, and an index suffix on users", async () => {
    const { home, user } = await metadataOf("s1001");

    expect(home).toMatchObject({
      ic_address: {
        number: expect.stringMatching(/^\d+$/),
        street: expect.any(String),
        tag: expect.any(String),
        city: expect.any(String),
        state: "MN",
        zipcode: expect.stringMatching(/^\d{5}$/),
        districtResidenceName: "Small District",
        districtResidenceNumber: expect.any(String),
        sourcedId: expect.stringMatching(/^[\da-f-]{36}$/),
      },
      ic_homePhone: "218-555-0101",
      ic_cellPhone: "218-555-0102",
    });
    expect(user).toMatchObject({ ic_indexSuffix: "" });
  });

  it("is one address for those who share their first contact", async () => {
    const { home: one } = await metadataOf("s1001");

    expect((await metadataOf("s1011")).home).toEqual(one);
    expect((await metadataOf("s1003")).home).not.toEqual(one);
  });

  it("is not sent unless the setting says so, nor without the metadata of Campus", async () => {
    const off = [...settings, { name: "style.campusMetadata", value: "off" }];

    for (const parts of [{ settings: [] }, { settings: off }]) {
      expect(JSON.stringify(await metadataOf("s1001", parts))).not.toMatch(/ic_address|ic_index/);
    }
  });
});
