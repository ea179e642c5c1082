import type { SectionWrite } from "../../contracts/lms/section.ts";
import { sectionCodeKey } from "../store/lms-store.ts";
import type { Profile, SectionRecord } from "../store/records.ts";
import {
  isBlank,
  passiveFields,
  refuse,
  refuseUnknown,
  type Decision,
  type Refusal,
} from "./decision.ts";
import { crossListedTarget } from "./cross-listing.ts";
import type { RuleWorld } from "./world.ts";

const ruled: ReadonlySet<string> = new Set([
  "id",
  "title",
  "section_code",
  "section_school_code",
  "grading_periods",
  "synced",
  "options",
]);

/**
 * A POST row creates a section, or with `updateExisting` updates the one of this course with the same
 * section_code and set of grading periods (Schoology API: sections bulk). It never matches by
 * section_school_code: a row whose section_school_code exists elsewhere fails.
 */
export function decideSectionPost(
  world: RuleWorld,
  row: SectionWrite,
  options: {
    readonly courseId: number;
    readonly updateExisting: boolean;
    readonly accessCode: string;
  },
): Decision<SectionRecord> {
  const key = sectionCodeKey({
    courseId: options.courseId,
    code: row.section_code ?? "",
    gradingPeriodIds: periodsOf(row) ?? [],
  });
  const existing = key === undefined ? undefined : world.view.sections.find("code", key);
  if (existing !== undefined && !options.updateExisting) {
    return refuse(
      `The section ${existing.id} has this section_code in these grading periods already.`,
    );
  }
  return decide(world, row, existing ?? blankSection(options.courseId, options.accessCode));
}

/** A PUT row names its section by id and changes what it states. */
export function decideSectionPut(world: RuleWorld, row: SectionWrite): Decision<SectionRecord> {
  const before = world.view.sections.get(Number(row.id));
  if (before === undefined) return refuseUnknown("There is no section with this id.");
  return decide(world, row, before);
}

type SectionFields = Omit<SectionRecord, "id">;

function blankSection(courseId: number, accessCode: string): SectionFields {
  return {
    courseId,
    title: "",
    code: "",
    schoolCode: "",
    gradingPeriodIds: [],
    accessCode,
    synced: 0,
    profile: {},
  };
}

function decide(
  world: RuleWorld,
  row: SectionWrite,
  before: SectionFields | SectionRecord,
): Decision<SectionRecord> {
  const fields: SectionFields = {
    courseId: before.courseId,
    title: row.title ?? before.title,
    code: row.section_code ?? before.code,
    schoolCode: row.section_school_code ?? before.schoolCode,
    gradingPeriodIds: periodsOf(row) ?? before.gradingPeriodIds,
    accessCode: before.accessCode,
    synced: row.synced ?? before.synced,
    profile: {
      ...before.profile,
      ...passiveFields(row, ruled),
      ...optionFields(row.options ?? {}),
    },
  };
  const id = "id" in before ? before.id : undefined;
  const refusal = refuseIncomplete(world, fields) ?? refuseTaken(world, fields, id);
  if (refusal !== undefined) return refusal;
  return id === undefined
    ? { kind: "create", build: (newId) => ({ id: newId, ...fields }) }
    : { kind: "update", record: { id, ...fields } };
}

/** Options are kept flat, under the names by which the documentation lists them: `options/member_post`. */
function optionFields(options: Readonly<Record<string, string>>): Profile {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [`options/${name}`, value]),
  );
}

function periodsOf(row: SectionWrite): readonly number[] | undefined {
  return row.grading_periods === undefined
    ? undefined
    : [...new Set(row.grading_periods.map(Number))];
}

function refuseIncomplete(world: RuleWorld, fields: SectionFields): Refusal | undefined {
  if (isBlank(fields.title)) return refuse("A section needs a title.");
  if (isBlank(fields.code) && isBlank(fields.schoolCode)) {
    return refuse("A section needs a section_code or a section_school_code.");
  }
  if (fields.gradingPeriodIds.length === 0) return refuse("A section needs grading_periods.");
  return fields.gradingPeriodIds.every((id) => world.view.gradingPeriods.get(id) !== undefined)
    ? undefined
    : refuse("One of the grading_periods does not exist.");
}

function refuseTaken(
  world: RuleWorld,
  fields: SectionFields,
  id: number | undefined,
): Refusal | undefined {
  const sameSchoolCode = world.view.sections.find("schoolCode", fields.schoolCode);
  if (sameSchoolCode !== undefined && sameSchoolCode.id !== id) {
    return refuse(`The section ${sameSchoolCode.id} has this section_school_code already.`);
  }
  const target = crossListedTarget(world.view, fields.schoolCode);
  if (target !== undefined) {
    return refuse(
      `This section_school_code is cross-listed into the section ${target.id}. Undo that first.`,
    );
  }
  const key = sectionCodeKey(fields);
  const sameCode = key === undefined ? undefined : world.view.sections.find("code", key);
  if (sameCode !== undefined && sameCode.id !== id) {
    return refuse(
      `The section ${sameCode.id} has this section_code in these grading periods already.`,
    );
  }
  return undefined;
}
