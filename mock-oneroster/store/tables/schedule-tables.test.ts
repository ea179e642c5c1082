import { describe, expect, it } from "vitest";
import type { Roster, StaffRow } from "../records.ts";
import { createIdSpace } from "../table/id-space.ts";
import { createRostersTable, createStaffTable } from "./schedule-tables.ts";

const roster: Roster = {
  id: "s1",
  status: "active",
  modified: "2026-09-01T05:00:00.000Z",
  metadata: { note: 1 },
  section: "101",
  school: "north",
  person: "1000001",
  role: "student",
  primary: "false",
  beginDate: "2026-09-02",
  endDate: "2026-12-18",
};
const spaces = (): {
  people: ReturnType<typeof createIdSpace>;
  sections: ReturnType<typeof createIdSpace>;
} => ({
  people: createIdSpace(),
  sections: createIdSpace(),
});

describe("the tables of seats", () => {
  it("give back every field of a roster", () => {
    const table = createRostersTable(spaces());

    table.put({ ...roster, id: "s0", metadata: undefined, primary: undefined, endDate: undefined });
    table.put(roster);

    expect(table.get("s1")).toEqual(roster);
    expect(table.get("s0")?.primary).toBeUndefined();
  });

  it("give back every field of a staff row", () => {
    const table = createStaffTable(spaces());
    const row: StaffRow = { ...roster, role: "teacher", primary: "true", staffType: "P" };

    table.put(row);

    expect(table.get("s1")).toEqual(row);
  });
});
