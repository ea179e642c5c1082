import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { importCrossListings } from "./actions/people/cross-list-people.ts";
import { linkSections } from "./actions/people/link-people.ts";
import { createTestLms, plainAuthorization, type TestLms } from "./testing/signed-client.ts";
import {
  bookIds,
  inBook,
  openGradebookSchool,
  postItem,
  putGrade,
} from "./testing/small-gradebook.ts";
import { firstIds, postRows, sectionRow } from "./testing/small-school.ts";
import { brokenInvariants, createIdWatch } from "./testing/store-invariants.ts";

const { user, course, section, enrollment, gradingPeriod, organization } = firstIds;

const knownIds = [
  user,
  user + 1,
  user + 2,
  user + 3,
  course,
  course + 1,
  section,
  section + 1,
  enrollment,
  enrollment + 1,
  gradingPeriod,
  gradingPeriod + 1,
  organization,
  702,
  703,
  bookIds.category,
  bookIds.group,
  bookIds.item,
  1,
];
const hostile = fc.oneof(
  fc.constantFrom<unknown>(null, "", "0", -1, 1.5, 1e21, true, [], {}, "__proto__", "\u0000", "💥"),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string(),
  fc.constant("x".repeat(9_000)),
);
const sane = fc.oneof(
  fc.constantFrom<unknown>(...knownIds),
  fc.constantFrom<unknown>(...knownIds.map(String)),
  fc.constantFrom<unknown>("u-1", "u-2", "c-1", "ART", "1", "Fall", "a@x.org", "A@x.org", 0, 1, 5),
  fc.constantFrom<unknown>("2026-09-01", "2027-01-01", [gradingPeriod], `${user},${user + 1}`),
);
const value = fc.oneof({ weight: 5, arbitrary: sane }, { weight: 1, arbitrary: hostile });

const fieldNames = (
  "id uid title school_uid username primary_email name_first name_last role_id " +
  "building_id additional_buildings synced parent_uids advisor_uids course_code " +
  "section_code section_school_code grading_periods start end admin status manual " +
  "section_id group_id realm delete options student_school_uid parent_school_uid " +
  "advisor_school_uid option_reenroll source_section_id source_section_school_code " +
  "course_id access_code tz_name grading_category grading_period grading_scale assignees " +
  "grading_group_ids members assignment_id enrollment_id period_id grade exception comment " +
  "default_grading_scale_id is_final"
).split(" ");
const row = fc.dictionary(fc.constantFrom(...fieldNames), value, { maxKeys: 8 });
/** Rows that often pass, so that the state moves. */
const goodRow = fc.oneof(
  row.map((rest) => ({ name_first: "F", name_last: "L", role_id: 703, username: "n", ...rest })),
  row.map((rest) => ({ title: "T", grading_periods: [gradingPeriod], ...rest })),
  row.map((rest) => ({ section_school_code: "c-1", school_uid: "u-1", ...rest })),
  row.map((rest) => ({ uid: user, status: 1, section_id: section, ...rest })),
  row.map((rest) => ({ student_school_uid: "u-1", parent_school_uid: "u-2", ...rest })),
  row.map((rest) => ({ assignment_id: bookIds.item, enrollment_id: enrollment, ...rest })),
);
const anyRow = fc.oneof({ weight: 4, arbitrary: goodRow }, { weight: 1, arbitrary: hostile });
/** What wraps rows, by their kind; of those that a path names, the last one is meant. */
const wrappers: Readonly<Record<string, string>> = {
  user: "users",
  course: "courses",
  section: "sections",
  enrollment: "enrollments",
  association: "associations",
  grading_category: "grading_categories",
  grading_group: "grading_groups",
  grade: "grades",
  final_comment: "final_comments",
};
const kinds = Object.keys(wrappers);
const wrapped = (kind: string, rows: readonly unknown[]) => ({
  [wrappers[kind] ?? ""]: { [kind]: rows },
});
const body = fc.oneof(
  anyRow,
  fc
    .tuple(fc.constantFrom(...kinds), fc.array(anyRow, { maxLength: 4 }))
    .map(([kind, rows]) => wrapped(kind, rows)),
  fc.array(anyRow, { maxLength: 2 }).map((rows) => ({ user: rows })),
  fc
    .array(fc.constantFrom(`/v1/users/${user}`, "/v1/users/ext/u-1", "/v1/users/1?%", "x", "/v1/"))
    .map((request) => ({ request })),
);

const queryNames = (
  "start start_id limit update_existing ignore_email_conflicts include_past " +
  "email_conflict_resolution uids section_ids course_ids enrollment_ids fields " +
  "option_keep_enrollments email_notification option_comment title startswith school_uids " +
  "role_ids building_id parent_access_codes section_school_codes uid enrollment_status " +
  "type fetch_district_course_name"
).split(" ");
const queryValue = fc.oneof(
  fc.constantFrom("1", "0", "", "u-1", "c-1", "uid,mail", "-1", "99999999999999999999", "%"),
  fc.constantFrom(...knownIds.map(String)),
  fc.string(),
);
const query = fc.dictionary(fc.constantFrom(...queryNames), queryValue, { maxKeys: 3 });

