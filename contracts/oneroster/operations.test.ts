import { describe, expect, it } from "vitest";
import {
  basePath,
  coreOperations,
  operations,
  operationsOf,
  scopeUri,
  scopeUris,
  type Operation,
} from "./operations.ts";
import type { OneRosterVersion } from "./vocabulary.ts";
import { wrapperOf } from "./wrappers.ts";

const versions = ["1.1", "1.2"] as const;

function byId(operationId: string): Operation | undefined {
  return operations.find((operation) => operation.operationId === operationId);
}

/** The short names of the scopes of an operation. */
function scopesOf(version: OneRosterVersion, { scopes }: Operation): readonly string[] {
  const prefix = scopeUri(version, "roster.readonly").replace("roster.readonly", "");
  return (scopes[version] ?? []).map((scope) => scope.replace(prefix, ""));
}

describe("the operations", () => {
  it("are 61 in 1.1 and 81 in 1.2, and 1.1 has none of its own", () => {
    const count = (version: OneRosterVersion) =>
      (["rostering", "gradebook", "resources"] as const).map(
        (name) => operationsOf(version).filter(({ service }) => service === name).length,
      );

    expect(count("1.1")).toEqual([41, 16, 4]);
    expect(count("1.2")).toEqual([41, 35, 5]);
    expect(operationsOf("1.2")).toEqual(operations);
  });

  it("lack in 1.1 the posts, the assessments, the score scales and two reads", () => {
    const lacking = operations.filter((operation) => !operationsOf("1.1").includes(operation));

    expect(lacking.filter(({ kind }) => kind === "post")).toHaveLength(4);
    expect(lacking.filter(({ className }) => className.startsWith("assessment"))).toHaveLength(8);
    expect(lacking.filter(({ className }) => className === "scoreScale")).toHaveLength(6);
    expect(lacking.map(({ operationId }) => operationId)).toEqual(
      expect.arrayContaining(["getCategoriesForClass", "getResourcesForUser"]),
    );
    expect(lacking).toHaveLength(4 + 8 + 6 + 2);
  });

  it.each(versions)(
    "have each a name and, with the method, a path of their own in %s",
    (version) => {
      const all = operationsOf(version);
      const routes = all.map(
        ({ method, service, path }) => `${method} ${basePath(version, service)}${path}`,
      );

      expect(new Set(routes).size).toBe(all.length);
      expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(all.length);
    },
  );

  it("write in the gradebook only", () => {
    const writes = operations.filter(({ method }) => method !== "GET");

    expect(new Set(writes.map(({ service }) => service))).toEqual(new Set(["gradebook"]));
    expect(writes.map(({ kind }) => kind).toSorted()).toEqual([
      ...Array(6).fill("delete"),
      ...Array(4).fill("post"),
      ...Array(6).fill("put"),
    ]);
  });

  it("are about {sourcedId} exactly when they are about one record", () => {
    for (const { path, kind } of operations) {
      const ofRecord = kind === "single" || kind === "put" || kind === "delete";
      expect([path, path.endsWith("/{sourcedId}")]).toEqual([path, ofRecord]);
    }
  });

  it("name every other parameter of the path as a parent, in its order", () => {
    for (const { path, parents } of operations) {
      const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parents.map(({ parameter }) => parameter)).toEqual(
        parameters.filter((name) => name !== "sourcedId"),
      );
    }
  });

  it("know the class of the parents and of the records", () => {
    expect(byId("getResultsForStudentForClass")).toMatchObject({
      className: "result",
      kind: "collection",
      parents: [
        { parameter: "classSourcedId", className: "class" },
        {
          parameter: "studentSourcedId",
          className: "user",
          subset: { field: "role", value: "student" },
        },
      ],
    });
    expect(byId("getGradingPeriodsForTerm")).toMatchObject({
      className: "academicSession",
      subset: { field: "type", value: "gradingPeriod" },
      parents: [{ className: "academicSession", subset: { field: "type", value: "term" } }],
    });
    expect(byId("postLineItemsForSchool")).toMatchObject({
      className: "lineItem",
      kind: "post",
      parents: [{ className: "org", subset: { field: "type", value: "school" } }],
    });
  });
});

describe("the scopes of an operation", () => {
  it.each(versions)("are some for every operation of %s, and all of that version", (version) => {
    const known = new Set(scopeUris(version));

    for (const { operationId, scopes } of operationsOf(version)) {
      expect([operationId, scopes[version]?.length]).not.toEqual([operationId, 0]);
      expect(scopes[version]?.every((scope) => known.has(scope))).toBe(true);
    }
  });

  it.each(versions)("are all needed by some operation of %s", (version) => {
    const used = new Set(operationsOf(version).flatMap(({ scopes }) => scopes[version] ?? []));

    expect(used).toEqual(new Set(scopeUris(version)));
  });

  it.each(versions)("never open a nested read or a write with a core scope in %s", (version) => {
    const core = operationsOf(version).filter((operation) =>
      scopesOf(version, operation).some((name) => name.includes("-core.")),
    );

    expect(core).toHaveLength(version === "1.1" ? 22 : 22 + 8 + 2);
    expect(core.filter(({ parents, method }) => parents.length > 0 || method !== "GET")).toEqual(
      [],
    );
  });

  it.each(versions)("open demographics by their own alone in %s", (version) => {
    const own = operationsOf(version).filter((operation) =>
      scopesOf(version, operation).includes("roster-demographics.readonly"),
    );

    expect(own.map(({ path }) => path)).toEqual(["/demographics", "/demographics/{sourcedId}"]);
    expect(own.map((operation) => scopesOf(version, operation))).toEqual(
      own.map(() => ["roster-demographics.readonly"]),
    );
  });

  it("follow the method, and core scopes outside rostering are new in 1.2", () => {
    const names = ["getAllResults", "putResult", "deleteResult", "postResultsForLineItem"];
    const others = ["getAllAssessmentResults", "putAssessmentResult", "getResource"];
    const lines = [...names, ...others].map((name) => {
      const operation = byId(name);
      return operation && versions.map((version) => scopesOf(version, operation).join(" | "));
    });

    expect(lines).toEqual([
      ["gradebook.readonly", "gradebook.readonly | gradebook-core.readonly"],
      ["gradebook.createput", "gradebook.createput"],
      ["gradebook.delete", "gradebook.delete"],
      ["", "gradebook.createpost"],
      ["", "assessment.readonly"],
      ["", "assessment.createput"],
      ["resource.readonly", "resource.readonly | resource-core.readonly"],
    ]);
  });
});

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
      .map(({ path, className, kind }) => {
        const wrapper = wrapperOf("1.2", className);
        return `${path} ${kind === "single" ? wrapper.single : wrapper.collection}`;
      });

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

  it("opens with either of two scopes, in both versions", () => {
    for (const { scopes } of coreOperations) {
      expect(scopes).toEqual({
        "1.1": [
          "https://purl.imsglobal.org/spec/or/v1p1/scope/roster.readonly",
          "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly",
        ],
        "1.2": [
          "https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly",
          "https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly",
        ],
      });
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
