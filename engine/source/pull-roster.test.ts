import { describe, expect, it } from "vitest";
import { Limits } from "../../contracts/run/limits.ts";
import { RequestError } from "../http/errors.ts";
import type { HttpRequest, HttpResponse, Progress } from "../ports.ts";
import { createRosterBuilder } from "../snapshot/build-roster.ts";
import { school } from "../testing/records.ts";
import { jsonAnswer, servePage, sisOf } from "../testing/sis-server.ts";
import { pageFacts } from "./page-end.ts";
import { pullCollection } from "./pull-roster.ts";

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
  await pullCollection(sis.client, "orgs", builder, {
    version: "1.1",
    limits: Limits.parse({ pageSize: 2, ...limits }),
    onProgress: (step) => progress.push(step),
  });
  const { value, diagnostics } = builder.finish();
  const why = diagnostics.find(({ code }) => code === "collection-incomplete")?.args["why"];
  return { ids: [...value.orgs.keys()], why, offsets: offsetsOf(sis.requests), progress, sis };
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

    expect(got).toMatchObject({ ids: ["s0", "s1"], offsets: ["0", "2"] });
    expect(got.why).toBe("the server sent the same page twice");
  });

  it("counts fewer different records than the total as a gap (F78)", async () => {
    const drifted = [orgs[0], orgs[1], orgs[1], orgs[2]];

    const got = await pull((request) => servePage(drifted, request, { total: 4 }));

    expect(got).toMatchObject({ ids: ["s0", "s1", "s2"], why: "the server counts 4" });
  });

  it("keeps what came before a page that cannot be had, and counts the rest as a gap (F77)", async () => {
    const got = await pull((request, call) =>
      call > 1 ? jsonAnswer({}, {}, 500) : servePage(orgs, request),
    );

    expect(got.ids).toEqual(["s0", "s1"]);
    expect(got.why).toMatch(/answered 500/);
    expect(got.offsets).toEqual(["0", "2", "2", "2"]);
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

    expect(got).toMatchObject({ ids: ["s0", "s1", "s2", "s3"] });
    expect(got.why).toBe("the limit of 2 pages was reached");
  });

  it("reads a single object where a list belongs", async () => {
    const got = await pull((_request, call) =>
      jsonAnswer(call === 1 ? { orgs: orgs[0] } : { orgs: [] }),
    );

    expect(got).toMatchObject({ ids: ["s0"], why: undefined });
  });

  it("takes an empty collection for what it is", async () => {
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
