import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkHeader, type Page } from "./link-header.ts";

function linksOf(page: Page): ReadonlyMap<string, URL> {
  const header = linkHeader(new URL("http://sis.example/users?sort=email"), page);
  return new Map(
    header.split(", ").map((link) => {
      const [, address = "", rel = ""] = /^<(.+)>; rel="(\w+)"$/.exec(link) ?? [];
      return [rel, new URL(address)];
    }),
  );
}

function offsetOf(url: URL | undefined): number | undefined {
  return url === undefined ? undefined : Number(url.searchParams.get("offset"));
}

describe("linkHeader", () => {
  it("leads from the first page to the last by next, and back by prev", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat({ max: 200 }), (limit, total) => {
        const offsets: number[] = [];
        let offset: number | undefined = 0;
        let last: number | undefined;
        while (offset !== undefined) {
          const links = linksOf({ limit, offset, total });
          expect(offsetOf(links.get("prev"))).toBe(offsets.at(-1));
          expect(offsetOf(links.get("first"))).toBe(0);
          offsets.push(offset);
          offset = offsetOf(links.get("next"));
          last = offsetOf(links.get("last"));
        }
        expect(last).toBe(offsets.at(-1));
        expect(offsets).toHaveLength(Math.max(1, Math.ceil(total / limit)));
      }),
    );
  });

  it("keeps the other parameters", () => {
    const next = linksOf({ limit: 2, offset: 0, total: 5 }).get("next");

    expect(next?.searchParams.get("sort")).toBe("email");
  });
});
