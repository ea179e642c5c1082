import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCollections, type LmsCollections } from "../store/lms-store.ts";
import { createTestLms, type TestLms } from "../testing/signed-client.ts";
import { bookIds, inBook, openGradebookSchool, postItem } from "../testing/small-gradebook.ts";
import { brokenInvariants } from "../testing/store-invariants.ts";

const keyNames =
  "id title due description weight delta drop_lowest calculation_type " +
  "default_max_points default_grading_scale_id members assignees grading_group_ids grading_scale grading_period grading_category " +
  "max_points factor is_final published count_in_grade collected_only grade exception " +
  "comment comment_status assignment_id enrollment_id period_id __proto__ sync_to_sis";
const keys = fc.constantFrom(...keyNames.split(" "));
const values = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...Object.values(bookIds), bookIds.item) },
  fc.constantFrom<unknown>(null, "", "0", 0, 1, -1, 1e308, 1e-308, 2 ** 60, "9".repeat(400), "A"),
  fc.constantFrom<unknown>("final", "other", "p50001", "2026-02-29 00:00:00", "\u0000", [], {}, [
    [],
  ]),
  fc.subarray([bookIds.student, bookIds.teacher, bookIds.strangeMember, bookIds.group]),
  fc.jsonValue(),
);
/** Rows that often pass, so that there is something to break. */
const gradeRow = fc.record(
  {
    assignment_id: fc.constant(bookIds.item),
    enrollment_id: fc.constantFrom(bookIds.student, bookIds.strangeMember),
    grade: fc.constantFrom(5, "A"),
    exception: fc.constantFrom(0, 1, 2),
  },
  { requiredKeys: ["assignment_id", "enrollment_id"] },
);
const placedRow = fc.record(
  {
    title: fc.constant("T"),
    members: fc.subarray<number>([bookIds.student, bookIds.secondStudent, bookIds.strangeMember]),
    assignees: fc.subarray<number>([bookIds.student, bookIds.secondStudent, bookIds.strangeMember]),
    grading_group_ids: fc.subarray<number>([bookIds.group]),
    grading_category: fc.constantFrom(bookIds.category, 0),
  },
  { requiredKeys: ["title"] },
);
const row = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(keys, values, { maxKeys: 8 }) },
  fc.jsonValue(),
);
const rows = fc.oneof({ weight: 5, arbitrary: fc.array(row, { maxLength: 4 }) }, fc.jsonValue());
const body = fc.oneof(
  row,
  rows.map((rowsOf) => ({ grades: { grade: rowsOf } })),
  rows.map((rowsOf) => ({ final_comments: { final_comment: rowsOf } })),
  rows.map((rowsOf) => ({ grading_categories: { grading_category: rowsOf } })),
  rows.map((rowsOf) => ({ grading_groups: { grading_group: rowsOf } })),
);
const target = fc.constantFrom(
  { method: "post", path: "grading_categories" } as const,
  { method: "put", path: "grading_categories" } as const,
  { method: "put", path: `grading_categories/${bookIds.category}` } as const,
  { method: "post", path: "grading_groups" } as const,
  { method: "put", path: `grading_groups/${bookIds.group}` } as const,
  { method: "post", path: "assignments" } as const,
  { method: "put", path: `assignments/${bookIds.item}` } as const,
  { method: "put", path: "grades" } as const,
  { method: "put", path: "grades" } as const,
  { method: "remove", path: `grading_groups/${bookIds.group}` } as const,
  { method: "remove", path: `grading_categories/${bookIds.category}` } as const,
  { method: "remove", path: `enrollments/${bookIds.secondStudent}` } as const,
);
/** A call with any body, or with one that its path takes. */
const call = fc
  .record({ target, body, graded: gradeRow, placed: placedRow, fits: fc.boolean() })
  .map(({ target: to, body: any, graded, placed, fits }) => {
    const fitting = to.path === "grades" ? { grades: { grade: [graded] } } : placed;
    return { to, sent: fits ? fitting : any };
  });
const query = fc
  .dictionary(
    fc.constantFrom(
      "assignment_id",
      "enrollment_id",
      "timestamp",
      "start",
      "limit",
      "section_id",
      "grading_period_ids",
    ),
    fc.oneof(
      fc.constantFrom("1", "x", "", "-1", "9".repeat(30), String(bookIds.student)),
      fc.string(),
    ),
  )
  .map((fields) => new URLSearchParams(fields).toString());

async function openBook(collections: LmsCollections): Promise<TestLms> {
  const done = (): Promise<void> => Promise.resolve();
  const lms = createTestLms({ store: { ...collections, flush: done, close: done } });
  await openGradebookSchool(lms);
  await lms.post(inBook("grading_groups"), { title: "G", members: [bookIds.student] });
  await postItem(lms, { grading_scale: bookIds.letters, grading_group_ids: [bookIds.group] });
  return lms;
}

/** Reads everything that the gradebook shows. */
async function readAll(lms: TestLms, search: string): Promise<readonly number[]> {
  const lists = ["grading_categories", "grading_groups", "grading_scales", "grading_periods"];
  const paths = [...lists, "assignments", "grade_items", "grades"].map(inBook);
  const replies = [...paths, "/users/100000001/grades"].map((path) => lms.get(`${path}?${search}`));
  return (await Promise.all(replies)).map((reply) => reply.status);
}

/** What a file would hold of each collection. */
function saved(collections: LmsCollections): readonly unknown[] {
  return Object.values(collections).map((collection): unknown =>
    JSON.parse(JSON.stringify(collection.save())),
  );
}

/** The same after that was read back, which checks every record against its schema. */
function savedAgain(collections: LmsCollections): readonly unknown[] {
  const copies = createCollections(() => undefined);
  const first = saved(collections);
  for (const [index, copy] of Object.values(copies).entries()) copy.load(first[index]);
  return saved(copies);
}

describe("a gradebook under fuzzed calls", () => {
  it("never answers 500 and can be saved and read back", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { minLength: 10, maxLength: 25 }),
        query,
        async (calls, search) => {
          const collections = createCollections(() => undefined);
          const lms = await openBook(collections);
          for (const { to, sent } of calls) {
            const reply =
              to.method === "remove"
                ? await lms.remove(inBook(to.path))
                : await lms[to.method](inBook(to.path), sent);

            expect(reply.status).toBeLessThan(500);
          }
          expect(Math.max(...(await readAll(lms, search)))).toBeLessThan(500);
          expect(await readAll(lms, "limit=200")).toEqual(Array.from({ length: 8 }, () => 200));
          expect(brokenInvariants(lms.lms.store)).toEqual([]);
          expect(savedAgain(collections)).toEqual(saved(collections));
        },
      ),
      { numRuns: 20 },
    );
  });
});
