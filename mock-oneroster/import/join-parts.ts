import type { Join, JoinedPart } from "../../contracts/oneroster/csv/join-rows.ts";
import { mergeObjectives } from "../../contracts/oneroster/csv/objective-rows.ts";
import { isMembers, member, type WireRecord } from "../../contracts/oneroster/csv/wire.ts";
import type { LearningObjectives, Stamped } from "../store/records.ts";
import type { Table } from "../store/table/table.ts";
import type { World } from "../store/world.ts";
import { readProfile, readRole } from "./take-user.ts";
import type { WireFields } from "./wire-fields.ts";
import { replaceRoles, writtenRoles, type WrittenRole } from "./written-roles.ts";

/** The rows of one file that name one record. */
interface Parts {
  readonly owner: string;
  readonly parts: readonly JoinedPart[];
}

/**
 * Joins the rows of a file such as roles.csv to the record that they name; those that are to be deleted take away
 * what they name. What names a record that is not there has nowhere to go.
 *
 * A role is known by its row, a profile of a user by its id, and the others by what they link, so that a delta
 * that points an old row of classResources.csv elsewhere adds a link and takes none away.
 */
export function joinParts(world: World, { field, of }: Join, at: Parts): void {
  if (field === "roles") joinRoles(world, at);
  else if (field === "userProfiles") joinProfiles(world, at);
  else if (field === "resources") joinResourcesOf(world, of, at);
  else if (field === "scoreScale") {
    if (of === "results") joinScale(world.results, at);
    else joinScale(world.lineItems, at);
  } else if (of === "results") joinObjectives(world.results, at);
  else joinObjectives(world.lineItems, at);
}

function joinRoles(world: World, { owner, parts }: Parts): void {
  if (!world.people.has(owner)) return;
  const roles = new Map<string, WrittenRole>();
  for (const [place, role] of writtenRoles(world, owner).entries()) {
    const row = role.written?.rowId;
    roles.set(row === undefined ? `place ${place}` : `row ${row}`, role);
  }
  applyParts(roles, parts, ({ rowId, part }) => [`row ${rowId}`, readRole(asFields(part), rowId)]);
  replaceRoles(world, owner, [...roles.values()]);
}

function joinProfiles(world: World, { owner, parts }: Parts): void {
  const person = world.people.get(owner);
  if (person === undefined) return;
  const profiles = new Map(person.profiles.map((profile) => [profile.profileId, profile]));
  applyParts(profiles, parts, ({ part }) => {
    const profile = readProfile(asFields(part));
    return [profile.profileId, profile];
  });
  world.people.put({ ...person, profiles: [...profiles.values()] });
}

function joinResourcesOf(world: World, of: Join["of"], at: Parts): void {
  if (of === "users") joinResources(world.people, at);
  else if (of === "classes") joinResources(world.sections, at);
  else joinResources(world.courses, at);
}

function joinResources<Row extends Stamped & { readonly resources: readonly string[] }>(
  table: Table<Row>,
  { owner, parts }: Parts,
): void {
  const row = table.get(owner);
  if (row === undefined) return;
  const resources = new Map(row.resources.map((id) => [id, id]));
  applyParts(resources, parts, ({ part }) => {
    const id = member(part, "sourcedId") ?? "";
    return [id, id];
  });
  table.put({ ...row, resources: [...resources.values()] });
}

function joinScale<Row extends Stamped & { readonly scoreScale: string | undefined }>(
  table: Table<Row>,
  { owner, parts }: Parts,
): void {
  const row = table.get(owner);
  if (row === undefined) return;
  let { scoreScale } = row;
  for (const { part, isDeleted } of parts) {
    const id = member(part, "sourcedId");
    if (!isDeleted) scoreScale = id;
    else if (id === scoreScale) scoreScale = undefined;
  }
  table.put({ ...row, scoreScale });
}

function joinObjectives<
  Row extends Stamped & { readonly learningObjectives: LearningObjectives | undefined },
>(table: Table<Row>, { owner, parts }: Parts): void {
  const row = table.get(owner);
  if (row === undefined) return;
  const sets = (row.learningObjectives ?? []).flatMap(setsOfOne);
  const objectives = new Map(sets.map((set) => [objectiveKey(set), set]));
  applyParts(objectives, parts, ({ part }) => [objectiveKey(part), part]);
  const merged = mergeObjectives([...objectives.values()]);
  table.put({ ...row, learningObjectives: merged.length === 0 ? undefined : merged });
}

/** What is known already keeps its place, what is new comes last. */
function applyParts<Item>(
  known: Map<string, Item>,
  parts: readonly JoinedPart[],
  entryOf: (part: JoinedPart) => readonly [string, Item],
): void {
  for (const part of parts) {
    const [key, item] = entryOf(part);
    if (part.isDeleted) known.delete(key);
    else known.set(key, item);
  }
}

function setsOfOne(set: WireRecord): readonly WireRecord[] {
  const { source } = set;
  return [
    ...items(set["learningObjectiveIds"]).map((id) => ({ source, learningObjectiveIds: [id] })),
    ...items(set["learningObjectiveResults"]).map((result) => ({
      source,
      learningObjectiveResults: [result],
    })),
  ];
}

function objectiveKey(set: WireRecord): string {
  const [id] = items(set["learningObjectiveIds"]);
  const [result] = items(set["learningObjectiveResults"]);
  const scored = isMembers(result) ? result["learningObjectiveId"] : undefined;
  return JSON.stringify([set["source"], id ?? scored]);
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Rows were read before, with findings of their own: nothing more is said of them. */
function asFields(fields: WireRecord): WireFields {
  return { fields, prefix: "", problems: [] };
}
