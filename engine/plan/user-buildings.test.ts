import { describe, expect, it } from "vitest";
import { appliedTo, emptyLms } from "../testing/lms-model.ts";
import { ref, school, user } from "../testing/records.ts";
import { planned, settingsWith, worldPlus } from "../testing/world.ts";

describe("the buildings of a user", () => {
  it("are one in the sync, which never speaks of additional ones and so keeps them (R108, R109)", () => {
    const both = (own: object): ReturnType<typeof worldPlus> =>
      worldPlus({
        orgs: [school("s2")],
        users: [user("both", { orgs: [ref("s1"), ref("s2")], ...own })],
      });
    const first = planned(both({})).value;
    const lms = appliedTo(emptyLms, first);
    const settings = settingsWith({ users: { schools: ["s2"] } });
    const moved = planned(both({ familyName: "New" }), { lms, settings }).value;

    for (const { changes } of [first, moved]) {
      const change = changes.find(({ address }) => address === "users/both");

      expect(change?.after).toHaveProperty("building");
      expect(change?.after).not.toHaveProperty("additional_buildings");
    }
  });
});
