import type { GradingGroupWrite } from "../../contracts/lms/gradebook.ts";
import type { GradingGroupRecord } from "../store/records.ts";
import { isBlank, refuse, refuseUnknown, type Decision } from "./decision.ts";
import type { GradebookWorld } from "./gradebook-settings.ts";

type GroupWorld = Pick<GradebookWorld, "view">;

/** A POST row creates a group of members of this section (Schoology API: grading_groups). */
export function decideGroupPost(
  world: GroupWorld,
  row: GradingGroupWrite,
  sectionId: number,
): Decision<GradingGroupRecord> {
  return decide(world, row, { sectionId, title: "", memberIds: [] });
}

/** A PUT names a group of this section by id and changes what it states. `members` replaces all. */
export function decideGroupPut(
  world: GroupWorld,
  row: GradingGroupWrite,
  sectionId: number,
): Decision<GradingGroupRecord> {
  const before = findGroup(world, Number(row.id), sectionId);
  if (before === undefined) {
    return refuseUnknown("There is no grading group with this id in this section.");
  }
  return decide(world, row, before);
}

/** A group by its id, if it is one of this section. */
export function findGroup(
  world: GroupWorld,
  id: number,
  sectionId: number,
): GradingGroupRecord | undefined {
  const group = world.view.gradingGroups.get(id);
  return group?.sectionId === sectionId ? group : undefined;
}

/** Ids without repetition, in the order of their first mention. */
export function distinctIds(ids: readonly string[]): readonly number[] {
  return [...new Set(ids.map(Number))];
}

/** Says whether all of these are enrollments of the section, whatever their status. */
export function areMembers(world: GroupWorld, ids: readonly number[], sectionId: number): boolean {
  return ids.every((id) => world.view.enrollments.get(id)?.sectionId === sectionId);
}

function decide(
  world: GroupWorld,
  row: GradingGroupWrite,
  before: Omit<GradingGroupRecord, "id"> | GradingGroupRecord,
): Decision<GradingGroupRecord> {
  const { sectionId } = before;
  const title = row.title ?? before.title;
  if (isBlank(title)) return refuse("A grading group needs a title.");
  const memberIds = row.members === undefined ? before.memberIds : distinctIds(row.members);
  if (row.members !== undefined && !areMembers(world, memberIds, sectionId)) {
    return refuse("One of the members is no enrollment of this section.");
  }
  const fields = { sectionId, title, memberIds };
  return "id" in before
    ? { kind: "update", record: { id: before.id, ...fields } }
    : { kind: "create", build: (id) => ({ id, ...fields }) };
}
