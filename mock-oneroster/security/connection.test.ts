import { describe, expect, it } from "vitest";
import { startGradedMock } from "../testing/graded-mock.ts";
import { describeConnection, maySendGrades, type Connection } from "./connection.ts";

const kind = "roster-and-gradebook";

describe("the licence for grades of a school (R52, F99)", () => {
  it.each<[Connection, boolean, boolean]>([
    [{ kind, learningLicence: "district" }, true, true],
    [{ kind, learningLicence: "school", licensedSchools: ["a"] }, true, false],
    [{ kind, learningLicence: "school" }, false, false],
    [{ kind, learningLicence: "none", licensedSchools: ["a", "b"] }, false, false],
    [{ kind: "roster-only", learningLicence: "district" }, false, false],
  ])("of %j opens school a: %s, school b: %s", (connection, a, b) => {
    expect([maySendGrades(connection, "a"), maySendGrades(connection, "b")]).toEqual([a, b]);
  });
});

describe("a connection in words", () => {
  it("names the schools of a licence that covers some", () => {
    const some = { kind, learningLicence: "school", licensedSchools: ["a", "b"] } as const;

    expect(describeConnection(some)).toBe(`${kind}, Campus Learning licence: school a b`);
    expect(describeConnection({ ...some, withheld: ["demographics"] })).toMatch(
      /, not shared: demographics$/,
    );
    expect(describeConnection({ ...some, learningLicence: "none" })).toBe(
      `${kind}, Campus Learning licence: none`,
    );
  });
});

describe("the gate of a connection, over HTTP", () => {
  const full = { kind, learningLicence: "district" } as const;
  it.each<[string, Connection, Readonly<Record<string, string>>]>([
    ["everything", full, {}],
    [
      "a connection that is roster-only (F98)",
      { ...full, kind: "roster-only" },
      { "/lineItems": "This connection is roster-only" },
    ],
    [
      "no licence",
      { kind, learningLicence: "none" },
      { "/lineItems": "The district has no Campus Learning licence" },
    ],
    [
      "demographics that are not shared (Campus facts A.2)",
      { ...full, withheld: ["demographics"] },
      { "/demographics": "This connection does not share demographics", "/demographics/1001": "" },
    ],
  ])("with %s", async (_what, connection, shut) => {
    for (const version of ["1.1", "1.2"] as const) {
      const { send } = await startGradedMock({ connection });
      const paths = ["/orgs", "/students", "/lineItems", "/demographics", "/demographics/1001"];
      for (const path of paths) {
        const response = await send({ version, method: "GET", path });
        const text = await response.text();

        const isShut = Object.hasOwn(shut, path);
        expect([path, response.status === 403]).toEqual([path, isShut]);
        expect(text).toContain(shut[path] ?? "");
      }
    }
  });
});
