import { findGradedItem, sectionOfItem } from "../../store/gradebook/graded-item.ts";
import { lookAtGradebook } from "../../store/gradebook/gradebook-sight.ts";
import { taskItems } from "../../store/gradebook/task-items.ts";
import type { Metadata, Result } from "../../store/records.ts";
import type { World } from "../../store/world.ts";
import { personOfRecord } from "../../store/user-ids.ts";
import type { ViewMember } from "../class-view.ts";
import type { RefMaker, WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { scoreFieldsV1p1, scoreFieldsV1p2 } from "./score-fields.ts";
import { stampColumns, stampFields } from "./stamp.ts";

/** Scores and posted grades of the sections that are shown. */
export function resultMember(scene: ProjectionScene): ViewMember {
  const { world, ids } = scene;
  const member = createTableMember<Result>({
    table: world.results,
    ids,
    shows: shownResults(world),
    project: (result, ref) => projectResult(scene, result, ref),
    fields: {
      ...stampColumns,
      "lineItem.sourcedId": { field: "lineItem" },
      "student.sourcedId": {
        field: "student",
        keyOf: (text) => studentKey(scene, text),
        ...(scene.version === "1.1" ? { finds: "superset" } : {}),
      },
    },
  });
  return {
    ...member,
    candidates: (field, text) => {
      if (field !== "class.sourcedId") return member.candidates(field, text);
      const rows = resultRowsOf(world, scene.keyOf("class", text) ?? "");
      return { handles: rows.filter((row) => member.shows(row)), exact: true };
    },
  };
}

/** The key of a student by the id of a user record. */
export function studentKey(
  scene: Pick<ProjectionScene, "version" | "world" | "keyOf">,
  sourcedId: string,
): string {
  if (scene.version === "1.2") return scene.keyOf("user", sourcedId) ?? sourcedId;
  return personOfRecord(scene.world, sourcedId)?.id ?? sourcedId;
}

/**
 * The rows of the results of a section: those that name it, and those of its line items and grading tasks, since
 * 1.1 and many bundles do not say the class of a result.
 */
export function resultRowsOf(world: World, section: string): readonly number[] {
  const { rows } = world.results;
  const tasks = taskItems(world);
  const items = [
    ...world.lineItems.where("section", section).map(({ id }) => id),
    ...tasks.ofSection(section).map(tasks.idAt),
  ];
  const ofItems = items
    .flatMap((id) => rows.where("lineItem", id))
    .filter((row) => (rows.at(row).section ?? section) === section);
  return [...new Set([...rows.where("section", section), ...ofItems])];
}

/** Whether each row is shown, by what it is about: asked once for each line item. */
function shownResults(world: World): (row: number) => boolean {
  const sight = lookAtGradebook(world);
  const items = world.results.rows.column("lineItem");
  const known = new Map<number, boolean | undefined>();
  return (row) => {
    const code = items.codeAt(row);
    if (!known.has(code)) {
      const section = sectionOfItem(world, items.textOf(code) ?? "");
      known.set(code, section === undefined ? undefined : sight.section(section));
    }
    return known.get(code) ?? sight.section(world.results.rows.at(row).section);
  };
}

function projectResult(scene: ProjectionScene, result: Result, ref: RefMaker): WireRecord {
  const { ids, world, version } = scene;
  const item = findGradedItem(world, result.lineItem);
  const section = result.section ?? item?.section;
  const shared = {
    ...stampFields(result.id, { ...result, metadata: resultMetadata(scene, result) }),
    lineItem: ref("lineItem", result.lineItem),
    student: ref("user", ids.ofPerson(result.student, ["student"])),
  };
  const score = { ...result, section };
  if (version === "1.1") {
    return { ...shared, ...scoreFieldsV1p1(scene, score, result.scoreScale ?? item?.scoreGroup) };
  }
  return {
    ...shared,
    class: section === undefined ? undefined : ref("class", ids.of("class", section)),
    ...scoreFieldsV1p2(scene, score, ref),
  };
}

/** What Campus says of a result (facts A.11): in 1.1 also the letter, for which that version has no field. */
function resultMetadata(scene: ProjectionScene, result: Result): Metadata | undefined {
  const { world, ids, style, version } = scene;
  if (!style.campusMetadata) return result.metadata;
  const item = findGradedItem(world, result.lineItem);
  const school = world.sections.get(item?.section ?? result.section ?? "")?.school;
  const isAssignment = item?.task === undefined;
  return {
    ...result.metadata,
    ext_infiniteCampus_isAssignmentResult: isAssignment,
    ...(isAssignment && result.score !== undefined
      ? { ext_infiniteCampus_assignmentRawScore: result.score }
      : {}),
    ...(school === undefined ? {} : { ext_infiniteCampus_schoolSourcedId: ids.of("org", school) }),
    ...(version === "1.1" && result.textScore !== undefined
      ? { ext_infiniteCampus_scoreGrade: result.textScore }
      : {}),
  };
}
