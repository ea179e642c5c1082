import type { Context, Hono } from "hono";
import * as z from "zod";
import {
  EnrollmentByCodesRow,
  EnrollmentImportRow,
  EnrollmentWrite,
} from "../../contracts/lms/enrollment.ts";
import { WireId } from "../../contracts/lms/wire-values.ts";
import {
  applyEnrollment,
  importEnrollment,
  importEnrollmentByCodes,
} from "../actions/enrollment-import.ts";
import type { Applied, LiveWorld } from "../actions/live-world.ts";
import { removeMembership } from "../actions/remove-membership.ts";
import type { ApiRoot } from "../project/links.ts";
import { toEnrollment } from "../project/to-wire.ts";
import { refuse, refuseUnknown } from "../rules/decision.ts";
import { decideEnrollmentPost, decideEnrollmentPut } from "../rules/enrollment-row.ts";
import type { EnrollmentRecord } from "../store/records.ts";
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
import { carryOutBody, carryOutOne, carryOutRows, replyRows, type RowForm } from "./row-results.ts";

const wrapped = { singular: "enrollment", plural: "enrollments" } as const;

/** The members of a section (Schoology API: sections/{id}/enrollments). */
export function addSectionEnrollmentRoutes(api: Hono, { world, journal }: RouteContext): void {
  const { sections, enrollments } = world.store;

  api.get("/sections/:section_id/enrollments", (c) => {
    const sectionId = idIn(c, "section_id");
    if (sections.get(sectionId) === undefined) throw notFound();
    return replyPage(c, filterMembers(c, enrollments.list("section", sectionId)), {
      key: "enrollment",
      total: "text",
      render: (record) => toEnrollment(record, world, rootOf(c)),
    });
  });
  api.post("/sections/:section_id/enrollments", async (c) => {
    const call = await readCall(c, "enrollment");
    const sectionId = idIn(c, "section_id");
    if (sections.get(sectionId) === undefined) throw notFound();
    const options = { sectionId, updateExisting: isOn(c, "update_existing") };
    const perform = (row: EnrollmentWrite): Applied<EnrollmentRecord> =>
      applyEnrollment(world, decideEnrollmentPost(world, row, options));
    if ("single" in call) {
      const record = carryOutBody(call.single, EnrollmentWrite, { journal, perform });
      const wire = toEnrollment(record, world, rootOf(c));
      return c.json({ ...wire, status: record.status }, 201);
    }
    const form = memberForm(rootOf(c));
    return replyRows(c, carryOutRows(call.rows, EnrollmentWrite, { perform, form }), {
      journal,
      ...wrapped,
    });
  });
  api.put("/sections/:section_id/enrollments", async (c) => {
    const rows = await readRows(c, "enrollment");
    const sectionId = idIn(c, "section_id");
    if (sections.get(sectionId) === undefined) throw notFound();
    const results = carryOutRows(rows, EnrollmentWrite, {
      perform: (row) => {
        const before = enrollments.get(Number(row.id));
        if (before?.sectionId !== sectionId) {
          return refuseUnknown("The section has no enrollment with this id.");
        }
        return applyEnrollment(world, decideEnrollmentPut(world, before, row));
      },
      form: {
        code: 204,
        echo: (row) => (row.id === undefined ? {} : { id: row.id }),
        describe: () => ({}),
      },
    });
    return replyRows(c, results, { journal, ...wrapped });
  });
  api.get("/sections/:section_id/enrollments/:id", (c) =>
    c.json(toEnrollment(memberIn(c, world), world, rootOf(c))),
  );
  api.put("/sections/:section_id/enrollments/:id", async (c) => {
    const body = await readBody(c);
    const before = memberIn(c, world);
    carryOutBody(body, EnrollmentWrite, {
      journal,
      perform: (row) => applyEnrollment(world, decideEnrollmentPut(world, before, row)),
    });
    return c.body(null, 204);
  });
  api.delete("/sections/:section_id/enrollments/:id", (c) => {
    carryOutOne(journal, removeMember(world, memberIn(c, world).id));
    return c.body(null, 204);
  });
}

