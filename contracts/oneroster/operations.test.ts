import { describe, expect, it } from "vitest";
import { basePath, coreOperations, scopeUri, scopeUris } from "./operations.ts";
import { wrapperOf } from "./wrappers.ts";

describe("the rostering core", () => {
  it("is 22 reads: eleven collections, each with its single read", () => {
    const ids = new Set(coreOperations.map((operation) => operation.operationId));
    const collections = coreOperations.filter((operation) => operation.kind === "collection");

    expect(ids.size).toBe(22);
    expect(collections).toHaveLength(11);
    expect(coreOperations.filter(({ kind }) => kind === "single").map(({ path }) => path)).toEqual(
      collections.map(({ path }) => `${path}/{sourcedId}`),
    );
  });

  it("answers in the wrapper of the class, not of the path", () => {
    const wrappers = coreOperations
      .filter(({ subset }) => subset !== undefined)
      .map(({ path, className, kind }) => `${path} ${wrapperOf("1.2", className)[kind]}`);

    expect(wrappers).toMatchInlineSnapshot(`
      [
        "/gradingPeriods academicSessions",
        "/gradingPeriods/{sourcedId} academicSession",
        "/schools orgs",
        "/schools/{sourcedId} org",
        "/students users",
        "/students/{sourcedId} user",
        "/teachers users",
        "/teachers/{sourcedId} user",
        "/terms academicSessions",
        "/terms/{sourcedId} academicSession",
      ]
    `);
  });

  it("opens with either of two scopes", () => {
    for (const { scopes } of coreOperations) {
      expect(scopes["1.2"]).toEqual([
        "https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly",
        "https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly",
      ]);
    }
  });
});

describe("paths and scopes", () => {
  it("are one for all services in 1.1 and one for each in 1.2", () => {
    expect(basePath("1.1", "gradebook")).toBe("/ims/oneroster/v1p1");
    expect(basePath("1.2", "rostering")).toBe("/ims/oneroster/rostering/v1p2");
    expect(basePath("1.2", "gradebook")).toBe("/ims/oneroster/gradebook/v1p2");
  });

  it("name the version", () => {
    expect(scopeUri("1.1", "roster-core.readonly")).toBe(
      "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly",
    );
    expect([scopeUris("1.1").length, scopeUris("1.2").length]).toEqual([7, 13]);
  });

  it("have one word for demographics, alone or many", () => {
    expect(wrapperOf("1.1", "demographics")).toEqual({
      collection: "demographics",
      single: "demographics",
    });
  });
});
