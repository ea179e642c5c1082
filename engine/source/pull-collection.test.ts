import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Limits } from "../../contracts/run/limits.ts";
import { RequestError } from "../http/errors.ts";
import type { HttpRequest, HttpResponse, Progress } from "../ports.ts";
import { createRosterBuilder } from "../snapshot/build-roster.ts";
import { school } from "../testing/records.ts";
import { jsonAnswer, servePage, sisOf } from "../testing/sis-server.ts";
import { pageFacts } from "./page-end.ts";
import { pullCollection } from "./pull-collection.ts";

const orgs = Array.from({ length: 5 }, (_, index) => school(`s${index}`));
const offsetsOf = (requests: readonly HttpRequest[]): readonly (string | null)[] =>
  requests.slice(1).map(({ url }) => new URL(url).searchParams.get("offset"));

async function pull(
  answer: (request: HttpRequest, call: number) => HttpResponse,
  limits: Partial<Limits> = {},
) {
  const sis = sisOf(answer);
  const builder = createRosterBuilder("1.1");
  const progress: Progress[] = [];
  const noticed = await pullCollection(sis.client, "orgs", builder, {
    version: "1.1",
    clock: sis.clock,
    limits: Limits.parse({ pageSize: 2, ...limits }),
    onProgress: (step) => progress.push(step),
  });
  const { value, diagnostics } = builder.finish();
  const why = diagnostics.find(({ code }) => code === "collection-incomplete")?.args["why"];
  return {
    ids: [...value.orgs.keys()],
    noticed,
    why,
    offsets: offsetsOf(sis.requests),
    progress,
    sis,
  };
}

const all = ["s0", "s1", "s2", "s3", "s4"];

