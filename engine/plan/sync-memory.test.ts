import { describe, expect, it } from "vitest";
import { enrollment, klass, user } from "../testing/records.ts";
import { syncedFrom } from "../testing/resync.ts";
import {
  guardianOf,
  mapped,
  planned,
  smallestWorld,
  worldPlus,
  worldWith,
} from "../testing/world.ts";
import { emptyMemory, rememberSync } from "./sync-memory.ts";

const world = worldPlus({ users: [guardianOf("student")] });
const plan = planned(world).value;
const desired = mapped(world).value;
const none = new Set<never>();

describe("the memory of earlier syncs", () => {
  it("knows what a sync made, who is a course admin too", () => {
    const memory = rememberSync(emptyMemory, { desired, plan, failed: none });

    expect([...memory.courses, ...memory.sections, ...memory.associations]).toEqual([
      "c1",
      "k1",
      "guardian\nstudent",
    ]);
    expect(memory.enrollments.get("k1")).toEqual(
      new Map([
        ["student", { admin: false }],
        ["teacher", { admin: true }],
      ]),
    );
  });

  it("knows nothing of what was held, what failed, and what may not be applied", () => {
    const held = plan.changes.map((change) =>
      change.address === "enrollments/k1/student" ? { ...change, held: "shrink-total" } : change,
    );
    const course = plan.changes.find(({ kind }) => kind === "course");
    const failed = new Set(course === undefined ? [] : [course]);

    const memory = rememberSync(emptyMemory, { desired, plan: { ...plan, changes: held }, failed });

    expect(memory.courses).toEqual(new Set());
    expect([...(memory.enrollments.get("k1")?.keys() ?? [])]).toEqual(["teacher"]);
    const refused = { desired, plan: { ...plan, applyable: false }, failed: none };
    expect(rememberSync(emptyMemory, refused)).toBe(emptyMemory);
  });

  it("knows only of the tabs that were pressed", () => {
    const users = planned(world, { tabs: ["schools", "terms", "users"] }).value;

    const memory = rememberSync(emptyMemory, { desired, plan: users, failed: none });

    expect([memory.courses.size, memory.sections.size, memory.enrollments.size]).toEqual([0, 0, 0]);
    expect(memory.associations.size).toBe(1);
  });

  it("counts as synced whom the SIS enrolls now, though somebody had added them by hand", () => {
    const before = syncedFrom(smallestWorld);
    const later = worldPlus({ users: [user("u2")], enrollments: [enrollment("k1", "u2")] });

    expect(syncedFrom(later, {}, before).memory.enrollments.get("k1")?.has("u2")).toBe(true);
  });

  it("keeps what it knew of sections that the SIS no longer lists", () => {
    const before = syncedFrom(worldPlus({ classes: [klass("k2")] }));

    const { memory } = syncedFrom(worldWith({}), {}, before);

    expect(memory.sections).toEqual(new Set(["k1", "k2"]));
    expect(memory.enrollments.has("k2")).toBe(true);
  });
});
