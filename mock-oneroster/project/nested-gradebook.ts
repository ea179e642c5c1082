import { byField, type Finder } from "./finder.ts";

/** The categories of a class: its own, and those that every class may use. */
const categoriesOfClass: Finder = (projection, parents) => {
  const { world } = projection;
  const section = projection.keyOf("class", parents[0] ?? "");
  const view = projection.view("category");
  return Array.from(view.handles).filter((handle) => {
    const own = world.categories.get(view.sourcedIdAt(handle))?.section;
    return own === undefined || own === section;
  });
};

/** Results that two fields of the class agree on. */
const resultsWith =
  (field: string): Finder =>
  (projection, parents) => {
    const view = projection.view("result");
    const ofOther = new Set(view.candidates(field, parents[1] ?? "")?.handles);
    const ofClass = byField("class.sourcedId", "result")(projection, parents);
    return ofClass.filter((handle) => ofOther.has(handle));
  };

/** The scales of the classes of a school, and thereby those that the district keeps for all. */
const scalesOfSchool: Finder = (projection, parents) => {
  const { world, ids } = projection;
  const school = projection.keyOf("org", parents[0] ?? "") ?? "";
  const view = projection.view("scoreScale");
  return world.sections
    .where("school", school)
    .flatMap(({ id }) => view.candidates("class.sourcedId", ids.of("class", id))?.handles ?? []);
};

/** The resources that a class, course or person uses. */
const resourcesOf =
  (owner: "class" | "course" | "user"): Finder =>
  (projection, parents) => {
    const { world } = projection;
    const key = projection.keyOf(owner, parents[0] ?? "") ?? "";
    const table = { class: world.sections, course: world.courses, user: world.people }[owner];
    const view = projection.view("resource");
    return (table.get(key)?.resources ?? []).map((id) => view.find(id));
  };

/** How the nested collections of the grade book and of resources are found, by operation. */
export const gradebookFinders: Readonly<Record<string, Finder>> = {
  getCategoriesForClass: categoriesOfClass,
  getLineItemsForClass: byField("class.sourcedId", "lineItem"),
  getResultsForClass: byField("class.sourcedId", "result"),
  getResultsForLineItemForClass: resultsWith("lineItem.sourcedId"),
  getResultsForStudentForClass: resultsWith("student.sourcedId"),
  getScoreScalesForClass: byField("class.sourcedId", "scoreScale"),
  getScoreScalesForSchool: scalesOfSchool,
  getResourcesForClass: resourcesOf("class"),
  getResourcesForCourse: resourcesOf("course"),
  getResourcesForUser: resourcesOf("user"),
};
