import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generateDistrict } from "./district/generate-district.ts";
import { startTestMock, type TestMock } from "./testing/ask.ts";

const districts = generateDistrict({
  seed: 11,
  students: 60,
  schools: 2,
  asOf: "2026-09-01",
  dirt: { all: 0.1 },
});

/** The ids of a list, page by page, by the offset or by the links. */
async function walk(
  mock: TestMock,
  version: "1.1" | "1.2",
  path: string,
  limit: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let next: string | undefined = `${path}${path.includes("?") ? "&" : "?"}limit=${limit}`;
  while (next !== undefined) {
    const response: Response = await mock.get(version, next);
    const [rows] = Object.values(await bodyOf(response));
    for (const row of Array.isArray(rows) ? rows : []) ids.push(String(row.sourcedId));
    const link = /<([^>]+)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1];
    next = link === undefined ? undefined : link.slice(link.indexOf(path.split("?")[0] ?? ""));
  }
  return ids;
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json();
  return typeof body === "object" && body !== null ? { ...body } : {};
}

describe("paging", () => {
  it("visits each record once, in any order and by pages of any size", async () => {
    const mock = await startTestMock(districts);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("1.1" as const, "1.2" as const),
        fc.constantFrom("/users", "/students", "/enrollments", "/classes", "/orgs"),
        fc.constantFrom("", "sort=sourcedId", "sort=dateLastModified", "sort=status", "sort=title"),
        fc.constantFrom("", "orderBy=desc"),
        fc.constantFrom("", "filter=status%3D%27active%27", "filter=status!%3D%27active%27"),
        fc.integer({ min: 7, max: 400 }),
        async (version, path, sort, direction, filter, limit) => {
          const parameters = [sort, direction, filter].filter((one) => one !== "").join("&");
          const whole = await walk(mock, version, `${path}?${filter}`, 1_000_000);

          const ids = await walk(mock, version, `${path}?${parameters}`, limit);

          expect(ids).toHaveLength(whole.length);
          expect(new Set(ids)).toEqual(new Set(whole));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("finds by an index exactly what looking at every record finds", async () => {
    const mock = await startTestMock(districts);
    for (const version of ["1.1", "1.2"] as const) {
      const rows = await mock.all(version, "/enrollments");
      for (const field of ["user", "class", "school"] as const) {
        const ids = rows.map((row) => String(Object(row[field]).sourcedId));
        const wanted = ids[ids.length >> 1] ?? "";
        const filter = encodeURIComponent(`${field}.sourcedId='${wanted}'`);
        const found = await walk(mock, version, `/enrollments?filter=${filter}`, 50);

        const expected = rows
          .filter((_, index) => ids[index] === wanted)
          .map(({ sourcedId }) => String(sourcedId));
        expect(found).toEqual(expected);
        expect(found.length).toBeGreaterThan(0);
      }
    }
  });
});
