import type {
  Assignment,
  AssessmentLineItem,
  AssessmentResult,
  Calendar,
  Category,
  Course,
  Demographics,
  GradingTask,
  LineItem,
  Org,
  Person,
  Relationship,
  Resource,
  Result,
  Roster,
  ScheduleStructure,
  SchoolEnrollment,
  SchoolYear,
  ScoreGroup,
  Section,
  StaffRow,
  Term,
  Trial,
} from "./records.ts";
import { createIdSpace } from "./table/id-space.ts";
import { createObjectTable } from "./table/object-table.ts";
import type { Table } from "./table/table.ts";
import { createResultsTable } from "./tables/gradebook-tables.ts";
import {
  createAssignmentsTable,
  createDemographicsTable,
  createPeopleTable,
  createRelationshipsTable,
  createSchoolEnrollmentsTable,
} from "./tables/people-tables.ts";
import {
  createRostersTable,
  createSectionsTable,
  createStaffTable,
} from "./tables/schedule-tables.ts";

/** The tables of the world: the Campus data model behind the API (Campus facts A.4). */
export interface WorldTables {
  readonly orgs: Table<Org>;
  readonly schoolYears: Table<SchoolYear>;
  readonly calendars: Table<Calendar>;
  readonly structures: Table<ScheduleStructure>;
  readonly terms: Table<Term>;
  readonly trials: Table<Trial>;
  readonly courses: Table<Course>;
  readonly sections: Table<Section>;
  readonly rosters: Table<Roster>;
  readonly staff: Table<StaffRow>;
  readonly people: Table<Person>;
  readonly demographics: Table<Demographics>;
  readonly schoolEnrollments: Table<SchoolEnrollment>;
  readonly assignments: Table<Assignment>;
  readonly relationships: Table<Relationship>;
  readonly categories: Table<Category>;
  readonly gradingTasks: Table<GradingTask>;
  readonly scoreGroups: Table<ScoreGroup>;
  readonly lineItems: Table<LineItem>;
  readonly results: Table<Result>;
  readonly resources: Table<Resource>;
  readonly assessmentLineItems: Table<AssessmentLineItem>;
  readonly assessmentResults: Table<AssessmentResult>;
}

/** The names of the tables. */
export const worldTableNames = [
  "orgs",
  "schoolYears",
  "calendars",
  "structures",
  "terms",
  "trials",
  "courses",
  "sections",
  "rosters",
  "staff",
  "people",
  "demographics",
  "schoolEnrollments",
  "assignments",
  "relationships",
  "categories",
  "gradingTasks",
  "scoreGroups",
  "lineItems",
  "results",
  "resources",
  "assessmentLineItems",
  "assessmentResults",
] as const satisfies readonly (keyof WorldTables)[];

/** Whether the ids of a class stay as they are in 1.2, or become GUIDs (facts A.4: only users are documented). */
export type IdPolicy = Readonly<Record<IdClass, "same" | "newGuid">>;

/** The classes of objects whose ids a version may change. */
export type IdClass = "user" | "org" | "academicSession" | "course" | "class" | "enrollment";

/** How the site shows what it holds: everything that is a setting of Campus and not a row. */
export interface WorldView {
  /** The school year that the site has active, by the year in which it ends. Empty shows every year (A.10). */
  activeYear: string;
  /** Which trials' sections are shown: a sound site shows the active ones only (A.7). */
  trials: "activeOnly" | "all";
  /** The schools that the connection is limited to; absent means all (A.2). */
  connectionSchools: ReadonlySet<string> | undefined;
  /** Whether 1.2 too leaves out people without a user account: Campus' own pages contradict each other (A.5). */
  require12Account: boolean;
  /** Whether the connection has Grade Book Sync. Relatives are users only with it (A.5). */
  gradeBookSync: boolean;
  /** Whether guardians need Grade Book Sync too, as an older page of Campus says and the newer does not (A.5, F47). */
  guardians: "always" | "withGradeBookSync";
  idPolicy: IdPolicy;
}

