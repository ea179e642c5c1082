import * as z from "zod";
import type { LmsStore } from "../../store/lms-store.ts";
import type { CourseRecord, RoleRecord, SectionRecord, UserRecord } from "../../store/records.ts";
import type { Refusal } from "../../rules/decision.ts";
import type { Applied } from "../live-world.ts";
import { UnknownObjectError } from "../people-actions.ts";

/** Something that was to be done by hand is not allowed. The message says why, without personal data. */
export class PeopleActionError extends Error {
  override readonly name = "PeopleActionError";
  readonly code = "people-action-refused";
  readonly retryable = false;
}

/** Text that names something; a cell or field of more than a few hundred characters names nothing. */
export const NameText = z.string().trim().min(1).max(255);

/** A section, by its section school code (text) or by its id (number): sections made by hand may have no code. */
export const SectionName = z
  .union([NameText, z.int().min(1)])
  .describe("section school code, or the id as a number");
export type SectionName = z.infer<typeof SectionName>;

/** The section of a name. @throws UnknownObjectError */
export function findSection(store: LmsStore, name: SectionName): SectionRecord {
  const section =
    typeof name === "number" ? store.sections.get(name) : store.sections.find("schoolCode", name);
  if (section !== undefined) return section;
  const by = typeof name === "number" ? "id" : "section_school_code";
  throw new UnknownObjectError(`Failed to find the section: none has the ${by} ${name}.`);
}

/** The account with a Unique ID, active or not. @throws UnknownObjectError */
export function findUser(store: LmsStore, schoolUid: string): UserRecord {
  const user = store.users.find("schoolUid", schoolUid);
  if (user !== undefined) return user;
  throw new UnknownObjectError(`Failed to find the account: none has the school_uid ${schoolUid}.`);
}

/** The course with a code. @throws UnknownObjectError */
export function findCourse(store: LmsStore, courseCode: string): CourseRecord {
  const course = store.courses.find("code", courseCode);
  if (course !== undefined) return course;
  throw new UnknownObjectError(
    `Failed to find the course: none has the course_code ${courseCode}.`,
  );
}

/** The role with a title, whatever the case; undefined when there is none. */
export function roleTitled(store: LmsStore, title: string): RoleRecord | undefined {
  for (const role of store.roles.values()) {
    if (role.title.toLowerCase() === title.toLowerCase()) return role;
  }
  return undefined;
}

/** The building that a person means: by its code, else by its title; undefined when there is none. */
export function buildingNamed(store: LmsStore, name: string): number | undefined {
  let byTitle: number | undefined;
  for (const building of store.buildings.values()) {
    if (building.code !== "" && building.code === name) return building.id;
    if (building.title === name) byTitle ??= building.id;
  }
  return byTitle;
}

/** As `buildingNamed`. @throws UnknownObjectError when there is none */
export function findBuilding(store: LmsStore, name: string): number {
  const id = buildingNamed(store, name);
  if (id !== undefined) return id;
  throw new UnknownObjectError(`Failed to find the building: none is called ${name}.`);
}

/** What came of a rule that people's actions share with the API. @throws PeopleActionError when it refuses */
export function carriedOut<Item>(what: string, applied: Applied<Item>): Item {
  if (applied.kind === "done") return applied.record;
  throw refused(what, applied);
}

/** The error of a refusal. */
export function refused(what: string, refusal: Refusal): PeopleActionError {
  return new PeopleActionError(`Failed to ${what}: ${refusal.error}`);
}
