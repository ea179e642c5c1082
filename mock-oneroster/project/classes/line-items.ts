import { lookAtGradebook } from "../../store/gradebook/gradebook-sight.ts";
import { sessionOf } from "../../store/gradebook/session-of.ts";
import { uncategorizedId } from "../../store/gradebook/uncategorized.ts";
import type { LineItem } from "../../store/records.ts";
import type { ViewMember } from "../class-view.ts";
import type { Ref, RefMaker, WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { servesAs } from "./sessions.ts";
import { scaleRef } from "./scale-ref.ts";
import { stampColumns, stampFields } from "./stamp.ts";

/** Line items of the sections that are shown. Those of grading tasks are in `task-items.ts`. */
export function lineItemMember(scene: ProjectionScene): ViewMember {
  const { lineItems } = scene.world;
  const sight = lookAtGradebook(scene.world);
  return createTableMember<LineItem>({
    table: lineItems,
    ids: scene.ids,
    shows: (row) => sight.section(lineItems.rows.at(row).section),
    project: (item, ref) => projectLineItem(scene, item, ref),
    fields: {
      ...stampColumns,
      "class.sourcedId": { field: "section", keyOf: (text) => scene.keyOf("class", text) },
    },
  });
}

/**
 * A line item. What a version requires and the world does not know is filled in: the category of what has none,
 * the term in which it is due, the school of the section, and in 1.1 a score from 0 to 100.
 */
export function projectLineItem(scene: ProjectionScene, item: LineItem, ref: RefMaker): WireRecord {
  const shared = {
    ...stampFields(item.id, item),
    title: item.title,
    description: item.description,
    assignDate: asMoment(item.assignDate),
    dueDate: asMoment(item.dueDate),
    class: ref("class", scene.ids.of("class", item.section)),
  };
  const category = ref("category", item.category ?? uncategorizedId);
  if (scene.version === "1.1") {
    return {
      ...shared,
      category,
      gradingPeriod: sessionRef(scene, item.gradingPeriod ?? sessionOf(scene.world, item), ref),
      resultValueMin: item.resultValueMin ?? 0,
      resultValueMax: item.resultValueMax ?? 100,
    };
  }
  return {
    ...shared,
    school: schoolRef(scene, item, ref),
    category,
    ...sessionRefs(scene, item, ref),
    scoreScale: scaleRef(scene, item, ref),
    resultValueMin: item.resultValueMin,
    resultValueMax: item.resultValueMax,
    learningObjectiveSet: item.learningObjectives,
  };
}

/** A moment. CSV files hold days here: each stands for its first moment in UTC. */
function asMoment(text: string): string {
  return text.length === 10 ? `${text}T00:00:00.000Z` : text;
}

function schoolRef(
  { world, ids }: ProjectionScene,
  { school, section }: LineItem,
  ref: RefMaker,
): Ref | undefined {
  const id = school ?? world.sections.get(section)?.school;
  return id === undefined ? undefined : ref("org", ids.of("org", id));
}

/** 1.2 has two fields for one session: the academic session always, the grading period when it is one (facts §5.1). */
function sessionRefs(scene: ProjectionScene, item: LineItem, ref: RefMaker): WireRecord {
  const session = sessionOf(scene.world, item);
  const type = session === undefined ? undefined : scene.world.terms.get(session)?.type;
  const isPeriod = type !== undefined && servesAs(scene.style, type, "gradingPeriod");
  return {
    gradingPeriod: sessionRef(scene, item.gradingPeriod ?? (isPeriod ? session : undefined), ref),
    academicSession: sessionRef(scene, session, ref),
  };
}

function sessionRef(
  { ids }: ProjectionScene,
  id: string | undefined,
  ref: RefMaker,
): Ref | undefined {
  return id === undefined ? undefined : ref("academicSession", ids.of("academicSession", id));
}
