import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idPolicyDefault, type World } from "../../store/world.ts";
import { generateDistrict } from "../../district/generate-district.ts";
import { hostileWorld } from "../../testing/hostile-world.ts";
import { richWorld } from "../../testing/rich-world.ts";
import { rosterRow } from "../../testing/rows.ts";
import { createProjection } from "../projection.ts";
import { createPageBytes, recordBytesMax } from "../record-writer.ts";
import { createRefs } from "../refs.ts";
import { createRenderer } from "../render.ts";
import { wireStyleDefault } from "../wire-style.ts";

const versions = ["1.1", "1.2"] as const;
const root = "http://sis.test:8080/campus";

interface Written {
  /** Pages as the renderer makes them, one after the other. */
  readonly pages: readonly string[];
  /** The pages by way of objects. */
  readonly byObjects: readonly string[];
  /** How many records the writer left to be made as objects. */
  readonly left: number;
  readonly records: number;
}

function writeAll(world: World, version: (typeof versions)[number], rootUrl = root): Written {
  const view = createProjection(world, version, wireStyleDefault).view("enrollment");
  const ref = createRefs(version, rootUrl);
  const writer = view.writer?.(ref);
  const place = createPageBytes(recordBytesMax);
  const renderer = createRenderer({ view, ref, restyle: undefined, keptBytesMax: 1 << 16 });
  const handles = Array.from(view.handles);
  const middle = Math.ceil(handles.length / 2);
  const pages = [handles, handles.slice(0, middle), handles.slice(middle), handles.toReversed()];
  return {
    pages: pages.map((page) =>
      renderer.page(Uint32Array.from(page), { before: '{"a":', after: "}" }).toString(),
    ),
    byObjects: pages.map(
      (page) => `{"a":${JSON.stringify(page.map((handle) => view.record(handle, ref)))}}`,
    ),
    left: handles.filter((handle) => (writer?.write(handle, place, 0) ?? -1) === -1).length,
    records: handles.length,
  };
}

describe.each(versions)("enrollments of %s written as bytes", (version) => {
  it("are what their objects are in JSON, and hardly one is made as an object", () => {
    const district = generateDistrict({ seed: 5, students: 200, schools: 2, asOf: "2026-09-01" });

    const { pages, byObjects, left, records } = writeAll(district, version);

    expect(pages).toEqual(byObjects);
    expect(left).toBe(0);
    expect(records).toBeGreaterThan(500);
  });

  it.each([
    ["a world with a value in every field", richWorld],
    ["a world of hostile texts", hostileWorld],
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
  ])("are the same in %s", (_title, makeWorld) => {
    const { pages, byObjects } = writeAll(makeWorld(), version);

    expect(pages).toEqual(byObjects);
  });

  it("are the same under a host with quotes in its name", () => {
    const { pages, byObjects } = writeAll(richWorld(), version, 'http://a",{}b');

    expect(pages).toEqual(byObjects);
  });

  it("are the same where neighbours sit in two classes by turns", () => {
    const world = generateDistrict({ seed: 8, students: 40, schools: 1, asOf: "2026-09-01" });
    const [a, b] = world.sections.values();
    const { person = "" } = [...world.rosters.values()][0] ?? {};
    for (const [place, section] of [a, b, a, b].entries()) {
      if (section === undefined) throw new Error("There are two sections at least.");
      const { id, school } = section;
      world.rosters.put(rosterRow({ id: `zz${place}`, section: id, school, person }));
    }

    const { pages, byObjects } = writeAll(world, version);

    expect(pages).toEqual(byObjects);
  });

  it("are the same whatever becomes a GUID", () => {
    fc.assert(
      fc.property(
        fc.record({ user: policy, class: policy, org: policy, enrollment: policy }),
        (some) => {
          const world = generateDistrict({ seed: 7, students: 15, schools: 1, asOf: "2026-09-01" });
          world.setView({ idPolicy: { ...idPolicyDefault, ...some } });

          const { pages, byObjects } = writeAll(world, version);

          expect(pages).toEqual(byObjects);
        },
      ),
      { numRuns: 16 },
    );
  });

  it("are the same whatever the texts", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 5 }),
      fc.string({ unit: "grapheme", maxLength: 90 }),
    );
    const known = richWorld();
    const oneOf = (rows: Iterable<{ readonly id: string }>): fc.Arbitrary<string> =>
      fc.oneof(fc.constantFrom(...Array.from(rows, ({ id }) => id)), text);
    const seat = fc.record({
      id: fc.oneof(fc.constantFrom("x1", "x2", "x3", "x4"), text),
      section: oneOf(known.sections.values()),
      person: oneOf(known.people.values()),
      school: oneOf(known.orgs.values()),
      role: text,
      primary: fc.option(text, { nil: undefined }),
      beginDate: fc.option(text, { nil: undefined }),
      // Most seats are such as the writer writes, and some are left to their objects.
      endDate: mostlyAbsent(fc.string({ minLength: 4_000, maxLength: 4_200 })),
      metadata: mostlyAbsent(fc.constant({ note: "x" })),
    });
    fc.assert(
      fc.property(fc.array(seat, { maxLength: 6 }), (seats) => {
        const world = richWorld();
        const [like] = world.sections.values();
        for (const row of seats) {
          world.rosters.put(rosterRow(row));
          // Sections of odd ids are there as well.
          if (like !== undefined && !world.sections.has(row.section)) {
            world.sections.put({ ...like, id: row.section });
          }
        }

        const { pages, byObjects } = writeAll(world, version);

        expect(pages).toEqual(byObjects);
      }),
    );
  });
});

const policy = fc.constantFrom("same" as const, "newGuid" as const);

function mostlyAbsent<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 8 },
    { arbitrary: value, weight: 1 },
  );
}
