import { describe, expect, it } from "vitest";
import { campusPersonMapping, createPersonKeys, type PersonKeys } from "./person-mapping.ts";

/** Keys of users of 1.2, each in one line: `sourcedId legacyId`. */
function keysOf(...users: readonly string[]): PersonKeys {
  const keys = createPersonKeys(campusPersonMapping);
  for (const user of users) {
    const [sourcedId = "", legacyId] = user.split(" ");
    keys.see(sourcedId, legacyId);
  }
  return keys;
}

describe("the key of a person", () => {
  it("is the same for every record of 1.1 and the one of 1.2 (Campus facts A.4)", () => {
    const keys = keysOf("guid-1 42", "guid-2 421");

    expect(["t42", "g42", "s421"].map((id) => keys.of("1.1", id))).toEqual(["42", "42", "421"]);
    expect(["guid-1", "guid-2"].map((id) => keys.of("1.2", id))).toEqual(["42", "421"]);
  });

  it("is found by a legacy id with its letter too", () => {
    const keys = keysOf("guid-1 t42");

    expect(["t42", "g42"].map((id) => keys.of("1.1", id))).toEqual([
      keys.of("1.2", "guid-1"),
      keys.of("1.2", "guid-1"),
    ]);
  });

  it("is the sourcedId of people who were imported, whose further records carry a letter", () => {
    const keys = keysOf("s17", "u-9");

    expect(["s17", "ts17", "u-9", "ext:coach-u-9"].map((id) => keys.of("1.1", id))).toEqual([
      "s17",
      "s17",
      "u-9",
      "u-9",
    ]);
  });

  it("is told by the sourcedId of 1.2 too, which an imported world has in 1.1 as well", () => {
    const keys = keysOf("0cdc382f 42");

    expect(["0cdc382f", "g0cdc382f"].map((id) => keys.of("1.1", id))).toEqual(["42", "42"]);
  });

  it("is the id itself when 1.2 does not have the person", () => {
    const keys = keysOf("guid-1 42");

    expect([keys.of("1.1", "s7"), keys.of("1.2", "guid-7")]).toEqual(["s7", "guid-7"]);
    expect([keys.has("42"), keys.has("7")]).toEqual([true, false]);
  });
});