const pathPart = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...knownIds.map(String)) },
  { weight: 2, arbitrary: fc.constantFrom("u-1", "c-1", "..", "%00", "-1", "1e3", `${user},1`) },
  { weight: 1, arbitrary: fc.string({ minLength: 1 }).map(encodeURIComponent) },
);

/** The id that fits a path most of the time, by what comes before it. */
const idsAfter: Readonly<Record<string, number>> = {
  users: user,
  inactive: user,
  courses: course,
  course: gradingPeriod,
  sections: section,
  enrollments: enrollment,
  gradingperiods: gradingPeriod,
  schools: organization,
  roles: 702,
  grading_categories: bookIds.category,
  grading_groups: bookIds.group,
  assignments: bookIds.item,
};

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Calls of the routes that there are: whoever adds a route has it fuzzed. */
function callsOf(lms: TestLms): fc.Arbitrary<Call> {
  const routes = lms.lms.app.routes
    .filter(({ path, method }) => path.startsWith("/v1/") && method !== "ALL")
    .map(({ path, method }) => ({ path: path.slice("/v1".length), method }));
  const method = fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
  return fc
    .record({
      route: fc.constantFrom(...routes),
      fitting: fc.array(fc.constantFrom(true, true, false), { minLength: 3, maxLength: 3 }),
      parts: fc.array(pathPart, { minLength: 3, maxLength: 3 }),
      query,
      body,
      rows: fc.option(fc.array(anyRow, { minLength: 1, maxLength: 4 }), { freq: 2 }),
      other: fc.option(method, { freq: 12 }),
    })
    .map(({ route, fitting, parts, query: asked, body: free, rows, other }) => {
      let nth = -1;
      const path = route.path.replaceAll(/(\w+)\/:\w+(?:\{[^/]*\})?/g, (_whole, before: string) => {
        nth += 1;
        const id = fitting[nth] === true ? idsAfter[before] : undefined;
        return `${before}/${id ?? parts[nth] ?? "1"}`;
      });
      const kind = kinds.findLast((one) => route.path.includes(wrappers[one] ?? "")) ?? "user";
      const sent = rows === null ? free : wrapped(kind, rows);
      const search = new URLSearchParams(asked).toString();
      return { method: other ?? route.method, path: `${path}?${search}`, body: sent };
    });
}

let calls = 0;

async function send(lms: TestLms, call: Call): Promise<number> {
  calls += 1;
  const timestamp = Math.floor(lms.clock.now() / 1_000);
  const bare = call.method === "GET" || call.method === "OPTIONS";
  const response = await lms.lms.app.request(`http://lms.test/v1${call.path}`, {
    method: call.method,
    headers: {
      authorization: plainAuthorization({ nonce: `f${calls}`, timestamp }),
      "x-schoology-run-as": String(user),
    },
    ...(bare ? {} : { body: JSON.stringify(call.body) }),
  });
  await response.arrayBuffer();
  return response.status;
}

/** A school with a gradebook, linked sections, and one section that is cross-listed into another. */
async function openSchool(lms: TestLms): Promise<void> {
  await openGradebookSchool(lms);
  await lms.post(inBook("grading_groups"), { title: "G", members: [bookIds.student] });
  await putGrade(lms, await postItem(lms, { assignees: [bookIds.student] }), { grade: 5 });
  const path = `/courses/${course}/sections`;
  await postRows(lms, { kind: "section", path }, [sectionRow("c-3"), sectionRow("c-4")]);
  linkSections(lms.lms.world, { master: "c-3", children: ["c-4"] });
  const csv = "Target Section School Code,Cross-Listed Section School Code\nc-1,c-2\n";
  importCrossListings(lms.lms.world, { csv, keyedBy: "section" });
}

describe("any request", () => {
  it("never gives a 5xx nor breaks the state, whatever went before", async () => {
    const codes = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(callsOf(createTestLms()), { minLength: 10, maxLength: 40, size: "max" }),
        async (sequence) => {
          const lms = createTestLms({ rules: { copyMs: 0 } });
          await openSchool(lms);
          const watch = createIdWatch(lms.lms.store);
          for (const call of sequence) {
            const status = await send(lms, call);
            codes.set(status, (codes.get(status) ?? 0) + 1);
            expect(status, `${call.method} ${call.path}`).toBeLessThan(500);
            expect(watch()).toEqual([]);
          }
          expect(brokenInvariants(lms.lms.store)).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
    // The requests get somewhere: not all are turned away at the door.
    for (const status of [200, 204, 207, 400, 404])
      expect(codes.get(status) ?? 0, `${status}`).toBeGreaterThan(4);
  });
});
