import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatBulkRequest,
  isRowApplied,
  MultigetRequest,
  MultigetResponse,
  parseBulkRequest,
  parseBulkResults,
} from "./bulk.ts";

describe("bulk calls", () => {
  it("wraps rows in plural and singular", () => {
    expect(formatBulkRequest("user", [{ school_uid: "u-1" }])).toEqual({
      users: { user: [{ school_uid: "u-1" }] },
    });
  });

  it("reads back the rows that were wrapped", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (rows) => {
        const body = formatBulkRequest("section", rows);

        expect(parseBulkRequest("section", body)).toEqual(rows);
      }),
    );
  });

  it("finds no rows in anything that is not such a call", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(parseBulkRequest("course", { other: body })).toBeUndefined();
        expect(parseBulkRequest("course", { courses: { course: "text" } })).toBeUndefined();
      }),
    );
  });

  it("reads row results bare or wrapped", () => {
    const rows = [
      { response_code: "200", id: 7 },
      { response_code: 409, error: "taken" },
    ];
    const expected = [
      { response_code: 200, id: "7" },
      { response_code: 409, error: "taken" },
    ];

    expect(parseBulkResults("user", { user: rows })).toEqual(expected);
    expect(parseBulkResults("enrollment", { enrollments: { enrollment: rows } })).toEqual(expected);
  });

  it("gives no results when a row lacks its code", () => {
    expect(parseBulkResults("user", { user: [{ id: 7 }] })).toBeUndefined();
    expect(parseBulkResults("user", "<html>")).toBeUndefined();
  });

  it("counts every 2xx row as carried out", () => {
    const applied = [200, 201, 204, 207, 400, 409, 500].filter((code) =>
      isRowApplied({ response_code: code }),
    );

    expect(applied).toEqual([200, 201, 204, 207]);
  });

  it("bounds a multiget to 50 paths", () => {
    const paths = Array.from({ length: 51 }, (_, index) => `/v1/users/${index}`);

    expect(MultigetRequest.safeParse({ request: paths }).success).toBe(false);
    expect(MultigetRequest.safeParse({ request: paths.slice(1) }).success).toBe(true);
    expect(
      MultigetResponse.parse({ response: [{ response_code: 404, body: null }] }).response,
    ).toHaveLength(1);
  });
});
