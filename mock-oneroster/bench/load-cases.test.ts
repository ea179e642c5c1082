import { expect, it } from "vitest";
import { createLoadCases, type CaseId } from "./load-cases.ts";

const district = {
  basePath: "/base",
  users: 103_000,
  activeUsers: 102_000,
  enrollments: 340_000,
  rows: 460_000,
  classIds: ["c-1", "c-2"],
  enrollmentsPerClass: 25,
};

function pathsOf(id: CaseId, users = district.users): readonly string[] {
  const cases = createLoadCases({ ...district, users });
  return cases.find((loadCase) => loadCase.id === id)?.paths ?? [];
}

it("asks for the page at offset 90,000, and nearer to the front where a district is smaller", () => {
  expect(pathsOf("deep")).toEqual(["/base/users?limit=100&offset=90000"]);
  expect(pathsOf("deep", 1_000)).toEqual(["/base/users?limit=100&offset=900"]);
});

it("spreads 50 different pages from the first to the last full one", () => {
  const paths = pathsOf("turn");

  expect(new Set(paths).size).toBe(50);
  expect(paths.at(0)).toBe("/base/users?limit=100&offset=0");
  expect(paths.at(-1)).toBe("/base/users?limit=100&offset=102900");
});

it("asks for the enrollments of each class by an encoded filter", () => {
  expect(pathsOf("class-turn")).toEqual([
    "/base/enrollments?limit=100&filter=class.sourcedId%3D%27c-1%27",
    "/base/enrollments?limit=100&filter=class.sourcedId%3D%27c-2%27",
  ]);
});
