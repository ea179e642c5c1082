import type { Course, Placement, Section } from "../store/records.ts";
import type { Layout } from "./layout.ts";
import { gradeName } from "./grades.ts";
import { resourcesOf } from "./gradebook.ts";
import { termsMet, type Meets } from "./offer.ts";
import { oddCode } from "./odd-text.ts";
import type { CoursePlan } from "./plan-courses.ts";
import type { SectionPlan } from "./plan-schedule.ts";
import type { SchoolPlan } from "./plan-schools.ts";

const periods = 7;

/** What the sections of a course have in common: made once, so that they share its objects. */
export interface CourseFrame {
  readonly plan: CoursePlan;
  readonly id: string;
  readonly code: string;
  readonly period: string;
  readonly grades: readonly string[];
  readonly subjects: readonly string[];
  /** By when a section meets. */
  readonly placements: Map<Meets, readonly Placement[]>;
}

/** Prepares a course for its sections. */
export function frameCourse({ draws, dirt }: Layout, plan: CoursePlan): CourseFrame {
  const { number, code, rank, grade, subject } = plan;
  const isOdd = dirt.hits("oddCodes", number);
  return {
    plan,
    id: String(number),
    code: isOdd ? oddCode(code, draws.oddCode.word(number)) : code,
    period: String((rank % periods) + 1),
    grades: [gradeName(grade)],
    subjects: [subject.subject],
    placements: new Map(),
  };
}

/** The course as the world holds it. */
export function toCourse(
  { dirt, frame, year }: Layout,
  course: CourseFrame,
  school: SchoolPlan,
): Course {
  const { plan, id, code, grades, subjects } = course;
  return {
    id,
    status: dirt.hits("deletedRows", plan.number) ? "tobedeleted" : frame.status,
    modified: frame.modified,
    metadata: undefined,
    calendar: plan.structure.calendar,
    title: plan.title,
    code,
    schoolYear: year.id,
    org: school.id,
    grades,
    subjects,
    subjectCodes: none,
    resources: resourcesOf(plan),
  };
}

/** A section in one trial, with the dirt that hits it. */
export function toSection(layout: Layout, section: SectionPlan, at: SectionPlace): Section {
  const { dirt, frame } = layout;
  const { number } = section;
  const { id, plan, code, grades, subjects } = at.course;
  const isHomeroom = plan.subject.isHomeroom || dirt.hits("mislabelledHomerooms", number);
  return {
    id: at.id,
    status: dirt.hits("deletedRows", number) ? "tobedeleted" : frame.status,
    modified: frame.modified,
    metadata: undefined,
    trial: at.trial,
    course: dirt.hits("orphanReferences", number) ? `${id}999` : id,
    school: at.school,
    number: String(section.rank),
    title: `${plan.title} ${section.rank}`,
    classCode: `${code}-${section.rank}`,
    classType: isHomeroom ? "homeroom" : "scheduled",
    location: at.location,
    placements: dirt.hits("sectionsWithoutTerms", number) ? none : at.placements,
    grades,
    subjects,
    subjectCodes: none,
    resources: none,
  };
}

/** Where a section stands: its trial and what comes with the course. */
export interface SectionPlace {
  readonly id: string;
  readonly trial: string;
  readonly school: string;
  readonly course: CourseFrame;
  readonly location: string;
  readonly placements: readonly Placement[];
}

/** When a section meets: in its terms, in the period of its course. Sections that meet alike share the list. */
export function placementsOf(
  { meets }: SectionPlan,
  { placements, plan, period }: CourseFrame,
): readonly Placement[] {
  const known = placements.get(meets);
  if (known !== undefined) return known;
  const { terms } = plan.structure;
  const made = termsMet(meets).map((kind) => ({ term: terms[kind].id, period }));
  placements.set(meets, made);
  return made;
}

const none: readonly never[] = [];
