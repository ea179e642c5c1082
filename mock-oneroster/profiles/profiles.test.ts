import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createMockOneroster } from "../app.ts";
import { testCredentials } from "../testing/ask.ts";
import { smallWorld } from "../testing/small-world.ts";
import { profileNamed, profileNames, type ProfileName } from "./profiles.ts";

interface Client {
  readonly get: (version: OneRosterVersion, path: string) => Promise<Response>;
  readonly json: (version: OneRosterVersion, path: string) => Promise<Record<string, unknown>>;
}

const root = "http://sis.example";

/** A client that has found its way in by what the mock says of itself. */
async function connectTo(name: ProfileName, world = smallWorld()): Promise<Client> {
  const mock = createMockOneroster({
    world,
    clock: createVirtualClock(Date.UTC(2026, 8, 1)),
    random: createRandom("profiles"),
    credentials: testCredentials,
    profile: profileNamed(name),
  });
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: testCredentials.clientId,
    client_secret: testCredentials.clientSecret,
  });
  const asked = await mock.app.request(mock.urls(root, "1.2").tokenUrl, { method: "POST", body });
  const token: unknown = Object(await asked.json()).access_token;
  const get: Client["get"] = async (version, path) =>
    mock.app.request(mock.urls(root, version).baseUrl + path, {
      headers: { Authorization: `Bearer ${String(token)}` },
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
  it("infinite-campus lies under the paths of Campus only, and has what Campus adds", async () => {
    const { get, json } = await connectTo("infinite-campus");

    expect((await get("1.1", "/guardians")).status).toBe(200);
    const { users } = await json("1.1", "/guardians");
    expect(users).toMatchObject([{ role: "guardian" }, { role: "guardian" }, { role: "guardian" }]);
    expect((await get("1.2", "/districts")).headers.get("X-Total-Count")).toBeNull();
    const wrapped = await json("1.2", "/orgs/nobody");
    expect(wrapped["imsx_StatusInfo"]).toMatchObject({ imsx_codeMajor: "failure" });
  });

  it("strict sends no metadata of Campus, and refuses an unknown sort field in 1.2", async () => {
    const { get, json } = await connectTo("strict");

    expect(JSON.stringify(await json("1.2", "/users?limit=1000"))).not.toContain("ic.legacy");
    expect((await get("1.2", "/users?sort=shoeSize")).status).toBe(400);
  });

  it("minimal clamps the limit without a word", async () => {
    const { get } = await connectTo("minimal");

    const response = await get("1.1", "/enrollments?limit=10000");

    expect(response.headers.get("X-Total-Count")).toBeNull();
    expect(response.headers.get("Link")).toBeNull();
    expect(profileNamed("minimal").paging.limitMax).toBe(500);
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
    const { get, json } = await connectTo("ed-fi", world);

    expect((await get("1.2", `/orgs/${lost?.id}`)).status).toBe(404);
    const { classes } = await json("1.2", "/classes?limit=1");
    expect(classes).toMatchObject([
      { school: { href: expect.stringMatching(/^\/ims\/oneroster/) } },
    ]);
    expect(await json("1.2", "/orgs/nobody")).toMatchObject({ imsx_codeMinor: "unknownobject" });
    expect((await get("1.2", "/schools/lake/classes")).status).toBe(404);
  });

  it("timeback wants a slash at the end, and has booleans and totals in the body", async () => {
    const { get, json } = await connectTo("timeback");

    expect((await get("1.2", "/users")).status).toBe(404);
    const body = await json("1.2", "/users/?limit=2");
    expect(body).toMatchObject({ limit: 2, offset: 0, totalCount: expect.any(Number) });
    expect(body["users"]).toMatchObject([{ enabledUser: true }, { enabledUser: true }]);
  });

  it("google clamps at 10,000 and takes raw quotes in a filter", async () => {
    const { json } = await connectTo("google");

    const { users } = await json("1.2", "/students?filter=status='active'&limit=10000");

    expect(Array.isArray(users) && users.length).toBeGreaterThan(0);
  });
});
