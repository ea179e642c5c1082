import { describe, expect, it } from "vitest";
import { generateDistrict } from "../../district/generate-district.ts";
import { profileNames, profiles } from "../../profiles/profiles.ts";
import type { World } from "../../store/world.ts";
import { hostileWorld } from "../../testing/hostile-world.ts";
import { richWorld } from "../../testing/rich-world.ts";
import { personRow, relationshipRow } from "../../testing/rows.ts";
import { createProjection } from "../projection.ts";
import { createRefs } from "../refs.ts";
import { createRenderer } from "../render.ts";

const worlds: readonly (readonly [string, () => World])[] = [
  ["a world with a value in every field", richWorld],
  ["a world of hostile texts", hostileWorld],
  ["a world of odd ids", oddIds],
  [
    "a district with every data problem",
    () =>
      generateDistrict({
        seed: 6,
        students: 80,
        schools: 2,
        asOf: "2026-09-01",
        dirt: { all: 0.3 },
      }),
  ],
];

/** People of odd ids, who are contacts of a student and students of each other. */
function oddIds(): World {
  const world = richWorld();
  const ids = ['a"b', "x y", "é", "../x", "back\\slash", "\u2028", "\ud800"];
  for (const [index, id] of ids.entries()) {
    const idForm = index % 2 === 0 ? "written" : "campus";
    world.people.put({ ...personRow({ id, givenName: id, familyName: id }), idForm });
    world.relationships.put(relationshipRow({ person: "101", contact: id }));
    world.relationships.put(relationshipRow({ person: id, contact: ids[index - 1] ?? "102" }));
  }
  return world;
}

describe.each(["1.1", "1.2"] as const)("a page of users of %s", (version) => {
  it.each(worlds)("is the JSON of its records in %s", (_title, makeWorld) => {
    for (const name of profileNames) {
      const view = createProjection(makeWorld(), version, profiles[name].style).view("user");
      const ref = createRefs(version, 'http://a",{}b');
      const renderer = createRenderer({ view, ref, restyle: undefined, keptBytesMax: 1 << 16 });
      const records = Array.from(view.handles, (handle) => view.record(handle, ref));

      const page = renderer.page(view.handles, { before: '{"users":', after: "}" }).toString();

      expect(records.length).toBeGreaterThan(0);
      expect(page).toBe(JSON.stringify({ users: records }));
    }
  });

  it("names every person by the same id as the list does, whatever the id holds", () => {
    const view = createProjection(oddIds(), version, profiles.standard.style).view("user");
    const ref = createRefs(version, "http://sis.test");

    for (const handle of view.handles) {
      const { sourcedId } = view.record(handle, ref);
      expect(sourcedId).toBe(view.sourcedIdAt(handle));
    }
  });
});
