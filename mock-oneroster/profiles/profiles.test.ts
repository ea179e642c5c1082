import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { scopeUri } from "../../contracts/oneroster/operations.ts";
import type { World } from "../store/world.ts";
import { createMockOneroster } from "../app.ts";
import { generateDistrict } from "../district/generate-district.ts";
import { testCredentials } from "../testing/ask.ts";
import { act } from "../testing/act.ts";
import { smallWorld } from "../testing/small-world.ts";
import { overrideProfile } from "./override-profile.ts";
import type { SisProfile } from "./profile.ts";
import { profileNamed, profileNames, type ProfileName } from "./profiles.ts";
import { profileSettings } from "./settings/profile-settings.ts";

interface Client {
  /** With the token in hand, unless told another. */
  readonly get: (version: OneRosterVersion, path: string, token?: string) => Promise<Response>;
  readonly json: (version: OneRosterVersion, path: string) => Promise<Record<string, unknown>>;
}

const root = "http://sis.example";

/** A client that has found its way in by what the mock says of itself. */
async function connectTo(name: ProfileName, visit: Visit = {}): Promise<Client> {
  return await connectToProfile(profileNamed(name), visit);
}

interface Visit {
  readonly world?: World;
  readonly scope?: string;
}

async function connectToProfile(
  profile: SisProfile,
  { world = smallWorld(), scope }: Visit = {},
): Promise<Client> {
  const mock = createMockOneroster({
    world,
    clock: createVirtualClock(Date.UTC(2026, 8, 1)),
    random: createRandom("profiles"),
    credentials: testCredentials,
    profile,
  });
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: testCredentials.clientId,
    client_secret: testCredentials.clientSecret,
    ...(scope === undefined ? {} : { scope }),
  });
  const asked = await mock.app.request(mock.urls(root, "1.2").tokenUrl, { method: "POST", body });
  const own = String(Object(await asked.json()).access_token);
  const get: Client["get"] = async (version, path, token = own) =>
    mock.app.request(mock.urls(root, version).baseUrl + path, {
      headers: { Authorization: `Bearer ${token}` },
    });
  return { get, json: async (version, path) => Object(await (await get(version, path)).json()) };
}

describe("every profile", () => {
  it.each(profileNames)("%s lets a client in by the addresses that it announces", async (name) => {
    const { get } = await connectTo(name);
    const slash = profileNamed(name).paths.trailingSlash === "required" ? "/" : "";

    for (const version of ["1.1", "1.2"] as const) {
      expect((await get(version, `/orgs${slash}`)).status).toBe(200);
    }
  });

  it.each(profileNames)("%s says where it is known from", (name) => {
    expect(profileNamed(name)).toMatchObject({ name, source: expect.stringMatching(/\w{4}/) });
  });
});

