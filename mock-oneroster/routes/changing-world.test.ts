import { expect, it } from "vitest";
import { generateDistrict } from "../district/generate-district.ts";
import { readJson, startTestMock } from "../testing/ask.ts";

it("answers a slow filter from the world as it is in the end, though it changes meanwhile", async () => {
  const world = generateDistrict({ seed: 3, students: 1_500, schools: 2, asOf: "2026-09-01" });
  const { get } = await startTestMock(world);
  const title = "filter=title%3D'Conduct'&limit=50000";

  const asked = get("1.2", `/lineItems?${title}`, "gradebook");
  // The selection has begun and lets others pass: half of the sections go.
  const sections = [...world.sections.values()];
  for (const { id } of sections.slice(sections.length / 2)) world.sections.delete(id);
  const answer = await asked;

  expect(answer.status).toBe(200);
  const meanwhile = await readJson(answer);
  const after = await readJson(await get("1.2", `/lineItems?${title}`, "gradebook"));
  expect(meanwhile).toEqual(after);
  expect(meanwhile["lineItems"]).not.toEqual([]);
});
