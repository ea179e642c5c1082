import { describe, expect, it } from "vitest";
import { maySendGrades, type Connection } from "./connection.ts";

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
