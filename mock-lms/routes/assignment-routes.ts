import type { Context, Hono } from "hono";
import { AssignmentWrite } from "../../contracts/lms/gradebook.ts";
import { deleteItem } from "../actions/gradebook-actions.ts";
import { applyDecision, type LiveWorld } from "../actions/live-world.ts";
import { toAssignment } from "../project/gradebook-to-wire.ts";
import { decideAssignmentPost, decideAssignmentPut, fromApi } from "../rules/assignment-row.ts";
import { inListOrder } from "../rules/grade-item.ts";
import type { AssignmentRecord } from "../store/records.ts";
import { idIn, notFound, readBody, replyPage, rootOf, type RouteContext } from "./call.ts";
import { carryOutBody, carryOutOne } from "./row-results.ts";
import { sectionIn } from "./section-in-path.ts";

/** Assignments of a section, and all that is gradable there (Schoology API: assignments, grade_items). */
export function addAssignmentRoutes(api: Hono, { world, journal }: RouteContext): void {
  const { assignments } = world.store;

  api.get("/sections/:section_id/assignments", (c) =>
    replyItems(c, world, { place: "assignments", shows: isAssignment }),
  );
  api.get("/sections/:section_id/grade_items", (c) =>
    replyItems(c, world, { place: "grade_items", shows: () => true }),
  );
  api.post("/sections/:section_id/assignments", async (c) => {
    const body = await readBody(c);
    const { id } = sectionIn(c, world);
    const record = carryOutBody(body, AssignmentWrite, {
      journal,
      perform: (row) => applyDecision(assignments, decideAssignmentPost(world, row, fromApi(id))),
    });
    return c.json(toAssignment(record, world, linkTo(c, record)), 201);
  });
  api.get("/sections/:section_id/assignments/:id", (c) => {
    const record = itemIn(c, world);
    return c.json(toAssignment(record, world, linkTo(c, record)));
  });
  api.put("/sections/:section_id/assignments/:id", async (c) => {
    const body = await readBody(c);
    const before = itemIn(c, world);
    carryOutBody(body, AssignmentWrite, {
      journal,
      perform: (row) => applyDecision(assignments, decideAssignmentPut(world, row, before)),
    });
    return c.body(null, 204);
  });
  api.delete("/sections/:section_id/assignments/:id", (c) => {
    const { id, sectionId } = itemIn(c, world);
    carryOutOne(journal, deleteItem(world, id, sectionId));
    return c.body(null, 204);
  });
}

/** Coursework and tests are assignments; discussions are gradable, but have endpoints of their own. */
function isAssignment(item: AssignmentRecord): boolean {
  return item.type !== "discussion";
}

/** The assignment that a path names; 404 unless it is in the section that the path names too. */
function itemIn(c: Context, world: LiveWorld): AssignmentRecord {
  const item = world.store.assignments.get(idIn(c));
  if (item?.sectionId !== sectionIn(c, world).id || !isAssignment(item)) throw notFound();
  return item;
}

function replyItems(
  c: Context,
  world: LiveWorld,
  list: {
    readonly place: "assignments" | "grade_items";
    readonly shows: (item: AssignmentRecord) => boolean;
  },
): Response {
  const items = world.store.assignments.list("section", sectionIn(c, world).id);
  return replyPage(c, inListOrder(items.filter(list.shows)), {
    key: "assignment",
    total: "number",
    render: (record) => toAssignment(record, world, linkTo(c, record, list.place)),
  });
}

function linkTo(c: Context, record: AssignmentRecord, place = "assignments"): string {
  return `${rootOf(c)}/sections/${record.sectionId}/${place}/${record.id}`;
}
