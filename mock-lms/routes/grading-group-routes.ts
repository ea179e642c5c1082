import type { Hono } from "hono";
import { GradingGroupWrite } from "../../contracts/lms/gradebook.ts";
import { deleteGroup } from "../actions/gradebook-actions.ts";
import { applyDecision, type Applied } from "../actions/live-world.ts";
import { toGradingGroup } from "../project/gradebook-to-wire.ts";
import { decideGroupPost, decideGroupPut, findGroup } from "../rules/grading-group-row.ts";
import type { GradingGroupRecord } from "../store/records.ts";
import { idIn, notFound, readBody, readCall, type RouteContext } from "./call.ts";
import { carryOutBody, carryOutOne, carryOutRows, replyRows } from "./row-results.ts";
import { sectionIn } from "./section-in-path.ts";

/** Grading groups: the list whole, creating alone and fifty at a time (Schoology API: grading_groups). */
export function addGradingGroupRoutes(api: Hono, { world, journal }: RouteContext): void {
  const { gradingGroups } = world.store;

  api.get("/sections/:section_id/grading_groups", (c) => {
    const groups = gradingGroups.list("section", sectionIn(c, world).id).map(toGradingGroup);
    return c.json({ grading_groups: groups, count: groups.length, links: { self: c.req.url } });
  });
  api.post("/sections/:section_id/grading_groups", async (c) => {
    const call = await readCall(c, "grading_group");
    const { id } = sectionIn(c, world);
    const perform = (row: GradingGroupWrite): Applied<GradingGroupRecord> =>
      applyDecision(gradingGroups, decideGroupPost(world, row, id));
    if ("single" in call) {
      const record = carryOutBody(call.single, GradingGroupWrite, { journal, perform });
      return c.json(toGradingGroup(record), 201);
    }
    const results = carryOutRows(call.rows, GradingGroupWrite, {
      perform,
      form: {
        code: 200,
        echo: ({ title }) => (title === undefined ? {} : { title }),
        describe: (record) => ({ ...toGradingGroup(record) }),
      },
    });
    return replyRows(c, results, { journal, singular: "grading_group" });
  });
  api.get("/sections/:section_id/grading_groups/:gg_id", (c) => {
    const record = findGroup(world, idIn(c, "gg_id"), sectionIn(c, world).id);
    if (record === undefined) throw notFound();
    return c.json(toGradingGroup(record));
  });
  api.put("/sections/:section_id/grading_groups/:gg_id", async (c) => {
    const body = await readBody(c);
    const section = sectionIn(c, world);
    const id = String(idIn(c, "gg_id"));
    carryOutBody(body, GradingGroupWrite, {
      journal,
      perform: (row) =>
        applyDecision(gradingGroups, decideGroupPut(world, { ...row, id }, section.id)),
    });
    return c.body(null, 204);
  });
  api.delete("/sections/:section_id/grading_groups/:gg_id", (c) => {
    carryOutOne(journal, deleteGroup(world, idIn(c, "gg_id"), sectionIn(c, world).id));
    return c.body(null, 204);
  });
}
