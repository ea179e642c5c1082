import { describe, expect, it } from "vitest";
import { parentAccessCode } from "./project/parent-access-code.ts";
import {
  hasStructure,
  lacksOf,
  readOperations,
  structureFile,
  type ApiOperation,
} from "./testing/api-structure.ts";
import {
  createTestLms,
  plainAuthorization,
  testStartMs,
  type Reply,
} from "./testing/signed-client.ts";
import type { TestLms } from "./testing/signed-client.ts";
import { firstIds, openSchoolWithSection, postRows, userRow } from "./testing/small-school.ts";
import { createRandom } from "../core/random.ts";

const { user, course, section, enrollment, gradingPeriod, organization } = firstIds;

/** Of the gradebook, in which the second member has one grade. */
const graded = {
  member: enrollment + 1,
  category: 400_000_001,
  group: 450_000_001,
  item: 500_000_001,
} as const;

const memberRow = { uid: user + 2, admin: 0, status: 1 };

/** What each operation is asked with. Without an entry it is asked bare. */
const asked: Readonly<Record<string, { query?: string; body?: unknown; runAs?: number }>> = {
  "GET /courses": { query: "fetch_district_course_name=1" },
  "POST /courses": { body: { title: "Music", course_code: "MUS" } },
  "PUT /courses": { body: { courses: { course: [{ id: course, title: "Arts" }] } } },
  "PUT /courses/{id}": { body: { title: "Arts" } },
  "POST /courses/{course_id}/sections": {
    body: { title: "P2", section_school_code: "c-2", grading_periods: [gradingPeriod] },
  },
  "GET /csvexport/users": { query: "fields=uid,name,mail" },
  "POST /enrollments": {
    body: {
      enrollments: { enrollment: [{ ...memberRow, realm: "section", section_id: section }] },
    },
  },
  "DELETE /enrollments": { query: `enrollment_ids=${enrollment}` },
  "POST /enrollments/import/course": {
    body: { enrollments: { enrollment: [{ section_school_code: "c-1", school_uid: "u-3" }] } },
  },
  "POST /enrollments/import/course/{grading_period_id}": {
    body: {
      enrollments: { enrollment: [{ course_code: "ART", section_code: "1", school_uid: "u-3" }] },
    },
  },
  "GET /gradingperiods": { query: "title=F&startswith=1" },
  "POST /gradingperiods": { body: { title: "Spring", start: "2027-01-05", end: "2027-06-01" } },
  "PUT /gradingperiods/{id}": { body: { title: "Autumn" } },
  "POST /multiget": { body: { request: [`/v1/users/${user}`] } },
  "POST /schools": { body: { title: "Other School" } },
  "PUT /schools/{id}": { body: { city: "Springfield" } },
  "POST /schools/{school_id}/buildings": { body: { title: "South", building_code: "S" } },
  "GET /sections": { query: "section_school_codes=c-1&include_past=1" },
  "PUT /sections": { body: { sections: { section: [{ id: section, title: "P1" }] } } },
  "DELETE /sections": { query: `section_ids=${section}` },
  "POST /sections/copy": {
    body: {
      sections: {
        section: [{ source_section_id: section, course_id: course, section_school_code: "c-3" }],
      },
    },
  },
  "PUT /sections/{id}": { body: { title: "P1" } },
  "POST /multioptions": { body: { request: ["/v1/users/me"] } },
  "POST /sections/{section_id}/assignments": {
    body: {
      title: "Essay",
      assignees: [graded.member],
      grading_group_ids: [graded.group],
      count_in_grade: 0,
    },
  },
  "PUT /sections/{section_id}/assignments/{id}": { body: { title: "Essays" } },
  "PUT /sections/{section_id}/grades": {
    body: {
      grades: {
        grade: [{ assignment_id: graded.item, enrollment_id: graded.member, grade: 9 }],
      },
    },
  },
  "POST /sections/{section_id}/grading_categories": {
    body: { grading_categories: { grading_category: [{ title: "Homework" }] } },
  },
  "PUT /sections/{section_id}/grading_categories": {
    body: { grading_categories: { grading_category: [{ id: graded.category, title: "Exams" }] } },
  },
  "PUT /sections/{section_id}/grading_categories/{gc_id}": { body: { title: "Exams" } },
  "POST /sections/{section_id}/grading_groups": {
    body: { grading_groups: { grading_group: [{ title: "Readers", members: [graded.member] }] } },
  },
  "PUT /sections/{section_id}/grading_groups/{gg_id}": { body: { title: "Writers" } },
  "POST /sections/{section_id}/accesscode": { runAs: user + 2 },
  "POST /sections/{section_id}/enrollments": { body: memberRow },
  "PUT /sections/{section_id}/enrollments": {
    body: { enrollments: { enrollment: [{ id: enrollment, status: "5" }] } },
  },
  "PUT /sections/{section_id}/enrollments/{id}": { body: { status: "5" } },
  "GET /users": {
    query: `parent_access_codes=${parentAccessCode(createRandom(7), user)}&role_ids=703`,
  },
  "POST /users": { body: userRow("u-9") },
  "PUT /users": { body: { users: { user: [{ id: user, name_first: "Ada" }] } } },
  "DELETE /users": { query: `uids=${user}&option_keep_enrollments=1` },
  "POST /users/import/associations/advisors": {
    body: {
      associations: { association: [{ student_school_uid: "u-1", advisor_school_uid: "u-3" }] },
    },
  },
  "POST /users/import/associations/parents": {
    body: {
      associations: { association: [{ student_school_uid: "u-1", parent_school_uid: "u-3" }] },
    },
  },
  "PUT /users/reactivate": { body: { user: [{ uid: user + 3, option_reenroll: "1" }] } },
  "PUT /users/{id}": { body: { name_first: "Ada" } },
};

