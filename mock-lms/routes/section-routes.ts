import type { Context, Hono } from "hono";
import * as z from "zod";
import { enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import { SectionWrite } from "../../contracts/lms/section.ts";
import { WireId } from "../../contracts/lms/wire-values.ts";
import { deleteSection, postSection, putSection } from "../actions/course-actions.ts";
import { toSection } from "../project/to-wire.ts";
import { isPastSection, type RuleWorld } from "../rules/world.ts";
import type { SectionRecord } from "../store/records.ts";
import {
  badCall,
  idIn,
  isOn,
  notFound,
  readBody,
  readCall,
  readList,
  readRows,
  replyPage,
  rootOf,
  type RouteContext,
} from "./call.ts";
import { carryOutBody, carryOutOne, carryOutRows, replyRows } from "./row-results.ts";
import { postSectionRows, sectionForm } from "./section-rows.ts";

/** The sections of a course (Schoology API: courses/{id}/sections). */
export function addCourseSectionRoutes(api: Hono, { world, journal }: RouteContext): void {
  const { courses, sections } = world.store;

  api.get("/courses/:id/sections", (c) => {
    const id = idIn(c);
    if (courses.get(id) === undefined) throw notFound();
    return replyPage(c, visible(c, sections.list("course", id), world), {
      key: "section",
      total: "text",
      render: (record) => toSection(record, world, rootOf(c)),
    });
  });
  api.post("/courses/:id/sections", async (c) => {
    const call = await readCall(c, "section");
    const courseId = idIn(c);
    if (courses.get(courseId) === undefined) throw notFound();
    const options = { courseId, updateExisting: isOn(c, "update_existing"), root: rootOf(c) };
    if ("rows" in call) {
      const results = postSectionRows(world, call.rows, options);
      return replyRows(c, results, { journal, singular: "section" });
    }
    const record = carryOutBody(call.single, SectionWrite, {
      journal,
      perform: (row) => postSection(world, row, options),
    });
    return c.json(toSection(record, world, options.root), 201);
  });
}

/** Sections by id and by code (Schoology API: sections). One section is found though it is past. */
export function addSectionRoutes(api: Hono, { world, journal }: RouteContext): void {
  const { sections } = world.store;

  api.get("/sections", (c) => {
    const codes = readList(c, "section_school_codes");
    if (codes === undefined) throw badCall("Name the sections in section_school_codes.");
    const found = new Set(codes.flatMap((code) => sections.find("schoolCode", code) ?? []));
    return c.json({
      section: visible(c, [...found], world).map((record) => toSection(record, world, rootOf(c))),
    });
  });
  api.get("/sections/ext/:code", (c) => {
    const section = sections.find("schoolCode", c.req.param("code"));
    if (section === undefined) throw notFound();
    return c.redirect(`${rootOf(c)}/sections/${section.id}`, 303);
  });
  api.get("/sections/:id", (c) => {
    const section = sections.get(idIn(c));
    if (section === undefined) throw notFound();
    return c.json(toSection(section, world, rootOf(c)));
  });
  api.put("/sections", async (c) => {
    const results = carryOutRows(await readRows(c, "section"), SectionWrite, {
      perform: (row) => putSection(world, row),
      form: sectionForm(rootOf(c), 204),
    });
    return replyRows(c, results, { journal, singular: "section" });
  });
  api.put("/sections/:id", async (c) => {
    const id = String(idIn(c));
    carryOutBody(await readBody(c), SectionWrite, {
      journal,
      perform: (row) => putSection(world, { ...row, id }),
    });
    return c.body(null, 204);
  });
  api.delete("/sections", (c) => {
    const ids = readList(c, "section_ids");
    if (ids === undefined) throw badCall("Name the sections in section_ids.");
    const results = carryOutRows(
      ids.map((id) => ({ id })),
      z.object({ id: WireId }),
      {
        perform: ({ id }) => deleteSection(world, Number(id)),
        form: { code: 204, echo: ({ id }) => ({ id }), describe: () => ({}) },
      },
    );
    return replyRows(c, results, { journal, singular: "section" });
  });
  api.delete("/sections/:id", (c) => {
    carryOutOne(journal, deleteSection(world, idIn(c)));
    return c.body(null, 204);
  });
}

/** The sections that a user is in, with whether as course admin. */
export function addUserSectionRoutes(api: Hono, { world }: RouteContext): void {
  const { users, sections, enrollments } = world.store;

  api.get("/users/:id/sections", (c) => {
    const user = users.get(idIn(c));
    if (user?.inactiveAtMs !== null) throw notFound();
    const memberships = enrollments
      .list("user", user.id)
      .filter((member) => member.status === enrollmentStatus.active);
    const section = memberships.flatMap((member) => {
      const record = sections.get(member.sectionId);
      if (record === undefined || visible(c, [record], world).length === 0) return [];
      return [{ ...toSection(record, world, rootOf(c)), admin: member.admin }];
    });
    return c.json({ section });
  });
}

/** Past sections are hidden unless they are asked for (F50). */
function visible(
  c: Context,
  sections: readonly SectionRecord[],
  world: RuleWorld,
): readonly SectionRecord[] {
  if (isOn(c, "include_past")) return sections;
  return sections.filter((section) => !isPastSection(section, world));
}
