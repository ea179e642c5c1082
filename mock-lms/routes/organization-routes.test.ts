import { describe, expect, it } from "vitest";
import { Building, SchoolList } from "../../contracts/lms/building.ts";
import { GradingPeriod, GradingPeriodList } from "../../contracts/lms/grading-period.ts";
import { RoleList } from "../../contracts/lms/role.ts";
import { AppUserInfo } from "../../contracts/lms/user.ts";
import { createTestLms } from "../testing/signed-client.ts";
import { buildingTitles, firstIds, openSchoolWithSection } from "../testing/small-school.ts";

const fall = { title: "Fall", start: "2026-08-17", end: "2026-12-18" };

describe("organisation", () => {
  it("begins with itself, four roles and no building", async () => {
    const lms = createTestLms();

    const { school } = SchoolList.parse((await lms.get("/schools")).body);
    const { role } = RoleList.parse((await lms.get("/roles")).body);

    expect(school.map((each) => each.title)).toEqual(["Test District"]);
    expect(role.map((each) => each.title)).toEqual([
      "School Admin",
      "Teacher",
      "Student",
      "Parent",
    ]);
    expect((await lms.get("/roles/703")).body).toMatchObject({ title: "Student", faculty: 0 });
    expect(await buildingTitles(lms)).toEqual([]);
    expect(lms.lms.counts().buildings).toBe(0);
  });

  it("says whom the key acts as", async () => {
    const lms = createTestLms();

    expect(AppUserInfo.parse((await lms.get("/app-user-info")).body).api_uid).toBe("100000000");
  });

  it("adds buildings to the organisation and changes them under schools", async () => {
    const lms = createTestLms();
    const path = `/schools/${firstIds.organization}/buildings`;

    const created = await lms.post(path, { title: "North", building_code: "n", city: "Ames" });
    const { id } = Building.parse(created.body);
    const changed = await lms.put(`/schools/${id}`, { title: "North High" });

    expect([created.status, changed.status]).toEqual([201, 204]);
    expect((await lms.get(`/schools/${id}`)).body).toMatchObject({
      title: "North High",
      building_code: "n",
      city: "Ames",
    });
    expect(await buildingTitles(lms)).toEqual(["North High"]);
  });

  it("refuses a building without a title, and buildings of a building", async () => {
    const lms = createTestLms();
    const path = `/schools/${firstIds.organization}/buildings`;
    await lms.post(path, { title: "North" });

    expect((await lms.post(path, { title: " " })).status).toBe(400);
    expect((await lms.post("/schools/10002/buildings", { title: "West" })).status).toBe(404);
    expect((await lms.get("/schools/77")).status).toBe(404);
    expect((await lms.put("/schools/10002", { title: "" })).status).toBe(400);
  });
});

describe("grading periods", () => {
  it("gives ids as text alone and as numbers in lists", async () => {
    const lms = createTestLms();

    const created = await lms.post("/gradingperiods", fall);
    const list = await lms.get("/gradingperiods");

    expect(created).toMatchObject({ status: 201, body: { id: "50001", active: "1" } });
    expect(list.body).toMatchObject({ total: 1, gradingperiods: [{ id: 50_001 }] });
    expect(GradingPeriod.parse((await lms.get("/gradingperiods/50001")).body)).toMatchObject(fall);
  });

  it("keeps titles unique in the whole organisation, by case (F13)", async () => {
    const lms = createTestLms();
    await lms.post("/gradingperiods", fall);

    const again = await lms.post("/gradingperiods", fall);
    const lower = await lms.post("/gradingperiods", { ...fall, title: "fall" });
    const renamed = await lms.put("/gradingperiods/50002", { title: "Fall" });

    expect([again.status, lower.status, renamed.status]).toEqual([400, 201, 400]);
    expect(again.body).toContain("50001");
  });

  it("finds by title, whole or from its start", async () => {
    const lms = createTestLms();
    for (const title of ["Q1", "Q1 North", "Q2"]) {
      await lms.post("/gradingperiods", { ...fall, title });
    }
    const titles = async (query: string) =>
      GradingPeriodList.parse((await lms.get(`/gradingperiods?${query}`)).body).gradingperiods.map(
        (period) => period.title,
      );

    expect(await titles("title=Q1")).toEqual(["Q1"]);
    expect(await titles("title=Q1&startswith=1")).toEqual(["Q1", "Q1 North"]);
  });

  it("changes dates, and refuses an end before the start", async () => {
    const lms = createTestLms();
    await lms.post("/gradingperiods", fall);

    expect((await lms.put("/gradingperiods/50001", { end: "2027-01-15" })).status).toBe(204);
    expect((await lms.put("/gradingperiods/50001", { end: "2026-01-15" })).status).toBe(400);
    expect((await lms.put("/gradingperiods/50001", { end: "soon" })).status).toBe(400);
    expect((await lms.get("/gradingperiods/50001")).body).toMatchObject({ end: "2027-01-15" });
  });

  it("stay while a section uses them", async () => {
    const lms = createTestLms();
    await openSchoolWithSection(lms);

    expect((await lms.remove("/gradingperiods/50001")).status).toBe(400);
    await lms.remove(`/sections/${firstIds.section}`);
    expect((await lms.remove("/gradingperiods/50001")).status).toBe(204);
    expect((await lms.get("/gradingperiods/50001")).status).toBe(404);
  });
});
