import { expect, it } from "vitest";
import { changeTotal } from "./total-faults.ts";
import type { JsonPage } from "./json-page.ts";

const page: JsonPage = {
  headers: new Headers(),
  body: { users: [], totalCount: 8 },
  wrapper: "users",
  rows: [],
  shape: "list",
};

it("changes a total in the body, where some servers have it, and adds no header for it", () => {
  const changed = changeTotal(page, (total) => total + 1);

  expect(changed.body["totalCount"]).toBe(9);
  expect(changed.headers.has("X-Total-Count")).toBe(false);
});