describe("pullCollection", () => {
  it("follows a server that clamps the limit and says so by Link", async () => {
    const got = await pull((request) => servePage(orgs, request, { clamp: 1, link: true }));

    expect(got).toMatchObject({ ids: all, why: undefined, offsets: ["0", "1", "2", "3", "4"] });
  });

  it("reads past a short page of a server without any headers, to an empty page", async () => {
    const got = await pull((request) => servePage(orgs, request, { clamp: 1 }));

    expect(got).toMatchObject({ ids: all, why: undefined });
    expect(got.offsets.at(-1)).toBe("5");
  });

  it("ends at the total that the server counts", async () => {
    const got = await pull((request) => servePage(orgs, request, { total: 5 }));

    expect(got).toMatchObject({ ids: all, why: undefined, offsets: ["0", "2", "4"] });
    expect(got.progress.at(-1)).toMatchObject({ what: "orgs", done: 5, total: 5 });
  });

  it("asks for a fixed order, so that pages do not overlap (F78)", async () => {
    const { sis } = await pull((request) => servePage(orgs, request, { total: 5 }));

    expect(sis.requests[1]?.url).toBe(
      "https://sis.test/ims/oneroster/v1p1/orgs?limit=2&offset=0&sort=sourcedId&orderBy=asc",
    );
  });

  it("counts a page that comes twice as a gap (F78)", async () => {
    const got = await pull(() => jsonAnswer({ orgs: orgs.slice(0, 2) }));

    expect(got).toMatchObject({ ids: ["s0", "s1"], offsets: ["0", "1", "0", "1", "0", "1"] });
    expect(got.why).toBe("the server sent the same page twice");
  });

  it("counts fewer different records than the total as a gap (F78)", async () => {
    const drifted = [orgs[0], orgs[1], orgs[1], orgs[2]];

    const got = await pull((request) => servePage(drifted, request, { total: 4 }));

    expect(got).toMatchObject({ ids: ["s0", "s1", "s2"], why: "a record came in two pages" });
    expect(got.offsets).toEqual(["0", "2", "0", "2", "0", "2"]);
  });

  it("counts fewer records than the total as a gap though none came twice (F78)", async () => {
    const got = await pull((request) => servePage(orgs, request, { total: 6 }), { rereadsMax: 0 });

    expect(got).toMatchObject({ ids: all, why: "the server counts 6" });
  });

  it("keeps what came before a page that cannot be had, and counts the rest as a gap (F77)", async () => {
    const got = await pull((request, call) =>
      call > 1 ? jsonAnswer({}, {}, 500) : servePage(orgs, request),
    );

    expect(got.ids).toEqual(["s0", "s1"]);
    expect(got.why).toMatch(/answered 500/);
    expect(got.offsets).toEqual(["0", "1", "1", "1"]);
  });

  it("counts a later page that is not JSON, or no list, as a gap (F77)", async () => {
    const html = await pull((request, call) =>
      call > 1 ? { status: 200, headers: {}, body: "<html>" } : servePage(orgs, request),
    );
    const noList = await pull((request, call) =>
      call > 1 ? jsonAnswer({ error: "x" }) : servePage(orgs, request),
    );

    expect(html.why).toBe("the server's answer is not JSON");
    expect(noList.why).toMatch(/expected a list/);
  });

  it("stops at the limit of pages, which is a gap", async () => {
    const got = await pull((request) => servePage(orgs, request), { pagesMax: 2 });

    expect(got).toMatchObject({ ids: ["s0", "s1", "s2"] });
    expect(got.why).toBe("the limit of 2 pages was reached");
  });

  it("reads a single object where a list belongs (F79)", async () => {
    const got = await pull((_request, call) =>
      jsonAnswer(call === 1 ? { orgs: orgs[0] } : { orgs: [] }),
    );

    expect(got).toMatchObject({ ids: ["s0"], why: undefined });
  });

  it("takes an empty collection for what it is (F79)", async () => {
    expect(await pull(() => jsonAnswer({ orgs: [] }))).toMatchObject({ ids: [], why: undefined });
  });

  it("never takes HTML for an empty collection: the first page must be readable", async () => {
    await expect(pull(() => ({ status: 200, headers: {}, body: "<html>" }))).rejects.toThrow(
      /orgs from the SIS: the server's answer is not JSON/,
    );
  });

  it("throws when the first page is refused", async () => {
    await expect(pull(() => jsonAnswer({}, {}, 403))).rejects.toThrow(RequestError);
  });

  it("asks for the same page once more with a new token when the old one ended (F75)", async () => {
    const got = await pull((request, call) =>
      call === 2 ? jsonAnswer({}, {}, 401) : servePage(orgs, request, { total: 5 }),
    );

    expect(got).toMatchObject({ ids: all, why: undefined });
    expect(got.sis.requests.map(({ headers }) => headers["authorization"])).toEqual([
      expect.stringMatching(/^Basic /),
      "Bearer token-1",
      "Bearer token-1",
      expect.stringMatching(/^Basic /),
      "Bearer token-2",
      "Bearer token-2",
    ]);
  });
});