describe("the profile", () => {
  const manySeats = generateDistrict({ seed: 1, students: 1_200, asOf: "2026-09-01", dirt: 0 });

  it("infinite-campus lies under the paths of Campus only, and has what Campus adds", async () => {
    const { get, json } = await connectTo("infinite-campus");

    expect((await get("1.1", "/guardians")).status).toBe(200);
    const { users } = await json("1.1", "/guardians");
    expect(users).toMatchObject([{ role: "guardian" }, { role: "guardian" }, { role: "guardian" }]);
    expect((await get("1.2", "/districts")).headers.get("X-Total-Count")).toBeNull();
    const wrapped = await json("1.2", "/orgs/nobody");
    expect(wrapped["imsx_StatusInfo"]).toMatchObject({ imsx_codeMajor: "failure" });
  });

  it("infinite-campus has six words for roles in 1.2, those of 1.1 and aide (facts A.5)", async () => {
    const world = smallWorld();
    act(world, { action: "change-role", user: "2003", role: "counselor" });
    const { json } = await connectTo("infinite-campus", { world });

    const words = JSON.stringify(await json("1.2", "/users?limit=1000")).matchAll(
      /"role":"(\w+)"/g,
    );

    expect(new Set([...words].map(([, word]) => word))).toEqual(
      new Set(["administrator", "aide", "guardian", "relative", "student", "teacher"]),
    );
  });

  it("infinite-campus tells its release to whoever may read rosters (facts A.3)", async () => {
    const { get, json } = await connectTo("infinite-campus");
    const others = await connectTo("standard");

    expect(await json("1.1", "/campusVersion")).toEqual({ campusVersion: "Campus.2235" });
    expect((await get("1.2", "/campusVersion/")).status).toBe(200);
    expect((await get("1.1", "/orgs/campusVersion")).status).toBe(404);
    expect((await get("1.1", "/campusVersion", "")).status).toBe(401);
    expect((await others.get("1.1", "/campusVersion")).status).toBe(404);
  });

  it("infinite-campus serves a term as a grading period too, and the other way round (A.4)", async () => {
    const [campus, standard] = [await connectTo("infinite-campus"), await connectTo("standard")];
    const statuses = async ({ get }: Client): Promise<readonly number[]> =>
      Promise.all(
        ["/terms/7003", "/gradingPeriods/7000", "/terms/7003/gradingPeriods"].map(
          async (path) => (await get("1.2", path)).status,
        ),
      );
    const ids = async (path: string): Promise<unknown> =>
      Object.values(await campus.json("1.2", path))[0];

    expect(await statuses(standard)).toEqual([404, 404, 404]);
    expect(await statuses(campus)).toEqual([200, 200, 200]);
    expect(await ids("/terms/7003/gradingPeriods")).toMatchObject([{ sourcedId: "7003" }]);
    expect(await ids("/terms/7001/gradingPeriods")).toMatchObject([
      { sourcedId: "7003" },
      { sourcedId: "7004" },
    ]);
    expect(await ids("/terms/7002/gradingPeriods")).toMatchObject([{ sourcedId: "7002" }]);
    expect((await campus.get("1.2", "/terms/year-2027")).status).toBe(404);
  });

  it("strict sends no metadata of Campus, and refuses an unknown sort field in 1.2", async () => {
    const { get, json } = await connectTo("strict");

    expect(JSON.stringify(await json("1.2", "/users?limit=1000"))).not.toContain("ic.legacy");
    const refused = await get("1.2", "/users?sort=shoeSize");
    expect(refused.status).toBe(400);
    // Rostering of 1.2 has no invalid_sort_field (facts §2.5).
    expect(await refused.text()).toContain('"invalid_filter_field"');
  });

  it.each(profileNames)(
    "%s has a largest page, so that no client can ask for all memory",
    (name) => {
      expect(profileNamed(name).paging.limitMax).toBeLessThanOrEqual(50_000);
    },
  );

  it("minimal clamps the limit without a word", async () => {
    const { get } = await connectTo("minimal", { world: manySeats });

    const response = await get("1.1", "/enrollments?limit=10000");

    expect(response.headers.get("X-Total-Count")).toBeNull();
    expect(response.headers.get("Link")).toBeNull();
    expect(Object(await response.json()).enrollments).toHaveLength(500);
  });

  it("classlink sends records of 1.2 under the base of 1.1, with counts of its own", async () => {
    const { get, json } = await connectTo("classlink");

    const response = await get("1.1", "/students?limit=2");
    const { users } = await json("1.1", "/students?limit=2");

    expect(response.headers.get("x-count")).toBe("2");
    expect(response.headers.get("x-perm-rev")).toBe("1");
    expect(users).toMatchObject([{ roles: [{ role: "student" }] }, {}]);
    expect(JSON.stringify(users)).toContain("/ims/oneroster/v1p1/orgs/");
  });

  it("ed-fi sends relative addresses, a minor code as text, and no record to be deleted", async () => {
    const world = smallWorld();
    const [lost] = world.orgs.where("parent", "district");
    if (lost !== undefined) world.orgs.put({ ...lost, status: "tobedeleted" });
    const { get, json } = await connectTo("ed-fi", { world });

    expect((await get("1.2", `/orgs/${lost?.id}`)).status).toBe(404);
    const { classes } = await json("1.2", "/classes?limit=1");
    expect(classes).toMatchObject([
      { school: { href: expect.stringMatching(/^\/ims\/oneroster/) } },
    ]);
    expect(await json("1.2", "/orgs/nobody")).toMatchObject({ imsx_codeMinor: "unknownobject" });
    expect((await get("1.2", "/schools/lake/classes")).status).toBe(404);
  });

  it("ed-fi opens demographics by roster.readonly, and has no discovery and no nested filters", async () => {
    const scope = scopeUri("1.2", "roster.readonly");
    const [edFi, standard] = [
      await connectTo("ed-fi", { scope }),
      await connectTo("standard", { scope }),
    ];
    const paths = [
      "/demographics",
      "/discovery/onerosterv1p2rostersservice_openapi3_v1p0.json",
      "/enrollments?filter=class.sourcedId='1'",
      "/enrollments?filter=role='student'",
    ];
    const statuses = async ({ get }: Client): Promise<readonly number[]> =>
      Promise.all(paths.map(async (path) => (await get("1.2", path)).status));

    expect(await statuses(standard)).toEqual([403, 200, 200, 200]);
    expect(await statuses(edFi)).toEqual([200, 404, 400, 200]);
  });

  it("timeback wants a slash at the end, and has booleans and totals in the body", async () => {
    const { get, json } = await connectTo("timeback");

    expect((await get("1.2", "/users")).status).toBe(404);
    const body = await json("1.2", "/users/?limit=2");
    expect(body).toMatchObject({ limit: 2, offset: 0, totalCount: expect.any(Number) });
    expect(body["users"]).toMatchObject([{ enabledUser: true }, { enabledUser: true }]);
  });

  it("google clamps at 10,000 and takes raw quotes in a filter", async () => {
    const { json } = await connectTo("google", { world: manySeats });

    const { users } = await json("1.2", "/students?filter=status='active'&limit=10000");
    const { enrollments } = await json("1.2", "/enrollments?limit=20000");

    expect(users).toHaveLength(1_200);
    expect(enrollments).toHaveLength(10_000);
  });
});