/** The id that each parameter of a path stands for, by what comes before it. */
function fillPath({ name, path }: ApiOperation): string {
  const ids: Readonly<Record<string, number | string>> = {
    courses: course,
    course: gradingPeriod,
    // One that no section uses, where it is to be deleted.
    gradingperiods: name.startsWith("DELETE") ? gradingPeriod + 1 : gradingPeriod,
    roles: 703,
    schools: name === "DELETE /schools/{id}" ? organization + 1 : organization,
    sections: section,
    enrollments: enrollment,
    inactive: user + 3,
    grading_categories: graded.category,
    grading_groups: graded.group,
    assignments: graded.item,
    users: path.endsWith("/grades") ? user + 1 : user,
  };
  return path
    .replace("ext/{school_uid}", "ext/u-1")
    .replace("ext/{section_school_code}", "ext/c-1")
    .replaceAll(/(\w+)\/\{\w+\}/g, (_whole, before: string) => `${before}/${ids[before]}`);
}

/** A school in which every operation finds what it is asked for. */
async function openFullSchool(): Promise<TestLms> {
  const lms = createTestLms();
  await openSchoolWithSection(lms);
  await lms.post("/gradingperiods", { title: "Free", start: "2027-01-05", end: "2027-06-01" });
  await lms.post(`/schools/${organization}/buildings`, { title: "North" });
  await postRows(lms, { kind: "user", path: "/users" }, [userRow("u-4")]);
  await lms.remove(`/users/${user + 3}`);
  await lms.post(`/sections/${section}/enrollments`, { uid: user, admin: 1 });
  await lms.put(`/users/${user}`, { parent_uids: `${user + 1}` });
  await openGradebook(lms);
  return lms;
}

async function openGradebook(lms: TestLms): Promise<void> {
  const place = `/sections/${section}`;
  await lms.post(`${place}/enrollments`, { uid: user + 1, admin: 0 });
  await lms.post(`${place}/grading_categories`, { title: "Tests" });
  await lms.post(`${place}/grading_groups`, { title: "Group", members: [graded.member] });
  const item = {
    title: "Quiz",
    grading_category: graded.category,
    grading_period: gradingPeriod,
    assignees: [graded.member],
    grading_group_ids: [graded.group],
    // With its default it is not in the answer.
    count_in_grade: 0,
  };
  await lms.post(`${place}/assignments`, item);
  const row = { assignment_id: graded.item, enrollment_id: graded.member, grade: 7 };
  await lms.put(`${place}/grades`, { grades: { grade: [row] } });
}

async function ask(operation: ApiOperation): Promise<Reply> {
  const lms = await openFullSchool();
  const { query, body, runAs } = asked[operation.name] ?? {};
  const path = `${fillPath(operation)}${query === undefined ? "" : `?${query}`}`;
  const accessCode = lms.lms.store.sections.get(section)?.accessCode;
  const sent = operation.name.endsWith("accesscode") ? { access_code: accessCode } : body;
  const response = await lms.lms.app.request(`http://lms.test/v1${path}`, {
    method: operation.method,
    headers: {
      authorization: plainAuthorization({ nonce: "last", timestamp: testStartMs / 1_000 }),
      ...(runAs === undefined ? {} : { "x-schoology-run-as": String(runAs) }),
    },
    ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  const read: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, body: read, headers: response.headers };
}

const operations = readOperations();

/** Bulk forms answer 207 (facts C.1), also where the file says 201 of an import. */
function statusesOf({ name, answers }: ApiOperation): readonly number[] {
  // The file's 200 is what a client sees that has followed the redirect (facts C.1).
  if (name === "GET /users/me") return [303];
  return [...answers.keys(), ...(answers.has(201) ? [207] : [])];
}

describe.skipIf(!hasStructure)(
  `every operation of the API (looked for in ${structureFile}, or SCHOOLOGY_OPENAPI_FILE; skipped without)`,
  () => {
    it("is there to be walked", () => {
      expect(readOperations().length).toBeGreaterThan(80);
      expect(operations.length).toBeGreaterThan(55);
    });

    it.each(operations)(
      "$name answers with its status, fields and spelling of ids",
      async (one) => {
        const { status, body } = await ask(one);

        expect(statusesOf(one)).toContain(status);
        const shape = one.answers.get(status) ?? one.answers.get(201);
        expect(lacksOf(shape ?? {}, body)).toEqual([]);
        expect(JSON.stringify(body)).not.toContain('"error"');
      },
    );

    it.each(operations.filter(({ path }) => path.includes("{")))(
      "$name refuses an id that nobody has",
      async (one) => {
        const lms = await openFullSchool();
        const path = one.path.replaceAll(/\{\w+\}/g, "987654");
        const { body } = asked[one.name] ?? {};
        const send = {
          GET: () => lms.get(path),
          POST: () => lms.post(path, body ?? {}),
          PUT: () => lms.put(path, body ?? {}),
          DELETE: () => lms.remove(path),
        }[one.method];

        expect((await send?.())?.status).toBe(404);
      },
    );
  },
);