/**
 * The student information system: the one source of truth that both OneRoster versions project.
 *
 * Whoever changes a table or the view raises nothing: tables count their own changes, and `view` is replaced
 * as a whole through `setView`.
 */
export interface World extends WorldTables {
  readonly view: Readonly<WorldView>;
  /** Raised by `setView`. */
  readonly viewRevision: number;
  /** How often anything at all has changed: the view or a table. */
  readonly revision: number;
  setView(change: Partial<WorldView>): void;
}

/** Users get GUIDs in 1.2, everything else keeps its id (the default of facts A.4). */
export const idPolicyDefault: IdPolicy = {
  user: "newGuid",
  org: "same",
  academicSession: "same",
  course: "same",
  class: "same",
  enrollment: "same",
};

/** A world without a single record. */
export function createWorld(): World {
  let view: WorldView = {
    activeYear: "",
    trials: "activeOnly",
    connectionSchools: undefined,
    require12Account: false,
    gradeBookSync: true,
    guardians: "always",
    idPolicy: idPolicyDefault,
  };
  let viewRevision = 0;
  const tables = createTables();
  // Every request asks for the sum: a loop over a plain list is a twentieth of one over the names.
  const counted: readonly { readonly revision: number }[] = worldTableNames.map(
    (name) => tables[name],
  );
  return {
    ...tables,
    get view() {
      return view;
    },
    get viewRevision() {
      return viewRevision;
    },
    get revision() {
      let count = viewRevision;
      for (const table of counted) count += table.revision;
      return count;
    },
    setView: (change) => {
      view = { ...view, ...change };
      viewRevision += 1;
    },
  };
}

/** The fields by which clients ask for what has changed. */
const stamps = ["status", "modified"] as const;

function createTables(): WorldTables {
  const people = createIdSpace();
  const sections = createIdSpace();
  const lineItems = createIdSpace();
  return {
    orgs: createObjectTable<Org>(createIdSpace(), [...stamps, "parent"]),
    schoolYears: createObjectTable<SchoolYear>(createIdSpace(), stamps),
    calendars: createObjectTable<Calendar>(createIdSpace(), ["school"]),
    structures: createObjectTable<ScheduleStructure>(createIdSpace(), ["calendar"]),
    terms: createObjectTable<Term>(createIdSpace(), [...stamps, "structure", "parent"]),
    trials: createObjectTable<Trial>(createIdSpace(), ["structure"]),
    courses: createObjectTable<Course>(createIdSpace(), [...stamps, "calendar", "org"]),
    sections: createSectionsTable(sections),
    rosters: createRostersTable({ people, sections }),
    staff: createStaffTable({ people, sections }),
    people: createPeopleTable(people),
    demographics: createDemographicsTable(people),
    schoolEnrollments: createSchoolEnrollmentsTable(people),
    assignments: createAssignmentsTable(people),
    relationships: createRelationshipsTable(people),
    categories: createObjectTable<Category>(createIdSpace(), [...stamps, "section"]),
    gradingTasks: createObjectTable<GradingTask>(createIdSpace(), ["course"]),
    scoreGroups: createObjectTable<ScoreGroup>(createIdSpace(), [...stamps, "section", "org"]),
    lineItems: createObjectTable<LineItem>(lineItems, [
      ...stamps,
      "section",
      "category",
      "scoreScale",
    ]),
    results: createResultsTable({ people, lineItems }),
    resources: createObjectTable<Resource>(createIdSpace(), stamps),
    assessmentLineItems: createObjectTable<AssessmentLineItem>(createIdSpace(), [
      ...stamps,
      "section",
      "parent",
      "scoreScale",
    ]),
    assessmentResults: createObjectTable<AssessmentResult>(createIdSpace(), [
      ...stamps,
      "assessmentLineItem",
      "student",
      "scoreScale",
    ]),
  };
}
