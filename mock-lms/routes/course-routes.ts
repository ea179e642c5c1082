import type { Context, Hono } from "hono";
import * as z from "zod";
import { bulkRowsMax, isRowApplied } from "../../contracts/lms/bulk.ts";
import { CourseWrite } from "../../contracts/lms/course.ts";
import { WireId } from "../../contracts/lms/wire-values.ts";
import { deleteCourse, postCourse, putCourse } from "../actions/course-actions.ts";
import type { ApiRoot } from "../project/links.ts";
import { toCourse } from "../project/to-wire.ts";
import { refuse } from "../rules/decision.ts";
import type { CourseRecord } from "../store/records.ts";
import {
  badCall,
  boundRows,
  idIn,
  isOn,
  notFound,
  readBody,
  readCall,
  readList,
  readRows,
  readWhole,
  replyPage,
  rootOf,
  type RouteContext,
} from "./call.ts";
import {
  carryOutBody,
  carryOutOne,
  carryOutRows,
  replyRows,
  type RowForm,
  type RowResult,
} from "./row-results.ts";
import { postSectionRows } from "./section-rows.ts";

/** Courses, alone and fifty at a time (Schoology API: courses). */
export function addCourseRoutes(api: Hono, context: RouteContext): void {
  const { world, journal } = context;
  const { courses } = world.store;

  api.get("/courses", (c) =>
    replyPage(c, coursesAt(courses.values(), c.req.query("building_id")), {
      key: "course",
      total: "text",
      render: (record) => toCourse(record, rootOf(c), courseOptions(c)),
    }),
  );
  api.post("/courses", async (c) => {
    const options = { updateExisting: isOn(c, "update_existing"), root: rootOf(c) };
    const call = await readCall(c, "course");
    if ("rows" in call) {
      const results = call.rows.map((row) => postCourseRow(context, row, options));
      return replyRows(c, results, { journal, singular: "course" });
    }
    const record = carryOutBody(call.single, CourseWrite, {
      journal,
      perform: (row) => postCourse(world, row, options),
    });
    return c.json(toCourse(record, options.root), 201);
  });
  api.put("/courses", async (c) => {
    const results = carryOutRows(await readRows(c, "course"), CourseWrite, {
      perform: (row) => putCourse(world, row),
      form: courseForm(rootOf(c), 204, String),
    });
    return replyRows(c, results, { journal, singular: "course" });
  });
  api.get("/courses/:id", (c) => {
    const record = courses.get(idIn(c));
    if (record === undefined) throw notFound();
    return c.json(toCourse(record, rootOf(c), courseOptions(c)));
  });
  api.put("/courses/:id", async (c) => {
    const id = String(idIn(c));
    carryOutBody(await readBody(c), CourseWrite, {
      journal,
      perform: (row) => putCourse(world, { ...row, id }),
    });
    return c.body(null, 204);
  });
  api.delete("/courses", (c) => {
    const ids = readList(c, "course_ids");
    if (ids === undefined) throw badCall("Name the courses in course_ids.");
    return deleteCourses(c, context, ids);
  });
  // The file names one path for both forms, so a list in the path is taken too.
  api.delete("/courses/:ids{[0-9]+(,[0-9]+)+}", (c) =>
    deleteCourses(c, context, boundRows(c.req.param("ids").split(","))),
  );
  api.delete("/courses/:id", (c) => {
    carryOutOne(journal, deleteCourse(world, idIn(c)));
    return c.body(null, 204);
  });
}

function courseOptions(c: Context): { readonly districtName: boolean } {
  return { districtName: isOn(c, "fetch_district_course_name") };
}

function deleteCourses(
  c: Context,
  { world, journal }: RouteContext,
  ids: readonly string[],
): Response {
  const results = carryOutRows(
    ids.map((id) => ({ id })),
    z.object({ id: WireId }),
    {
      perform: ({ id }) => deleteCourse(world, Number(id)),
      form: { code: 204, echo: ({ id }) => ({ id }), describe: () => ({}) },
    },
  );
  return replyRows(c, results, { journal, singular: "course" });
}

function coursesAt(
  courses: Iterable<CourseRecord>,
  building: string | undefined,
): Iterable<CourseRecord> {
  if (building === undefined) return courses;
  const id = readWhole(building);
  return [...courses].filter((course) => course.buildingId === id);
}

/** A course row whose sections are read one by one, so that a wrong one fails alone. */
const CourseRow = CourseWrite.extend({
  sections: z.object({ section: z.array(z.unknown()) }).exactOptional(),
});

/** A course row may bring its sections; they are carried out once the course is there, and answered in it. */
function postCourseRow(
  { world, journal }: RouteContext,
  raw: unknown,
  options: { readonly updateExisting: boolean; readonly root: ApiRoot },
): RowResult {
  const nested: { sections?: { section: readonly RowResult[] } } = {};
  const [result] = carryOutRows([raw], CourseRow, {
    perform: ({ sections, ...row }) => {
      const rows = sections?.section ?? [];
      if (rows.length > bulkRowsMax) {
        return refuse(`A course takes at most ${bulkRowsMax} sections at a time.`);
      }
      const applied = postCourse(world, row, options);
      if (applied.kind === "done" && sections !== undefined) {
        const courseId = applied.record.id;
        const section = postSectionRows(world, rows, { ...options, courseId });
        journal.addRows(section.filter(isRowApplied).length);
        nested.sections = { section };
      }
      return applied;
    },
    form: courseForm(options.root, 200),
  });
  return { response_code: 400, ...result, ...nested };
}

function courseForm(
  root: ApiRoot,
  code: 200 | 204,
  idOf: (id: number) => number | string = Number,
): RowForm<Pick<CourseWrite, "course_code">, CourseRecord> {
  return {
    code,
    echo: (row) => (row.course_code === undefined ? {} : { course_code: row.course_code }),
    describe: (course) => ({
      id: idOf(course.id),
      location: `${root}/courses/${course.id}`,
      course_code: course.code,
    }),
  };
}
