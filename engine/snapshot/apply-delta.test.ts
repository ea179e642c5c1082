import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { enrollment, klass, user } from "../testing/records.ts";
import { smallestWorld, type World } from "../testing/world.ts";
import { applyDelta, type RosterDelta } from "./apply-delta.ts";
import { createRosterBuilder } from "./build-roster.ts";
import { collections, type Collection, type Roster } from "./roster.ts";

/** What a server that keeps tombstones answers: everything, or only what changed after a moment. */
function read(world: Partial<World>): { readonly full: Roster; readonly delta: RosterDelta } {
  const builder = createRosterBuilder("1.1");
  for (const name of collections) builder.add(name, world[name] ?? []);
  const gone = builder.gone();
  const full = builder.finish().value;
  return { full, delta: { changed: full, gone } };
}

const tombstone = { status: "tobedeleted" };
const students = (roster: Roster): readonly string[] =>
  (roster.enrollments.get("k1") ?? []).map(({ userId }) => userId);

describe("applyDelta", () => {
  const { full: previous } = read(smallestWorld);

  it("changes nothing when nothing changed", () => {
    expect(applyDelta(previous, read({}).delta)).toEqual(previous);
  });

  it("keeps what a delta does not speak of: absence proves nothing there (F83)", () => {
    const { delta } = read({ users: [user("student", { givenName: "New" })] });

    const now = applyDelta(previous, delta);

    expect(now.people.get("student")?.givenName).toBe("New");
    expect(now.people.get("teacher")).toEqual(previous.people.get("teacher"));
    expect(students(now)).toEqual(["student", "teacher"]);
  });

  it("ends what is marked tobedeleted (F66)", () => {
    const { delta } = read({ enrollments: [enrollment("k1", "student", tombstone)] });

    expect(students(applyDelta(previous, delta))).toEqual(["teacher"]);
  });

  it("ends what is marked tobedeleted though nothing more is said of it (F66)", () => {
    const bare = { sourcedId: "k1-student", ...tombstone };
    const { delta } = read({ enrollments: [bare], users: [{ ...bare, sourcedId: "teacher" }] });

    const now = applyDelta(previous, delta);

    expect(students(now)).toEqual(["teacher"]);
    expect([...now.people.keys()]).toEqual(["student"]);
  });

  it("moves an enrollment whose class changed", () => {
    const moved = enrollment("k2", "student", { sourcedId: "k1-student" });
    const { delta } = read({ classes: [klass("k2")], enrollments: [moved] });

    const now = applyDelta(previous, delta);

    expect(students(now)).toEqual(["teacher"]);
    expect(now.enrollments.get("k2")?.map(({ userId }) => userId)).toEqual(["student"]);
  });

  it("stays incomplete until a full reading", () => {
    const incomplete = new Set<Collection>(["users"]);

    const now = applyDelta({ ...previous, incomplete }, read({}).delta);

    expect([...now.incomplete]).toEqual(["users"]);
  });

  it("comes to what a full reading comes to, after any history that leaves tombstones", () => {
    const step = fc.record({
      userId: fc.constantFrom("u1", "u2", "u3", "u4"),
      classId: fc.constantFrom("k1", "k2", "k3"),
      name: fc.constantFrom("A", "B"),
      what: fc.constantFrom("user", "class", "enroll", "move", "end-user", "end-class", "leave"),
    });
    const history = fc.array(step, { maxLength: 20 });
    fc.assert(
      fc.property(history, history, (before, after) => {
        const server = new Map<string, Entry>();
        play(server, before, 1);
        const { full: first } = read(worldOf(server, 0));
        play(server, after, 2);

        const now = applyDelta(first, read(worldOf(server, 1)).delta);

        const { full } = read(worldOf(server, 0));
        expect(now).toEqual(full);
        for (const index of ["people", "classes", "enrollments"] as const) {
          expect([...now[index].keys()]).toEqual([...full[index].keys()]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

interface Entry {
  readonly collection: Collection;
  readonly record: Readonly<Record<string, unknown>>;
  readonly changedAt: number;
}

interface Step {
  readonly userId: string;
  readonly classId: string;
  readonly name: string;
  readonly what: string;
}

function play(server: Map<string, Entry>, steps: readonly Step[], changedAt: number): void {
  const put = (collection: Collection, record: Entry["record"]): void => {
    server.set(`${collection}/${String(record["sourcedId"])}`, { collection, record, changedAt });
  };
  const end = (collection: Collection, id: string): void => {
    const entry = server.get(`${collection}/${id}`);
    if (entry !== undefined) put(collection, { ...entry.record, ...tombstone });
  };
  for (const { what, userId, classId, name } of steps) {
    const enrollmentId = `e-${userId}`;
    if (what === "user") put("users", user(userId, { givenName: name }));
    if (what === "class") put("classes", klass(classId, { title: name }));
    if (what === "enroll" || what === "move") {
      put("enrollments", enrollment(classId, userId, { sourcedId: enrollmentId }));
    }
    if (what === "end-user") end("users", userId);
    if (what === "end-class") end("classes", classId);
    if (what === "leave") end("enrollments", enrollmentId);
  }
}

function worldOf(server: ReadonlyMap<string, Entry>, changedAfter: number): Partial<World> {
  const changed = [...server.values()].filter(({ changedAt }) => changedAt > changedAfter);
  return Object.fromEntries(
    collections.map((name) => [
      name,
      changed.filter(({ collection }) => collection === name).map(({ record }) => record),
    ]),
  );
}