describe("a source that changes while it is read (F78)", () => {
  const codes = ({ noticed }: Awaited<ReturnType<typeof pull>>) => noticed.map(({ code }) => code);
  const without = (id: string) => orgs.filter(({ sourcedId }) => sourcedId !== id);

  it("is read again when its total changed between two pages", async () => {
    const got = await pull((request, call) => {
      const items = call === 1 ? without("s0") : orgs;
      return servePage(items, request, { total: items.length });
    });

    expect(got).toMatchObject({ ids: all, why: undefined });
    expect(got.offsets).toEqual(["0", "2", "4", "0", "2", "4"]);
    expect(got.noticed).toMatchObject([
      {
        code: "collection-reread",
        args: { collection: "orgs", times: 1, why: "a record came in two pages" },
      },
    ]);
  });

  it("is read again when a record went that a server without a total does not count", async () => {
    const got = await pull((request, call) =>
      servePage(call === 1 ? orgs : without("s0"), request),
    );

    expect(got).toMatchObject({ ids: ["s1", "s2", "s3", "s4"], why: undefined });
    expect(codes(got)).toEqual(["collection-reread"]);
  });

  it("may be asked for no record twice, and then what went shows nowhere", async () => {
    const got = await pull(
      (request, call) => servePage(call === 1 ? orgs : without("s0"), request),
      { overlapPages: false },
    );

    expect(got).toMatchObject({ ids: ["s0", "s1", "s3", "s4"], why: undefined, noticed: [] });
  });

  it("is left incomplete when it never comes to rest", async () => {
    const got = await pull((request, call) => servePage(orgs, request, { total: 5 + (call % 2) }), {
      rereadsMax: 3,
    });

    expect(got.offsets.filter((offset) => offset === "0")).toHaveLength(4);
    expect(got.why).toMatch(/^the server counted [56] records, then [56]$/);
    expect(got.noticed).toMatchObject([{ args: { times: 3 } }]);
  });

  it("is read again when a record changed after the reading began", async () => {
    const changed = { ...school("s1"), dateLastModified: "1970-01-01T00:00:00.001Z" };
    const got = await pull((request, call) =>
      servePage(call === 1 ? orgs : [orgs[0], changed, ...orgs.slice(2)], request, { total: 5 }),
    );
    const late = await pull((request, call) => {
      const items = call < 2 ? orgs : [...orgs.slice(0, 4), { ...changed, sourcedId: "s4" }];
      return servePage(items, request, { total: 5 });
    });

    expect(codes(got)).toEqual([]);
    expect(late).toMatchObject({ ids: all, why: undefined });
    expect(codes(late)).toEqual(["collection-reread"]);
  });

  it("is not taken for one only because its clock runs ahead", async () => {
    const ahead = orgs.map((org) => ({ ...org, dateLastModified: "2099-01-01T00:00:00Z" }));

    const got = await pull((request) => servePage(ahead, request, { total: 5 }));

    expect(got).toMatchObject({ ids: all, why: undefined });
    expect(got.offsets).toEqual(["0", "2", "4", "0", "2", "4"]);
  });

  it("is told by a page out of order, unless the server has an order of its own", async () => {
    const names = (ids: readonly string[]) => ids.map((id) => school(id));
    const serve = async (ids: readonly string[]) =>
      pull((request) => servePage(names(ids), request, { total: ids.length }), { rereadsMax: 0 });

    expect((await serve(["a", "d", "b", "c"])).why).toBe("a page was not in the order asked for");
    expect((await serve(["8", "9", "10", "11"])).why).toBeUndefined();
    expect((await serve(["d", "a", "c", "b"])).why).toBeUndefined();
  });

  it("gives what it held before or after, whatever changed and whenever", async () => {
    const one = fc.record({
      count: fc.integer({ min: 1, max: 12 }),
      at: fc.integer({ min: 1, max: 9 }),
      place: fc.nat({ max: 12 }),
      isInsert: fc.boolean(),
      tellsTotal: fc.boolean(),
      pageSize: fc.integer({ min: 2, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(one, async ({ count, at, place, isInsert, tellsTotal, pageSize }) => {
        const before = Array.from({ length: count }, (_, index) => school(`o${20 + index}`));
        const after = isInsert
          ? before.toSpliced(place, 0, school(`o${19 + Math.min(place, count)}x`))
          : before.toSpliced(place, 1);

        const got = await pull(
          (request, call) => {
            const items = call < at ? before : after;
            return servePage(items, request, tellsTotal ? { total: items.length } : {});
          },
          { pageSize },
        );

        expect(got.why).toBeUndefined();
        const held = [before, after].map((items) => items.map(({ sourcedId }) => sourcedId));
        expect(held).toContainEqual(got.ids);
      }),
      { numRuns: 300 },
    );
  });
});

describe("pageFacts", () => {
  it.each([
    [`<u>; rel="next"`, true, true],
    [`<u>; rel=next`, true, true],
    [`<u>; Rel = "last NEXT"`, true, true],
    [`<u?rel=next>; rel="prev"`, true, false],
    [`<u>; rel="nextgroup"`, true, false],
    [`<u>`, false, false],
  ])("reads the Link %s", (link, hasLink, hasNext) => {
    expect(pageFacts({ link }, [])).toMatchObject({ hasLink, hasNext });
  });

  it.each([
    ["7", 7],
    [" 7 ", 7],
    ["-1", undefined],
    ["many", undefined],
    ["", undefined],
  ])("reads the total %j as %s", (total, expected) => {
    expect(pageFacts({ "x-total-count": total }, []).total).toBe(expected);
  });

  it.each([
    [[{ sourcedId: "a" }], "a"],
    [[{ sourcedId: 1 }], undefined],
    [[null], undefined],
  ])("knows a page by its first record: %j", (items, id) => {
    expect(pageFacts({}, items).firstId).toBe(id);
  });
});
