import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCollection, type Collection } from "../collection.ts";
import { pairKey } from "../lms-store.ts";
import { enrollmentCells } from "../record-cells.ts";
import { EnrollmentRecord } from "../records.ts";
import { createColumnCollection } from "./column-collection.ts";

type Enrollments = Collection<EnrollmentRecord, "member", "section" | "user">;

const firstId = 1_000_000_001;

function createColumns(): Enrollments {
  return createColumnCollection(
    {
      ...enrollmentCells,
      schema: EnrollmentRecord,
      firstId,
      unique: { member: ["sectionId", "userId"] },
      groups: { section: "sectionId", user: "userId" },
    },
    () => undefined,
  );
}

/** The same collection made of objects: the model to compare with. */
function createObjects(): Enrollments {
  return createCollection(
    {
      schema: EnrollmentRecord,
      firstId,
      unique: { member: (member) => pairKey(member.sectionId, member.userId) },
      groups: { section: (member) => member.sectionId, user: (member) => member.userId },
    },
    () => undefined,
  );
}

const sections = [300_000_001, 300_000_002, 4_294_967_295];
const users = [100_000_001, 100_000_002, 100_000_003, 100_000_004];

const step = fc.record({
  what: fc.constantFrom("add", "add", "replace", "remove"),
  id: fc.integer({ min: firstId, max: firstId + 20 }),
  sectionId: fc.constantFrom(...sections),
  userId: fc.constantFrom(...users),
  admin: fc.constantFrom(0, 1),
  status: fc.integer({ min: 1, max: 5 }),
  source: fc.constantFrom("manual", "synced"),
  archivedBy: fc.constantFrom("", "unenroll", "deactivation"),
});
type Step = Parameters<Parameters<typeof step.map>[0]>[0];

function perform(collection: Enrollments, { what, id, ...fields }: Step): void {
  const holder = collection.find("member", pairKey(fields.sectionId, fields.userId));
  if (what === "remove") collection.remove(id);
  else if (what === "add" && holder === undefined) {
    collection.add((newId) => EnrollmentRecord.parse({ id: newId, ...fields }));
  } else if (collection.get(id) !== undefined && (holder === undefined || holder.id === id)) {
    collection.replace(EnrollmentRecord.parse({ id, ...fields }));
  }
}

function everythingOf(collection: Enrollments): unknown {
  return {
    saved: collection.save(),
    size: collection.size,
    values: [...collection.values()],
    counts: [collection.groupCount("section"), collection.groupCount("user")],
    bySection: sections.map((key) => collection.list("section", key)),
    byUser: users.map((key) => collection.list("user", key)),
    found: sections.flatMap((section) =>
      users.map((user) => collection.find("member", pairKey(section, user))),
    ),
  };
}

const steps = fc.array(step, { maxLength: 80 });

describe("column collection", () => {
  it("is to its callers what a collection of objects is", () => {
    fc.assert(
      fc.property(steps, (made) => {
        const [columns, objects] = [createColumns(), createObjects()];
        for (const one of made) {
          perform(columns, one);
          perform(objects, one);
        }

        expect(everythingOf(columns)).toEqual(everythingOf(objects));
      }),
    );
  });

  it.each([
    ["columns", createColumns],
    ["objects", createObjects],
  ])("is the same again after its changes, or a dump and those after it: %s", (_kind, create) => {
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const original = create();
        const [replayed, restored] = [create(), create()];
        original.changes.watch((change) => replayed.changes.apply(change));
        for (const one of before) perform(original, one);
        const dump = original.changes.dump();
        const later: Uint8Array[] = [];
        original.changes.watch((change) => {
          replayed.changes.apply(change);
          later.push(change);
        });
        for (const one of after) perform(original, one);
        for (const change of [...dump, ...later]) restored.changes.apply(change);

        expect(everythingOf(replayed)).toEqual(everythingOf(original));
        expect(everythingOf(restored)).toEqual(everythingOf(original));
      }),
    );
  });

  it("loads what it saved, and what a collection of objects saved", () => {
    const [columns, objects, loaded] = [createColumns(), createObjects(), createColumns()];
    for (const collection of [columns, objects]) {
      for (const userId of users) {
        collection.add((id) => ({
          id,
          sectionId: 300_000_001,
          userId,
          admin: 1,
          status: 5,
          source: "manual",
          archivedBy: "unenroll",
        }));
      }
      collection.remove(firstId + 3);
    }

    loaded.load(structuredClone(objects.save()));

    expect(everythingOf(loaded)).toEqual(everythingOf(columns));
    expect(loaded.nextId).toBe(firstId + 4);
  });

  it("keeps thousands of rows apart, in order, while rows come and go", () => {
    const columns = createColumns();
    for (let index = 0; index < 20_000; index += 1) {
      columns.add((id) => ({
        id,
        sectionId: 300_000_001 + (index % 700),
        userId: 100_000_001 + index,
        admin: 0,
        status: 1,
        source: "synced",
        archivedBy: "",
      }));
    }
    for (let index = 0; index < 20_000; index += 3) columns.remove(firstId + index);

    const listed = columns.list("section", 300_000_008).map(({ id }) => id - firstId);

    expect(columns.size).toBe(20_000 - 6_667);
    expect(listed).toEqual(
      Array.from({ length: 29 }, (_, count) => 7 + 700 * count).filter((row) => row % 3 !== 0),
    );
    expect(columns.find("member", pairKey(300_000_008, 100_000_008))?.id).toBe(firstId + 7);
    expect(columns.find("member", pairKey(300_000_001, 100_000_001))).toBeUndefined();
    expect([...columns.values()]).toHaveLength(columns.size);
  });

  it("calls numbers that do not fit, ids from elsewhere and repeated pairs bugs", () => {
    const columns = createColumns();
    const member = {
      sectionId: 1,
      userId: 1,
      admin: 0,
      status: 1,
      source: "synced",
      archivedBy: "",
    } as const;
    columns.add((id) => ({ id, ...member }));

    expect(() => columns.add((id) => ({ id, ...member }))).toThrow("repeats the member");
    expect(() => columns.add((id) => ({ id, ...member, userId: 2 ** 32 }))).toThrow("fits");
    expect(() => columns.add(() => ({ id: firstId - 1, ...member, userId: 2 }))).toThrow("outside");
    expect(() => columns.replace({ id: firstId + 9, ...member })).toThrow("not there");
    expect(columns.size).toBe(1);
  });

  it.each([[[]], [[1, 2, 3]], [[9, 0, 0, 0, 1, 0, 0, 0]], [Array.from({ length: 16 }, () => 1)]])(
    "refuses bytes that are no change: %j",
    (bytes) => {
      expect(() => createColumns().changes.apply(Uint8Array.from(bytes))).toThrow("bug");
      expect(() => createObjects().changes.apply(Uint8Array.from(bytes))).toThrow(Error);
    },
  );
});
