import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress } from "./address.ts";
import { linkHeader, type Page } from "./link-header.ts";

function linksOf(page: Page): ReadonlyMap<string, URL> {
  const header = linkHeader(readAddress("http://sis.example/users?sort=email"), page);
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

  it.each([100, 2_000, 4_000, 11_000, 15_000])(
    "is never so long that clients refuse the headers, with a filter of %d characters",
    (length) => {
      const address = readAddress(`http://sis.example/users?filter=${"a".repeat(length)}`);

      const header = linkHeader(address, { limit: 2, offset: 4, total: 10 });

      expect(header.length).toBeLessThan(13_000);
      expect(header.includes('rel="next"')).toBe(length < 12_000);
      expect(header.includes('rel="last"')).toBe(length < 3_000);
    },
  );
});
