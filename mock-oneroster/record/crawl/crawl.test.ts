import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  auth,
  base,
  crawlScript,
  idsOf,
  type ScriptOptions,
  smallLimits,
  someUsers,
  tokenUrl,
  userServer,
} from "../testing/scripted-server.ts";

describe("crawl", () => {
  it("asks for every collection of 1.1, one after the other, and for the parts only as a probe", async () => {
    const { asked, requests } = await crawlScript(() => undefined, {
      addresses: { rostering: base, gradebook: base, resources: base },
    });

    expect(requests[0]).toMatchObject({ method: "POST", url: tokenUrl });
    expect(asked.map((path) => path.replace("&sort=sourcedId&orderBy=asc", "*"))).toEqual([
      "/orgs?limit=10&offset=0*",
      "/schools?limit=1&offset=0",
      "/academicSessions?limit=10&offset=0*",
      "/gradingPeriods?limit=1&offset=0",
      "/terms?limit=1&offset=0",
      "/courses?limit=10&offset=0*",
      "/classes?limit=10&offset=0*",
      "/users?limit=10&offset=0*",
      "/students?limit=1&offset=0",
      "/teachers?limit=1&offset=0",
      "/enrollments?limit=10&offset=0*",
      "/demographics?limit=10&offset=0*",
      "/resources?limit=10&offset=0*",
      "/categories?limit=10&offset=0*",
      "/lineItems?limit=10&offset=0*",
      "/results?limit=10&offset=0*",
    ]);
  });

  it("asks the services of 1.2 where they are, for what only 1.2 has as well", async () => {
    const root = "https://sis.test/ims/oneroster";
    const { asked } = await crawlScript(() => undefined, {
      version: "1.2",
      addresses: { rostering: `${root}/rostering/v1p2/`, gradebook: `${root}/gradebook/v1p2` },
    });

    const paths = asked.map((url) => new URL(url).pathname.replace("/ims/oneroster", ""));
    expect(paths.filter((path) => path.startsWith("/gradebook"))).toEqual(
      [
        "categories",
        "scoreScales",
        "lineItems",
        "results",
        "assessmentLineItems",
        "assessmentResults",
      ].map((name) => `/gradebook/v1p2/${name}`),
    );
    expect(paths[0]).toBe("/rostering/v1p2/orgs");
    expect(paths).not.toContain("/resources");
  });

  it("reads every record once by offset, whatever the page size, the limit of the server and its headers", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom("none", "total", "page size as total", "link", "link and total"),
        async (count, pageSize, serverMax, headersOf) => {
          const users = someUsers(count);
          const script = userServer(users, (url, start, limit) => {
            const page = users.slice(start, start + Math.min(limit, serverMax));
            const next = new URL(url);
            next.searchParams.set("offset", String(start + page.length));
            const link = `<${next.href}>; rel="${start + page.length < count ? "next" : "last"}"`;
            return {
              body: { users: page },
              headers: {
                ...(headersOf.includes("total") && { "X-Total-Count": String(count) }),
                ...(headersOf.includes("page") && { "X-Total-Count": String(page.length) }),
                ...(headersOf.includes("link") && { Link: link }),
              },
            };
          });

          const { records } = await crawlScript(script, {
            limits: { ...smallLimits, pageSize, pagesMax: 1_000 },
          });

          const isCut = headersOf.includes("page") && serverMax < pageSize;
          expect(idsOf(records.get("user"))).toEqual(
            idsOf(isCut ? users.slice(0, serverMax) : users),
          );
        },
      ),
    );
  });
});

