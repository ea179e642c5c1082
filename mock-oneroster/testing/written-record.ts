import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { agentsOf, rolesOf } from "../store/people.ts";
import type { Placement, Score, Stamped } from "../store/records.ts";
import type { World } from "../store/world.ts";
import type { CleanRecord } from "./clean-records.ts";

/**
 * Reads an imported record back out of the tables as it would stand on the wire, but for hrefs: a small
 * projection of its own, so that the import is not judged by the code that serves it.
 */
export function writtenRecord(
  world: World,
  at: { readonly version: OneRosterVersion; readonly className: ClassName; readonly id: string },
): CleanRecord {
  const reader = readers[at.className];
  return plain(reader(world, at.id, at.version));
}

type Reader = (world: World, id: string, version: OneRosterVersion) => CleanRecord;

const readers: Readonly<Record<ClassName, Reader>> = {
  org: (world, id) => {
    const { parent, ...row } = there(world.orgs.get(id));
    return { ...base(row), ...fields(row), parent: ref(parent) };
  },
  academicSession: (world, id) => {
    const row = there(world.schoolYears.get(id) ?? world.terms.get(id));
    const { title, type, startDate, endDate, schoolYear, parent } = row;
    return {
      ...base(row),
      title,
      type,
      startDate,
      endDate,
      schoolYear,
      parent: ref(parent),
    };
  },
  course: (world, id) => {
    const row = there(world.courses.get(id));
    const { title, code, schoolYear, org } = row;
    return {
      ...base(row),
      title,
      courseCode: code,
      schoolYear: ref(schoolYear),
      org: ref(org),
      ...subjects(row),
      resources: refs(row.resources),
    };
  },
  class: (world, id) => {
    const row = there(world.sections.get(id));
    const { title, classCode, classType, location, course, school, placements } = row;
    return {
      ...base(row),
      title,
      classCode,
      classType,
      location,
      course: ref(course),
      school: ref(school),
      terms: refs(unique(placements, "term")),
      periods: filled(unique(placements, "period")),
      ...subjects(row),
      resources: refs(row.resources),
    };
  },
  enrollment: (world, id) => {
    const row = there(world.rosters.get(id) ?? world.staff.get(id));
    const { role, primary, beginDate, endDate } = row;
    return {
      ...base(row),
      user: ref(row.person),
      class: ref(row.section),
      school: ref(row.school),
      role,
      primary,
      beginDate,
      endDate,
    };
  },
  user: readUser,
  demographics: (world, id) => {
    const row = there(world.demographics.get(id));
    return { ...base(row), birthDate: row.birthDate, sex: row.sex, ...row.facts };
  },
  category: (world, id) => {
    const row = there(world.categories.get(id));
    return { ...base(row), title: row.title, weight: row.weight };
  },
  scoreScale: (world, id) => {
    const row = there(world.scoreGroups.get(id));
    const { title, type, course, section, values } = row;
    return {
      ...base(row),
      title,
      type,
      course: ref(course),
      class: ref(section),
      scoreScaleValue: values,
    };
  },
  lineItem: (world, id) => {
    const { section, origin: _, ...row } = there(world.lineItems.get(id));
    return {
      ...item(row),
      class: ref(section),
      school: ref(row.school),
      category: ref(row.category),
      gradingPeriod: ref(row.gradingPeriod),
      academicSession: ref(row.academicSession),
      assignDate: row.assignDate,
      dueDate: row.dueDate,
    };
  },
  result: (world, id) => {
    const row = there(world.results.get(id));
    return {
      ...base(row),
      lineItem: ref(row.lineItem),
      student: ref(row.student),
      class: ref(row.section),
      ...score(row),
    };
  },
  resource: (world, id) => {
    const row = there(world.resources.get(id));
    return { ...base(row), ...fields(row), roles: filled(row.roles) };
  },
  assessmentLineItem: (world, id) => {
    const row = there(world.assessmentLineItems.get(id));
    return { ...item(row), class: ref(row.section), parentAssessmentLineItem: ref(row.parent) };
  },
  assessmentResult: (world, id) => {
    const row = there(world.assessmentResults.get(id));
    return {
      ...base(row),
      assessmentLineItem: ref(row.assessmentLineItem),
      student: ref(row.student),
      ...score(row),
      scorePercentile: row.scorePercentile,
    };
  },
};

function readUser(world: World, id: string, version: OneRosterVersion): CleanRecord {
  const person = there(world.people.get(id));
  const {
    idForm: _,
    enabled,
    masterIdentifier,
    profiles,
    resources,
    primaryOrg,
    grades,
    ...row
  } = person;
  const roles = rolesOf(world, person);
  const agents = agentsOf(world, id);
  const held =
    version === "1.1"
      ? { role: roles[0]?.role ?? "", orgs: refs(roles.flatMap(({ org }) => org ?? [])) }
      : {
          roles: roles.map(({ serviceType: _service, org, ...role }) => ({
            ...role,
            org: ref(org),
          })),
        };
  return {
    ...base(row),
    ...fields(row),
    ...held,
    enabledUser: String(enabled),
    userMasterIdentifier: masterIdentifier,
    userIds: filled(person.userIds),
    userProfiles: filled(profiles),
    resources: refs(resources),
    primaryOrg: ref(primaryOrg),
    grades: filled(grades),
    agents: refs([...agents.contacts, ...agents.students]),
  };
}

function base({ id, status, modified, metadata }: Stamped): CleanRecord {
  return { sourcedId: id, status, dateLastModified: modified, metadata };
}

/** The fields of a row that are named as on the wire. */
function fields(row: Stamped): CleanRecord {
  const { id: _id, modified: _modified, ...rest } = row;
  return rest;
}

function item(
  row: Stamped & {
    readonly title: string;
    readonly description: string | undefined;
    readonly scoreScale: string | undefined;
    readonly resultValueMin: number | undefined;
    readonly resultValueMax: number | undefined;
    readonly learningObjectives: unknown;
  },
): CleanRecord {
  const { title, description, scoreScale, resultValueMin, resultValueMax } = row;
  return {
    ...base(row),
    title,
    description,
    scoreScale: ref(scoreScale),
    resultValueMin,
    resultValueMax,
    learningObjectiveSet: row.learningObjectives,
  };
}

function score(row: Score): CleanRecord {
  const { scoreStatus, textScore, scoreDate, comment, flags } = row;
  return {
    scoreStatus,
    score: row.score,
    textScore,
    scoreDate,
    comment,
    ...flags,
    scoreScale: ref(row.scoreScale),
    learningObjectiveSet: row.learningObjectives,
  };
}

function subjects(row: {
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  readonly subjectCodes: readonly string[];
}): CleanRecord {
  return {
    grades: filled(row.grades),
    subjects: filled(row.subjects),
    subjectCodes: filled(row.subjectCodes),
  };
}

function unique(placements: readonly Placement[], field: keyof Placement): readonly string[] {
  return [...new Set(placements.flatMap((placement) => placement[field] ?? []))];
}

function ref(id: string | undefined): { readonly sourcedId: string } | undefined {
  return id === undefined ? undefined : { sourcedId: id };
}

function refs(list: readonly string[]): readonly { readonly sourcedId: string }[] | undefined {
  return filled(list.map((sourcedId) => ({ sourcedId })));
}

function filled<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length === 0 ? undefined : list;
}

function there<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new RangeError("The world does not hold the record.");
  return row;
}

/** The record without its absent fields. */
function plain(record: CleanRecord): CleanRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
