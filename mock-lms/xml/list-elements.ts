/** What wraps rows in a body, and what each row is called (Schoology API: bulk rules, C.2). */
const wrappers: ReadonlyMap<string, string> = new Map([
  ["users", "user"],
  ["schools", "school"],
  ["buildings", "building"],
  ["courses", "course"],
  ["sections", "section"],
  ["enrollments", "enrollment"],
  ["associations", "association"],
  ["assignments", "assignment"],
  ["grading_categories", "grading_category"],
  ["grading_groups", "grading_group"],
  ["grades", "grade"],
  ["final_comments", "final_comment"],
]);

/** Fields that are lists wherever they stand. */
const lists: ReadonlySet<string> = new Set([
  "request",
  "grading_periods",
  "assignees",
  "grading_group_ids",
  "members",
  "meeting_days",
  "class_periods",
]);

/** Whether an element wraps rows, so that its name is a part of the body. */
export function isWrapper(name: string): boolean {
  return wrappers.has(name);
}

/** Whether an element is one of a list, though it may be the only one there. */
export function isListElement(parent: string, name: string): boolean {
  return wrappers.get(parent) === name || lists.has(name);
}
