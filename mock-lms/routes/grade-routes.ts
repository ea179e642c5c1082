import type { Context, Hono } from "hono";
import { isRowApplied, parseBulkRequest } from "../../contracts/lms/bulk.ts";
import { FinalCommentWrite, GradeWrite } from "../../contracts/lms/gradebook.ts";
import { putFinalComment, putGrade } from "../actions/gradebook-actions.ts";
import type { LiveWorld } from "../actions/live-world.ts";
import { pageLinks, pageOf } from "../project/links.ts";
import {
  shownGrades,
  toFinalGrade,
  toGrade,
  toPeriods,
  toUserSection,
  type WantedPeriods,
} from "../project/grades-to-wire.ts";
import { isGradeable } from "../rules/grade-item.ts";
import { openGradebook } from "../rules/section-gradebook.ts";
import type { EnrollmentRecord, GradeRecord } from "../store/records.ts";
import {
  badCall,
  boundRows,
  idIn,
  isOn,
  notFound,
  readBody,
  readList,
  readPage,
  readWhole,
  rootOf,
  type RouteContext,
} from "./call.ts";
import { carryOutRows, noteRows, replyRows, type RowResult } from "./row-results.ts";
import { sectionIn } from "./section-in-path.ts";

/** Grades of a section and of a user (Schoology API: grades). Members who are archived do not show. */
export function addGradeRoutes(api: Hono, context: RouteContext): void {
  const { world } = context;

  api.get("/sections/:section_id/grades", (c) => replySectionGrades(c, world));
  api.put("/sections/:section_id/grades", async (c) => {
    const body = await readBody(c);
    return replyPut(c, context, carryOutGradeRows(world, body, sectionIn(c, world).id));
  });
  api.get("/users/:user_id/grades", (c) => replyUserGrades(c, world));
}

function replySectionGrades(c: Context, world: LiveWorld): Response {
  const section = sectionIn(c, world);
  const filter = {
    assignmentId: readFilter(c, "assignment_id"),
    enrollmentId: readFilter(c, "enrollment_id"),
    since: readFilter(c, "timestamp") ?? 0,
  };
  const book = openGradebook(world, section);
  const members = gradedMembers(world, section.id, filter.enrollmentId);
  const shown = shownGrades(book, gradesOf(world, section.id, filter), filter.since).filter(
    ({ grade }) => members.has(grade.enrollmentId),
  );
  const query = readPage(c);
  const page = pageOf(
    shown.map((one) => ({ ...one, id: one.grade.id })),
    query,
  );
  return c.json({
    grades: { grade: page.items.map((one) => toGrade(one, world, rootOf(c))) },
    period: toPeriods(book),
    final_grade: [...members.values()].map((member) => toFinalGrade(book, member, world)),
    total: page.total,
    links: pageLinks(c.req.url, query, page.total, page.nextId),
  });
}

/** A number of the query that lists are narrowed by; 400 when it is none. */
function readFilter(c: Context, name: string): number | undefined {
  const text = c.req.query(name);
  if (text === undefined || text === "") return undefined;
  const value = readWhole(text);
  if (value === undefined) throw badCall(`${name} is a whole number.`);
  return value;
}

function gradedMembers(
  world: LiveWorld,
  sectionId: number,
  only: number | undefined,
): ReadonlyMap<number, EnrollmentRecord> {
  const one = only === undefined ? undefined : world.store.enrollments.get(only);
  const members =
    only === undefined
      ? world.store.enrollments.list("section", sectionId)
      : one?.sectionId === sectionId
        ? [one]
        : [];
  return new Map(members.filter(isGradeable).map((member) => [member.id, member]));
}

/** Looks in the narrowest group: one member's, one item's, or the section's. */
function gradesOf(
  { store: { grades } }: LiveWorld,
  sectionId: number,
  by: { readonly assignmentId: number | undefined; readonly enrollmentId: number | undefined },
): readonly GradeRecord[] {
  const { assignmentId, enrollmentId } = by;
  if (enrollmentId !== undefined) {
    return grades
      .list("enrollment", enrollmentId)
      .filter((grade) => assignmentId === undefined || grade.assignmentId === assignmentId);
  }
  return assignmentId === undefined
    ? grades.list("section", sectionId)
    : grades.list("assignment", assignmentId);
}

/** A body holds rows of grades, of final comments, or of both. */
function carryOutGradeRows(
  world: LiveWorld,
  body: unknown,
  sectionId: number,
): Readonly<Record<"grade" | "final_comment", readonly RowResult[]>> {
  const grades = parseBulkRequest("grade", body);
  const comments = parseBulkRequest("final_comment", body);
  if (grades === undefined && comments === undefined) {
    throw badCall("The body holds no grade and no final_comment rows.");
  }
  boundRows([...(grades ?? []), ...(comments ?? [])]);
  return {
    grade: carryOutRows(grades ?? [], GradeWrite, {
      perform: (row) => putGrade(world, row, sectionId),
      form: {
        code: 204,
        echo: ({ assignment_id, enrollment_id }) => defined({ assignment_id, enrollment_id }),
        describe: () => ({}),
      },
    }),
    final_comment: carryOutRows(comments ?? [], FinalCommentWrite, {
      perform: (row) => putFinalComment(world, row, sectionId),
      form: {
        code: 204,
        echo: ({ enrollment_id, period_id }) => defined({ enrollment_id, period_id }),
        describe: () => ({}),
      },
    }),
  };
}

function defined(
  fields: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Nothing when all went well; what became of each row otherwise, or when settings want it always. */
function replyPut(
  c: Context,
  { world, journal }: RouteContext,
  results: ReturnType<typeof carryOutGradeRows>,
): Response {
  const rows = [...results.grade, ...results.final_comment];
  if (world.gradebook.gradeRowsReply === "empty-when-done" && rows.every(isRowApplied)) {
    noteRows(c, rows, journal);
    return c.body(null, 204);
  }
  if (results.final_comment.length === 0) {
    return replyRows(c, results.grade, { journal, singular: "grade" });
  }
  if (results.grade.length === 0) {
    return replyRows(c, results.final_comment, { journal, singular: "final_comment" });
  }
  noteRows(c, rows, journal);
  return c.json(results, 207);
}

/** A user's grades in each section that they are a member of; with `timestamp` or all enrollments in pages. */
function replyUserGrades(c: Context, world: LiveWorld): Response {
  const user = world.store.users.get(idIn(c, "user_id"));
  if (user?.inactiveAtMs !== null) throw notFound();
  const sectionId = readFilter(c, "section_id");
  const since = readFilter(c, "timestamp");
  const all = isOn(c, "include_all_enrollments");
  const wanted = readWantedPeriods(c);
  const members = world.store.enrollments
    .list("user", user.id)
    .filter((member) => sectionId === undefined || member.sectionId === sectionId)
    .filter((member) => (all ? member.admin === 0 : isGradeable(member)));
  const place = { world, root: rootOf(c), since: since ?? 0, wanted };
  const render = (member: EnrollmentRecord) => {
    const section = world.store.sections.get(member.sectionId);
    if (section === undefined) return [];
    return [toUserSection(openGradebook(world, section), member, place)];
  };
  if (since === undefined && !all) {
    return c.json({ section: members.flatMap(render), links: { self: c.req.url } });
  }
  const query = readPage(c);
  const page = pageOf(members, query);
  return c.json({
    section: page.items.flatMap(render),
    links: pageLinks(c.req.url, query, page.total, page.nextId),
  });
}

function readWantedPeriods(c: Context): WantedPeriods {
  const periods = readList(c, "grading_period_ids");
  return periods === undefined ? undefined : new Set(periods);
}