/** Members of many sections in one call: by ids, and by the codes that a SIS knows (Schoology API: enrollments). */
export function addEnrollmentBulkRoutes(api: Hono, { world, journal }: RouteContext): void {
  api.post("/enrollments", async (c) => {
    const updateExisting = isOn(c, "update_existing");
    const results = carryOutRows(await readRows(c, "enrollment"), EnrollmentWrite, {
      perform: (row) => {
        if (!isSectionRow(row))
          return refuse("Only sections have enrollments here: give section_id.");
        const sectionId = Number(row.section_id);
        return applyEnrollment(
          world,
          decideEnrollmentPost(world, row, { sectionId, updateExisting }),
        );
      },
      form: realmForm(rootOf(c)),
    });
    return replyRows(c, results, { journal, ...wrapped });
  });
  api.delete("/enrollments", (c) => {
    const ids = readList(c, "enrollment_ids");
    if (ids === undefined) throw badCall("Name the enrollments in enrollment_ids.");
    const results = carryOutRows(
      ids.map((id) => ({ id })),
      z.object({ id: WireId }),
      {
        perform: ({ id }) => removeMember(world, Number(id)),
        form: { code: 204, echo: ({ id }) => ({ id }), describe: () => ({}) },
      },
    );
    return replyRows(c, results, { journal, ...wrapped });
  });
  api.post("/enrollments/import/course/:ids", async (c) => {
    const ids = boundRows(c.req.param("ids").split(",")).map((id) => readWhole(id) ?? Number.NaN);
    if (ids.some((id) => world.store.gradingPeriods.get(id) === undefined)) throw notFound();
    const results = carryOutRows(await readRows(c, "enrollment"), EnrollmentByCodesRow, {
      perform: (row) => importEnrollmentByCodes(world, row, [...new Set(ids)]),
      form: codesForm(rootOf(c)),
    });
    return replyRows(c, results, { journal, ...wrapped });
  });
  api.post("/enrollments/import/course", async (c) => {
    const results = carryOutRows(await readRows(c, "enrollment"), EnrollmentImportRow, {
      perform: (row) => importEnrollment(world, row),
      form: importForm(rootOf(c), world),
    });
    return replyRows(c, results, { journal, ...wrapped });
  });
}

/** Takes a membership away for good: this cannot be undone by the API (facts C.3, enrollments). */
function removeMember({ store }: LiveWorld, id: number): Applied<EnrollmentRecord> {
  const record = store.enrollments.get(id);
  if (record === undefined) return refuseUnknown("There is no enrollment with this id.");
  removeMembership(store, id);
  return { kind: "done", record };
}

function isSectionRow(row: EnrollmentWrite): boolean {
  return row.section_id !== undefined && row.group_id === undefined;
}

/** The member that a path names; 404 unless it is in the section that the path names too. */
function memberIn(c: Context, world: LiveWorld): EnrollmentRecord {
  const member = world.store.enrollments.get(idIn(c));
  if (member === undefined || member.sectionId !== idIn(c, "section_id")) throw notFound();
  return member;
}

function filterMembers(
  c: Context,
  members: readonly EnrollmentRecord[],
): readonly EnrollmentRecord[] {
  const { uid, enrollment_status: status, type } = c.req.query();
  return members.filter(
    (member) =>
      (uid === undefined || String(member.userId) === uid) &&
      (status === undefined || String(member.status) === status) &&
      (type === undefined || type === (member.admin === 1 ? "admin" : "member")),
  );
}

function locationOf(root: ApiRoot, member: EnrollmentRecord): string {
  return `${root}/sections/${member.sectionId}/enrollments/${member.id}`;
}

function memberForm(root: ApiRoot): RowForm<EnrollmentWrite, EnrollmentRecord> {
  return {
    code: 200,
    echo: (row) => (row.uid === undefined ? {} : { uid: Number(row.uid) }),
    describe: (member) => ({ id: String(member.id), location: locationOf(root, member) }),
  };
}

function realmForm(root: ApiRoot): RowForm<EnrollmentWrite, EnrollmentRecord> {
  const form = memberForm(root);
  return {
    ...form,
    describe: (member) => ({
      ...form.describe(member),
      realm: "section",
      realm_id: String(member.sectionId),
    }),
  };
}

function importForm(
  root: ApiRoot,
  world: LiveWorld,
): RowForm<EnrollmentImportRow, EnrollmentRecord> {
  return {
    code: 200,
    echo: (row) => ({
      school_uid: row.school_uid ?? "",
      section_school_code: row.section_school_code ?? "",
    }),
    describe: (member) => {
      const section = world.store.sections.get(member.sectionId);
      const course = world.store.courses.get(section?.courseId ?? Number.NaN);
      return {
        location: locationOf(root, member),
        course_code: course?.code ?? "",
        section_code: section?.code ?? "",
      };
    },
  };
}

function codesForm(root: ApiRoot): RowForm<EnrollmentByCodesRow, EnrollmentRecord> {
  return {
    code: 200,
    echo: (row) => ({
      school_uid: row.school_uid ?? "",
      course_code: row.course_code ?? "",
      section_code: row.section_code ?? "",
    }),
    describe: (member) => ({ location: locationOf(root, member) }),
  };
}
