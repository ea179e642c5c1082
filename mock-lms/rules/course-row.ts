import type { CourseWrite } from "../../contracts/lms/course.ts";
import type { CourseRecord } from "../store/records.ts";
import { isOwnBuilding } from "./building-row.ts";
import {
  isBlank,
  passiveFields,
  refuse,
  refuseUnknown,
  type Decision,
  type Refusal,
} from "./decision.ts";
import type { RuleWorld } from "./world.ts";

const ruled: ReadonlySet<string> = new Set([
  "id",
  "building_id",
  "title",
  "course_code",
  "synced",
  "sections",
]);

/** A POST row creates, or with `updateExisting` updates the course with its course_code (Schoology API: courses bulk). */
export function decideCoursePost(
  world: RuleWorld,
  row: CourseWrite,
  options: { readonly updateExisting: boolean },
): Decision<CourseRecord> {
  const existing = world.view.courses.find("code", row.course_code ?? "");
  if (existing === undefined || options.updateExisting) return decide(world, row, existing);
  return refuse(`The course ${existing.id} has this course_code already.`);
}

/** A PUT row names its course by id and changes what it states. */
export function decideCoursePut(world: RuleWorld, row: CourseWrite): Decision<CourseRecord> {
  const before = world.view.courses.get(Number(row.id));
  if (before === undefined) return refuseUnknown("There is no course with this id.");
  return decide(world, row, before);
}

type CourseFields = Omit<CourseRecord, "id">;

function decide(
  world: RuleWorld,
  row: CourseWrite,
  before: CourseRecord | undefined,
): Decision<CourseRecord> {
  const fields = mergeCourse(row, before ?? blankCourse(world.organizationId));
  const refusal = refuseCourse(world, fields, before);
  if (refusal !== undefined) return refusal;
  if (before === undefined) return { kind: "create", build: (id) => ({ id, ...fields }) };
  return { kind: "update", record: { id: before.id, ...fields } };
}

function blankCourse(organizationId: number): CourseFields {
  return { buildingId: organizationId, title: "", code: "", synced: 0, profile: {} };
}

function mergeCourse(row: CourseWrite, before: CourseFields): CourseFields {
  return {
    buildingId: row.building_id === undefined ? before.buildingId : Number(row.building_id),
    title: row.title ?? before.title,
    code: row.course_code ?? before.code,
    synced: row.synced ?? before.synced,
    profile: { ...before.profile, ...passiveFields(row, ruled) },
  };
}

function refuseCourse(
  world: RuleWorld,
  fields: CourseFields,
  before: CourseRecord | undefined,
): Refusal | undefined {
  if (isBlank(fields.title)) return refuse("A course needs a title.");
  if (isBlank(fields.code)) return refuse("A course needs a course_code.");
  if (!isOwnBuilding(world, fields.buildingId)) {
    return refuse("There is no building with this building_id.");
  }
  const holder = world.view.courses.find("code", fields.code);
  if (holder !== undefined && holder.id !== before?.id) {
    return refuse(`The course ${holder.id} has this course_code already.`);
  }
  return refuseRanges(fields);
}

/** Grade levels run from 0 to 15 and must rise; subject areas from 0 to 9 (Schoology API: courses). */
function refuseRanges({ profile }: CourseFields): Refusal | undefined {
  const start = Number(profile["grade_level_range_start"] ?? 0);
  const end = Number(profile["grade_level_range_end"] ?? 0);
  if (start > 15 || end > 15) return refuse("Grade levels run from 0 to 15.");
  if (end !== 0 && end <= start) {
    return refuse("grade_level_range_end must exceed grade_level_range_start.");
  }
  return Number(profile["subject_area"] ?? 0) > 9
    ? refuse("Subject areas run from 0 to 9.")
    : undefined;
}
