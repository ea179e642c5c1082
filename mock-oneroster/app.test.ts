import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { basePath, coreOperations, scopeUri } from "../contracts/oneroster/operations.ts";
import { StatusInfoV1p1, StatusInfoV1p2 } from "../contracts/oneroster/status-info.ts";
import { strictV1p1 } from "../contracts/oneroster/v1p1.ts";
import { strictV1p2 } from "../contracts/oneroster/v1p2.ts";
import { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import { wrapperOf } from "../contracts/oneroster/wrappers.ts";
import { generateDistrict } from "./district/generate-district.ts";
import { importBundle } from "./import/import-bundle.ts";
import { encodeId, type WireRecord } from "./project/refs.ts";
import { applyAction } from "./store/actions/apply-action.ts";
import type { World } from "./store/world.ts";
import { askToken, readJson, startTestMock, testCredentials, tinyDistrict } from "./testing/ask.ts";
import { cleanBundle, createTempFolder, writeFolder } from "./testing/bundles.ts";
import { createVirtualClock } from "../core/clock.ts";

const versions = OneRosterVersion.options;
const schemas: Readonly<Record<OneRosterVersion, Readonly<Record<string, z.ZodType>>>> = {
  "1.1": strictV1p1,
  "1.2": strictV1p2,
};

/** Asks all 22 operations and gives the complaints of the strict schemas. */
async function walk(world: World, version: OneRosterVersion): Promise<readonly string[]> {
  const { all, get } = await startTestMock(world);
  const complaints: string[] = [];
  for (const operation of coreOperations.filter(({ kind }) => kind === "collection")) {
    const schema = schemas[version][operation.className];
    const records = await all(version, operation.path);
    if (records.length === 0) complaints.push(`${operation.path} is empty`);
    for (const record of records) {
      const { error } = schema?.safeParse(record) ?? {};
      if (error !== undefined) complaints.push(`${operation.path}: ${error.message}`);
    }
    const first = String(records[0]?.["sourcedId"]);
    const single = await readJson(
      await get(version, `${operation.path}/${encodeURIComponent(first)}`),
    );
    const wrapper = wrapperOf(version, operation.className).single;
    expect(single).toEqual({ [wrapper]: records[0] });
  }
  return complaints;
}

describe("the core reads", () => {
  it.each(versions)("answer %s of a generated district as the standard says", async (version) => {
    const world = generateDistrict({ seed: 3, students: 60, schools: 3, asOf: "2026-09-01" });

    expect(await walk(world, version)).toEqual([]);
  });

  it.each(versions.flatMap((bundle) => versions.map((version) => [bundle, version] as const)))(
    "answer a clean %s bundle as %s as the standard says",
    async (bundle, version) => {
      await using folder = await createTempFolder();
      const path = await writeFolder(folder, cleanBundle(bundle));
      const { value, diagnostics } = await importBundle(path, createVirtualClock(0));

      expect(diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
      expect(await walk(value, version)).toEqual([]);
    },
  );

  it("give every record once, whatever the page size", async () => {
    const { get } = await startTestMock(
      generateDistrict({ seed: 3, students: 40, schools: 2, asOf: "2026-09-01" }),
    );

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom("", "&sort=familyName", "&sort=dateLastModified&orderBy=desc"),
        fc.constantFrom(...versions),
        async (limit, order, version) => {
          const seen: unknown[] = [];
          let total = 1;
          for (let offset = 0; offset < total; offset += limit) {
            const page = await get(version, `/users?limit=${limit}&offset=${offset}${order}`);
            total = Number(page.headers.get("X-Total-Count"));
            const { users } = await readJson(page);
            if (Array.isArray(users))
              seen.push(...users.map((user: WireRecord) => user["sourcedId"]));
          }
          expect(seen.length).toBe(total);
          expect(new Set(seen).size).toBe(total);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("come in the order of their sourcedIds", async () => {
    const { all } = await startTestMock();

    const ids = (await all("1.1", "/enrollments")).map((record) => String(record["sourcedId"]));

    expect(ids).toEqual(ids.toSorted());
  });

  it("narrow students, teachers, schools, terms and grading periods", async () => {
    const { all, get } = await startTestMock();

    expect(new Set((await all("1.1", "/students")).map((user) => user["role"]))).toEqual(
      new Set(["student"]),
    );
    expect(new Set((await all("1.2", "/terms")).map((term) => term["type"]))).toEqual(
      new Set(["term"]),
    );
    const [teacher] = await all("1.1", "/teachers");
    expect((await get("1.1", `/students/${String(teacher?.["sourcedId"])}`)).status).toBe(404);
  });

  it("link pages with absolute addresses that keep the query", async () => {
    const { get } = await startTestMock();

    const page = await get("1.1", "/students?limit=5&offset=5&filter=status='active'");

    expect(page.headers.get("X-Total-Count")).toBe("12");
    expect(page.headers.get("Link")?.split(", ")).toEqual(
      [
        ["next", 10],
        ["prev", 0],
        ["first", 0],
        ["last", 10],
      ].map(
        ([rel, offset]) =>
          `<http://localhost/ims/oneroster/v1p1/students?limit=5&offset=${offset}&filter=status%3D%27active%27>; rel="${rel}"`,
      ),
    );
  });

  it("answer an offset beyond the end and a huge limit with what there is", async () => {
    const { get } = await startTestMock();

    expect(await readJson(await get("1.2", "/orgs?offset=999"))).toEqual({ orgs: [] });
    expect((await get("1.2", "/orgs?limit=999999999999")).status).toBe(200);
  });

  it("refuse a limit or an offset that is no such number", async () => {
    const { get } = await startTestMock();
    const bad = [
      "limit=0",
      "limit=-1",
      "limit=ten",
      "limit=1.5",
      "limit=",
      "limit=1&limit=2",
      "offset=-1",
    ];

    for (const query of bad) {
      const refused = [await get("1.1", `/orgs?${query}`), await get("1.2", `/orgs?${query}`)];
      expect(refused.map(({ status }) => status)).toEqual([400, 400]);
      expect(StatusInfoV1p1.safeParse(await refused[0]?.json()).success).toBe(true);
      expect(StatusInfoV1p2.safeParse(await refused[1]?.json()).success).toBe(true);
    }
  });

  it("send only the fields asked for", async () => {
    const { get } = await startTestMock();

    const body = await readJson(await get("1.2", "/schools?fields=sourcedId,name"));

    expect(body["orgs"]).toEqual([{ sourcedId: expect.any(String), name: expect.any(String) }]);
  });

  it("warn of an unknown field in 1.1 and refuse it in 1.2", async () => {
    const { get } = await startTestMock();

    const warned = await readJson(await get("1.1", "/orgs?fields=shoeSize"));

    expect(warned["orgs"]).toHaveLength(2);
    expect(warned["statusInfoSet"]).toMatchObject([
      { imsx_severity: "warning", imsx_codeMinor: "invalid_selection_field" },
    ]);
    expect((await get("1.2", "/orgs?fields=shoeSize")).status).toBe(400);
    expect((await get("1.1", "/orgs?fields=")).status).toBe(400);
  });

  it("filter by dotted fields, and refuse fields that do not exist", async () => {
    const { get, all } = await startTestMock();
    const [section] = await all("1.1", "/classes");
    const id = String(section?.["sourcedId"]);

    const found = await readJson(await get("1.1", `/enrollments?filter=class.sourcedId='${id}'`));
    const everyone = await all("1.1", "/enrollments");
    const wanted = everyone.filter((row) => JSON.stringify(row["class"]).includes(`"${id}"`));

    expect(found["enrollments"]).toEqual(wanted);
    expect(wanted.length).toBeGreaterThan(0);
    for (const version of versions) {
      expect((await get(version, "/users?filter=shoeSize='9'")).status).toBe(400);
      expect((await get(version, "/users?filter=nonsense")).status).toBe(400);
      expect((await get(version, "/users?filter=status='norecords'")).status).toBe(200);
    }
  });

  it("show a change of the world at once", async () => {
    const { mock, clock, all } = await startTestMock();
    const before = await all("1.1", "/students");

    const student = String(before[0]?.["sourcedId"]);
    applyAction(mock.world, { action: "rename-user", user: student, givenName: "New" }, clock);

    const after = await all("1.1", "/students");
    expect(after[0]).toMatchObject({
      givenName: "New",
      dateLastModified: "2026-09-01T00:00:00.000Z",
    });
  });

  it("find ids with every kind of character", async () => {
    const world = tinyDistrict();
    const { mock, clock, get } = await startTestMock(world);
    const school = "first";
    const hostile = [
      "a/b",
      "a b",
      "a+b",
      "a%2Fb",
      "a%b",
      "ü€😀",
      "{x}",
      "a?b#c",
      "..",
      "constructor",
    ];

    for (const sourcedId of hostile) {
      const student = { school, sourcedId, givenName: "A", familyName: "B", sections: 0 };
      applyAction(mock.world, { action: "add-student", ...student }, clock);
    }

    for (const sourcedId of hostile.filter((id) => id !== "..")) {
      const found = await get("1.2", `/users/${encodeURIComponent(sourcedId)}`);
      expect([sourcedId, found.status]).toEqual([sourcedId, 200]);
      expect((await readJson(found))["user"]).toMatchObject({ sourcedId });
    }
  });
});

const bearer = (token: string): RequestInit => ({
  headers: { Authorization: `Bearer ${token}` },
});

describe("access", () => {
  const path = `${basePath("1.2", "rostering")}/orgs`;

  it("takes the client by Basic, plain or form-encoded", async () => {
    const { mock } = await startTestMock();
    const { clientId, clientSecret } = testCredentials;
    const encoded = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;

    for (const pair of [`${clientId}:${clientSecret}`, encoded]) {
      const answer = await mock.app.request("/token", {
        method: "POST",
        body: new URLSearchParams({ grant_type: "client_credentials" }),
        headers: { Authorization: `Basic ${Buffer.from(pair).toString("base64")}` },
      });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
    }
  });

  it("refuses token requests with the errors of RFC 6749", async () => {
    const { mock } = await startTestMock();
    const good = {
      client_id: testCredentials.clientId,
      client_secret: testCredentials.clientSecret,
    };
    const ask = async (form: Record<string, string>): Promise<unknown[]> => {
      const body = new URLSearchParams(form);
      const answer = await mock.app.request("/token", { method: "POST", body });
      return [answer.status, await answer.json()];
    };
    const grant = { grant_type: "client_credentials" };

    expect(await ask({ ...grant })).toEqual([401, { error: "invalid_client" }]);
    expect(await ask({ ...good, ...grant, client_secret: "x" })).toEqual([
      401,
      { error: "invalid_client" },
    ]);
    expect(await ask(good)).toEqual([400, { error: "invalid_request" }]);
    expect(await ask({ ...good, grant_type: "password" })).toEqual([
      400,
      { error: "unsupported_grant_type" },
    ]);
    expect(await ask({ ...good, ...grant, scope: "all" })).toEqual([
      400,
      { error: "invalid_scope" },
    ]);
    const huge = await mock.app.request("/token", { method: "POST", body: "x".repeat(100_000) });
    expect(huge.status).toBe(413);
  });

  it("answers 401 without a good token, and when it has expired", async () => {
    const { mock, clock } = await startTestMock();
    const token = await askToken(mock);

    expect((await mock.app.request(path)).status).toBe(401);
    expect((await mock.app.request(path, bearer("nonsense"))).status).toBe(401);
    expect((await mock.app.request(path, bearer(token))).status).toBe(200);
    clock.advanceTo(clock.now() + 3_600_000);
    const expired = await mock.app.request(path, bearer(token));
    expect(expired.status).toBe(401);
    expect(expired.headers.get("WWW-Authenticate")).toContain('error="invalid_token"');
    expect(StatusInfoV1p2.safeParse(await expired.json()).success).toBe(true);
  });

  it("compares scopes whole: another version's or another service's opens nothing", async () => {
    const { mock } = await startTestMock();
    const status = async (scope: string): Promise<number> =>
      (await mock.app.request(path, bearer(await askToken(mock, scope)))).status;

    expect(await status(scopeUri("1.2", "roster-core.readonly"))).toBe(200);
    expect(await status(scopeUri("1.2", "roster.readonly"))).toBe(200);
    expect(await status(scopeUri("1.1", "roster.readonly"))).toBe(403);
    expect(await status(scopeUri("1.2", "roster-demographics.readonly"))).toBe(403);
  });

  it("answers unknown paths, ids and methods in the words of the version", async () => {
    const { get, mock } = await startTestMock();

    const unknown11 = await get("1.1", "/users/nobody");
    const unknown12 = await get("1.2", "/nowhere");
    const deleted = await mock.app.request(path, { method: "DELETE" });

    expect([unknown11.status, unknown12.status, deleted.status]).toEqual([404, 404, 405]);
    expect(StatusInfoV1p1.safeParse(await unknown11.json()).success).toBe(true);
    expect(StatusInfoV1p2.safeParse(await unknown12.json()).success).toBe(true);
    expect(StatusInfoV1p2.safeParse(await deleted.json()).success).toBe(true);
  });

  it("keeps a journal of bounded length and without queries", async () => {
    const { mock, get } = await startTestMock();

    for (let index = 0; index < 1_100; index += 1) await get("1.1", "/orgs?filter=name='Ada'");

    expect(mock.journal.requests).toBe(1_101);
    expect(mock.journal.tokensIssued).toBe(1);
    expect(mock.journal.recent).toHaveLength(1_000);
    expect(JSON.stringify(mock.journal.recent)).not.toContain("Ada");
  });

  it("never answers 500, whatever is asked", async () => {
    const { get } = await startTestMock();

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...coreOperations.map(({ path: route }) => route)),
        fc.string({ unit: "binary" }),
        fc.dictionary(
          fc.constantFrom("limit", "offset", "filter", "sort", "orderBy", "fields", "x"),
          fc.oneof(
            fc.string({ unit: "binary" }),
            fc.constantFrom("roles.role", "a='b'", "name~''"),
          ),
        ),
        fc.constantFrom(...versions),
        async (route, id, query, version) => {
          const target = route.replace("{sourcedId}", encodeId(id));
          const { status } = await get(
            version,
            `${target}?${new URLSearchParams(query).toString()}`,
          );
          expect(status).toBeLessThan(500);
        },
      ),
    );
  });
});

describe("the index page", () => {
  it("says what the server is, with the credentials of this practice server to copy", async () => {
    const { mock } = await startTestMock();

    const page = await (await mock.app.request("/")).text();

    expect(page).toContain("http://localhost/ims/oneroster/rostering/v1p2");
    expect(page).toContain(testCredentials.clientId);
    expect(page).toContain("s3cret word&amp;more");
  });
});