describe("a profile with settings taken over", () => {
  const world = smallWorld();
  const addresses = [
    ["paths.prefixes.1.1", "/sis"],
    ["paths.prefixes.1.2", "/sis/{appName},/other"],
    ["paths.tokenPaths", "/a/token,/token"],
  ] as const;
  const changes = profileSettings
    .flatMap(({ name, choices = [] }) => choices.map((value) => [name, value] as const))
    .concat(addresses);

  it.each(profileNames)("%s still lets a client in by what it announces", async (name) => {
    for (const [setting, value] of changes) {
      const profile = overrideProfile(profileNamed(name), [{ name: setting, value }]);
      const { get } = await connectToProfile(profile, { world });
      const slash = profile.paths.trailingSlash === "required" ? "/" : "";

      const statuses = [
        (await get("1.1", `/orgs${slash}`)).status,
        (await get("1.2", `/orgs${slash}`)).status,
      ];

      const isSignedOnly = !profile.auth.oauth2ForV1p1;
      expect([setting, value, ...statuses]).toEqual([
        setting,
        value,
        isSignedOnly ? 401 : 200,
        200,
      ]);
    }
  });

  it("does what it was told: rules of writing, pages, errors", async () => {
    const told = Object.entries({
      "paging.limitMax": "3",
      "paging.links": "off",
      "errors.terse": "on",
    });
    const texts = told.map(([name, value]) => ({ name, value }));
    const { get, json } = await connectToProfile(overrideProfile(profileNamed("standard"), texts));

    const response = await get("1.2", "/users?limit=100");

    expect(Object(await response.json()).users).toHaveLength(3);
    expect(response.headers.get("Link")).toBeNull();
    expect(await json("1.2", "/orgs/nobody")).not.toHaveProperty("imsx_description");
  });
});