describe("a collection that cannot be had", () => {
  it.each([
    [
      { status: 403, body: "Garcia" },
      { code: "refused", status: 403 },
    ],
    [
      { status: 302, headers: { location: "https://evil.test/" } },
      { code: "refused", status: 302 },
    ],
    [{ status: 404 }, { code: "missing", status: 404 }],
    [{ status: 501 }, { code: "missing", status: 501 }],
    [{ body: "<html>Garcia</html>" }, { code: "not-json" }],
    [{ body: "[{]" }, { code: "not-json" }],
    [{ body: { error: "Garcia" } }, { code: "no-list" }],
    [{ body: '"Garcia"' }, { code: "no-list" }],
    [{ body: "x".repeat(200_000) }, { code: "too-large" }],
  ])("is noted and does not end the crawl: %j", async (answer, note) => {
    const report = await crawlScript((url, request) =>
      url.pathname.endsWith("/orgs") ? answer : userServer(someUsers(3))(url, request),
    );

    expect(report.notesOf("/orgs")).toEqual([note]);
    expect(report.asked.filter((path) => path.startsWith("/orgs"))).toHaveLength(1);
    expect(idsOf(report.records.get("user"))).toHaveLength(3);
    expect(JSON.stringify(report.notes)).not.toContain("Garcia");
  });

  it("is replaced by its parts, without bringing anyone twice", async () => {
    const users = someUsers(5);
    const { records, notesOf } = await crawlScript(
      (url) => {
        if (url.pathname.endsWith("/users")) return { status: 404 };
        if (url.pathname.endsWith("/students")) return { body: { users: users.slice(0, 4) } };
        return url.pathname.endsWith("/teachers") ? { body: { users: users.slice(3) } } : undefined;
      },
      { limits: { ...smallLimits, pageSize: 5 } },
    );

    expect(idsOf(records.get("user"))).toEqual(idsOf(users));
    expect(notesOf("/teachers")).toContainEqual({ code: "seen-before", count: 1 });
  });

  it("ends a collection in the middle, and keeps what came before", async () => {
    const { records, notesOf } = await crawlScript(
      userServer(someUsers(30), (_url, start) => (start < 20 ? {} : { status: 403 })),
    );

    expect(records.get("user")).toHaveLength(20);
    expect(notesOf("/users")).toContainEqual({ code: "refused", status: 403 });
  });
});

describe("before anything is asked", () => {
  const refusing = async (options: ScriptOptions): Promise<string> => {
    let requests = 0;
    const error: unknown = await crawlScript(() => {
      requests += 1;
      return undefined;
    }, options).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(requests).toBe(0);
    return error instanceof Error && "code" in error ? String(error.code) : "nothing";
  };

  it("the owner of the data must have agreed", async () => {
    const options: object = JSON.parse('{"consent":"true"}');

    expect(await refusing(options)).toBe("no-consent");
    expect(await refusing({ ...options, ...JSON.parse('{"consent":false}') })).toBe("no-consent");
  });

  it.each([
    [{ addresses: { rostering: "http://sis.test/v1p1" } }, "not-encrypted"],
    [{ addresses: { rostering: base, gradebook: "http://10.0.0.1/v1p1" } }, "not-encrypted"],
    [{ auth: { ...auth, tokenUrl: "http://login.test/token" } }, "not-encrypted"],
    [{ addresses: { rostering: "http://127.0.0.1.evil.test/v1p1" } }, "not-encrypted"],
    [{ addresses: { rostering: "ftp://sis.test/v1p1" } }, "bad-url"],
    [{ addresses: { rostering: "sis.test" } }, "bad-url"],
    [{ addresses: { rostering: "https://me:word@sis.test/v1p1" } }, "bad-url"],
    [{ addresses: { rostering: `${base}?x=1` } }, "bad-url"],
  ])("addresses must be safe: %j is %s", async (options, code) => {
    expect(await refusing(options)).toBe(code);
  });

  it.each(["http://localhost:8080/v1p1", "http://127.0.0.1/v1p1", "http://[::1]:8080/v1p1"])(
    "this machine may be asked without encryption: %s",
    async (rostering) => {
      expect((await crawlScript(() => undefined, { addresses: { rostering } })).asked[0]).toContain(
        rostering,
      );
    },
  );

  it("others may be asked without encryption when told so", async () => {
    const report = await crawlScript(() => undefined, {
      addresses: { rostering: "http://sis.test/v1p1" },
      plainHttp: "accepted",
    });

    expect(report.asked[0]).toContain("http://sis.test/v1p1/orgs");
  });
});
