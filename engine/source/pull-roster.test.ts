import { describe, expect, it } from "vitest";
import { Limits } from "../../contracts/run/limits.ts";
import type { HttpRequest, HttpResponse } from "../ports.ts";
import { collections, type Roster } from "../snapshot/roster.ts";
import { enrollment, klass, user } from "../testing/records.ts";
import { jsonAnswer, servePage, sisOf } from "../testing/sis-server.ts";
import {
  codesOf,
  placesOf,
  rosterOf,
  smallestWorld,
  worldPlus,
  type World,
} from "../testing/world.ts";
import { pullRoster, type KeptRoster, type Reading } from "./pull-roster.ts";

type Answer = (request: HttpRequest, world: World) => HttpResponse | undefined;

/** Serves a world, which `change` may put in place of another before a request is answered. */
async function pull(
  world: World | ((request: HttpRequest, call: number) => World),
  reading: Reading = { mode: "full" },
  own: Answer = () => undefined,
) {
  const sis = sisOf((request, call) => {
    const now = typeof world === "function" ? world(request, call) : world;
    const answer = own(request, now);
    if (answer !== undefined) return answer;
    const [name, id] = new URL(request.url).pathname.split("/").slice(-2);
    const collection = collections.find((each) => each === id);
    if (collection !== undefined) {
      const items = now[collection];
      return servePage(items, request, { wrapper: collection, total: items.length });
    }
    const found = collections
      .filter((each) => each === name)
      .flatMap((each) => now[each])
      .find((record) => Object.is(Reflect.get(Object(record), "sourcedId"), id));
    return found === undefined
      ? jsonAnswer({}, {}, 404)
      : jsonAnswer({ user: found, class: found });
  });
  const options = { version: "1.1", limits: Limits.parse({}), clock: sis.clock } as const;
  const { value, diagnostics } = await pullRoster(sis.client, options, reading);
  const asked = sis.requests.slice(1).map(({ url }) => {
    const { pathname, searchParams } = new URL(url);
    return { path: pathname.split("/v1p1")[1], filter: searchParams.get("filter") };
  });
  return {
    kept: value,
    roster: value.roster,
    diagnostics,
    asked,
    paths: asked.map(({ path }) => path),
  };
}

const inOrder = ["/orgs", "/academicSessions", "/courses", "/classes", "/users", "/enrollments"];
const kept = (roster: Roster, readAtMs = 0): KeptRoster => ({ roster, readAtMs });

describe("a full reading", () => {
  it("reads schools, terms, courses, classes, people and enrollments, in that order (R18, R20, R21)", async () => {
    const { roster, paths, diagnostics } = await pull(smallestWorld);

    expect(paths).toEqual(inOrder);
    expect(roster).toEqual(rosterOf(smallestWorld).value);
    expect(diagnostics).toEqual([]);
  });

  it("reads users and enrollments again when enrollments name a user made meanwhile (F62, F78)", async () => {
    const later = worldPlus({ users: [user("new")], enrollments: [enrollment("k1", "new")] });

    const { roster, paths, diagnostics } = await pull((_request, call) =>
      call < 6 ? smallestWorld : later,
    );

    expect(paths).toEqual([...inOrder, "/users/new", "/users", "/enrollments"]);
    expect(roster).toEqual(rosterOf(later).value);
    expect(placesOf(diagnostics, "collection-reread")).toEqual(["sis/users"]);
  });

  it("reads classes again when enrollments name a class made meanwhile (F62, F78)", async () => {
    const later = worldPlus({ classes: [klass("k2")], enrollments: [enrollment("k2", "student")] });

    const { roster, paths } = await pull((_request, call) => (call < 5 ? smallestWorld : later));

    expect(paths.slice(6)).toEqual(["/classes/k2", "/classes", "/enrollments"]);
    expect(roster.classes.has("k2")).toBe(true);
  });

  it("asks for a handful of what is missing for ever, and reads nothing again", async () => {
    const gone = Array.from({ length: 9 }, (_, index) => enrollment("k1", `gone${index}`));
    const marked = user("gone0", { status: "tobedeleted" });
    const alive: Answer = ({ url }) =>
      url.includes("/users/gone0") ? jsonAnswer({ user: marked }) : undefined;

    const { paths, diagnostics } = await pull(
      worldPlus({ enrollments: gone }),
      { mode: "full" },
      alive,
    );

    expect(paths).toHaveLength(6 + 5);
    expect(codesOf(diagnostics)).not.toContain("collection-reread");
  });

  it.each(["classes", "users", "enrollments"] as const)(
    "does not take it that everybody left when there are no %s (F65)",
    async (collection) => {
      const { roster, diagnostics } = await pull({ ...smallestWorld, [collection]: [] });

      expect([...roster.incomplete]).toEqual([collection]);
      expect(codesOf(diagnostics)).toContain("collection-incomplete");
    },
  );
});

describe("a delta", () => {
  const before = kept(rosterOf(smallestWorld).value, Date.UTC(2026, 8, 1, 3));
  const nothing: World = {
    orgs: [],
    academicSessions: [],
    courses: [],
    classes: [],
    users: [],
    enrollments: [],
  };

  it("asks for what changed since the reading before, and an hour more", async () => {
    const { asked } = await pull(nothing, { mode: "delta", previous: before });

    expect(asked.map(({ path }) => path)).toEqual(inOrder);
    expect(new Set(asked.map(({ filter }) => filter))).toEqual(
      new Set(["dateLastModified>'2026-09-01T02:00:00.000Z'"]),
    );
  });

  it("keeps what it does not speak of, and ends what is marked tobedeleted (F66, F83)", async () => {
    const { roster, diagnostics } = await pull(
      {
        ...nothing,
        users: [user("student", { givenName: "New" })],
        enrollments: [enrollment("k1", "teacher", { status: "tobedeleted" })],
      },
      { mode: "delta", previous: before },
    );

    expect(roster.people.get("student")?.givenName).toBe("New");
    expect(roster.people.has("teacher")).toBe(true);
    expect(roster.enrollments.get("k1")?.map(({ userId }) => userId)).toEqual(["student"]);
    expect(roster.incomplete.size).toBe(0);
    expect(codesOf(diagnostics)).toEqual(["delta-reading", "marked-tobedeleted"]);
    expect(diagnostics[0]?.args["changed"]).toBe(2);
  });

  it("says when it was read, for the next to build upon", async () => {
    const { kept: now } = await pull(smallestWorld);

    expect(now.readAtMs).toBe(0);
  });

  it.each([
    ["of another version", { ...before.roster, version: "1.2" as const }],
    ["that is itself incomplete", { ...before.roster, incomplete: new Set(["users"] as const) }],
  ])("reads everything instead of building upon a roster %s", async (_what, roster) => {
    const { asked, diagnostics } = await pull(smallestWorld, {
      mode: "delta",
      previous: kept(roster),
    });

    expect(asked.every(({ filter }) => filter === null)).toBe(true);
    expect(codesOf(diagnostics)).toEqual(["delta-impossible"]);
  });
});
