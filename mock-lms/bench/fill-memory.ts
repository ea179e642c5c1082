import { createMemoryStore, type LmsStore } from "../index.ts";
import { emailKey, pairKey } from "../store/lms-store.ts";
import { membershipsPerUser } from "./import-calls.ts";
import { residentMbOf } from "./measure-import.ts";

const lookUps = 100_000;
const usersPerSection = 25;

/** Fills a store and prints its memory, and how long look-ups take when it is 1 % full and when it is full. */
export async function measureMemory(users: number, print: (line: string) => void): Promise<void> {
  const store = createMemoryStore();
  const parts = [Math.ceil(users / 100), users];
  let startedMs = performance.now();
  for (const size of parts) {
    fill(store, size);
    await new Promise(setImmediate);
    const seconds = (performance.now() - startedMs) / 1_000;
    print(
      `${store.users.size} users and ${store.enrollments.size} enrollments: ${residentMbOf(process.pid)?.toFixed(0) ?? "unknown"} MB, filled in ${seconds.toFixed(1)} s; microseconds a look-up: ${timeLookUps(store)}`,
    );
    startedMs = performance.now();
  }
}

function uidOf(index: number): string {
  return `u-${index}`;
}

function emailOf(index: number): string {
  return `first.last.${index}@district.example.org`;
}

/** The sections of a user: eight different ones, with 25 users for each place. */
function sectionOf(index: number, place: number): number {
  return 300_000_001 + Math.floor(index / usersPerSection) * membershipsPerUser + place;
}

function fill(store: LmsStore, users: number): void {
  for (let index = store.users.size; index < users; index += 1) {
    const { id: userId } = store.users.add((id) => ({
      id,
      schoolUid: uidOf(index),
      username: `first.last.${index}`,
      email: emailOf(index),
      nameFirst: `First${index % 3_001}`,
      nameLast: `Last${index % 499}`,
      roleId: 703,
      buildingId: 10_001,
      additionalBuildings: [],
      synced: 1,
      inactiveAtMs: null,
      profile: { grad_year: "2031", gender: "F", position: "Student" },
    }));
    for (let place = 0; place < membershipsPerUser; place += 1) {
      store.enrollments.add((id) => ({
        id,
        sectionId: sectionOf(index, place),
        userId,
        admin: 0,
        status: 1,
        source: "synced",
        archivedBy: "",
      }));
    }
  }
}

function timeLookUps(store: LmsStore): string {
  const { users, enrollments } = store;
  const at = (turn: number): number => (turn * 7_919) % users.size;
  const kinds: Readonly<Record<string, (index: number) => unknown>> = {
    "user by id": (index) => users.get(100_000_001 + index),
    "by school_uid": (index) => users.find("schoolUid", uidOf(index)),
    "by e-mail": (index) => users.find("email", emailKey(emailOf(index))),
    "enrollment by section and user": (index) =>
      enrollments.find("member", pairKey(sectionOf(index, 3), 100_000_001 + index)),
    "the 8 of a user": (index) => enrollments.list("user", 100_000_001 + index)[7],
    "the 25 of a section": (index) => enrollments.list("section", sectionOf(index, 5))[0],
  };
  return Object.entries(kinds)
    .map(([kind, lookUp]) => {
      const startedMs = performance.now();
      for (let turn = 0; turn < lookUps; turn += 1) {
        if (lookUp(at(turn)) === undefined) throw new Error(`Not found: ${kind}`);
      }
      const micros = ((performance.now() - startedMs) * 1_000) / lookUps;
      return `${kind} ${micros.toFixed(1)}`;
    })
    .join(", ");
}
