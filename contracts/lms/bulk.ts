import * as z from "zod";
import { WireCount, WireFlag, WireId, WireText } from "./wire-values.ts";

/** The most rows that one bulk call takes (Schoology API: bulk rules). */
export const bulkRowsMax = 50;

/** The kinds of row that bulk calls carry, with the plural that wraps them (Schoology API: bulk rules). */
const wrappers = {
  user: "users",
  course: "courses",
  section: "sections",
  enrollment: "enrollments",
  association: "associations",
  grading_category: "grading_categories",
  grading_group: "grading_groups",
  grade: "grades",
  final_comment: "final_comments",
} as const;

/** The singular under which rows stand: `{"users":{"user":[…]}}`. */
export type BulkKind = keyof typeof wrappers;

/** Wraps rows as a bulk call wants them. */
export function formatBulkRequest(kind: BulkKind, rows: readonly unknown[]): unknown {
  return { [wrappers[kind]]: { [kind]: rows } };
}

/** The rows of a bulk call, unread; undefined when the body is not such a call. */
export function parseBulkRequest(kind: BulkKind, body: unknown): readonly unknown[] | undefined {
  const outer = readKey(body, wrappers[kind]);
  const rows = readKey(outer, kind);
  return Array.isArray(rows) ? rows : undefined;
}

/**
 * What became of one row. The HTTP status of the batch says nothing about its rows (F80).
 *
 * `error` is present when the row failed. Which of the echoed keys are there depends on the call.
 */
export const BulkRowResult = z.object({
  response_code: WireCount,
  error: WireText.exactOptional(),
  message: WireText.exactOptional(),
  id: WireId.exactOptional(),
  uid: WireId.exactOptional(),
  location: WireText.exactOptional(),
  school_uid: WireText.exactOptional(),
  course_code: WireText.exactOptional(),
  section_code: WireText.exactOptional(),
  section_school_code: WireText.exactOptional(),
  synced: WireFlag.exactOptional(),
  grading_periods: z.array(WireId).exactOptional(),
  realm: WireText.exactOptional(),
  realm_id: WireId.exactOptional(),
  student_school_uid: WireText.exactOptional(),
  student_uid: WireId.exactOptional(),
  parent_school_uid: WireText.exactOptional(),
  parent_uid: WireId.exactOptional(),
  advisor_school_uid: WireText.exactOptional(),
  advisor_uid: WireId.exactOptional(),
  transfer_url: WireText.exactOptional(),
});
export type BulkRowResult = z.infer<typeof BulkRowResult>;

/**
 * The row results in the answer of a bulk call, in the order of the rows sent.
 *
 * Reads both shapes in use: `{"user":[…]}` and `{"enrollments":{"enrollment":[…]}}`. Undefined when the
 * answer is neither, or when a row has no readable `response_code`.
 */
export function parseBulkResults(
  kind: BulkKind,
  body: unknown,
): readonly BulkRowResult[] | undefined {
  const rows = readKey(body, kind) ?? readKey(readKey(body, wrappers[kind]), kind);
  const parsed = z.array(BulkRowResult).safeParse(rows);
  return parsed.success ? parsed.data : undefined;
}

/** Says whether a row was carried out. */
export function isRowApplied(row: Pick<BulkRowResult, "response_code">): boolean {
  return row.response_code >= 200 && row.response_code < 300;
}

/** The body of `POST multiget`: up to 50 paths (Schoology API: multiget). */
export const MultigetRequest = z.object({ request: z.array(z.string()).max(bulkRowsMax) });
export type MultigetRequest = z.infer<typeof MultigetRequest>;

/** The answer of `POST multiget`, one entry for each path asked. */
export const MultigetResponse = z.object({
  response: z.array(z.object({ response_code: WireCount, body: z.unknown() })),
});
export type MultigetResponse = z.infer<typeof MultigetResponse>;

function readKey(value: unknown, key: string): unknown {
  return isKeyed(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isKeyed(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
