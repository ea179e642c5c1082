import type { AssessmentLineItem, LineItem, Result, Score } from "../store/records.ts";
import type { World } from "../store/world.ts";
import { addDays } from "./days.ts";
import type { Layout } from "./layout.ts";
import type { SectionPlan } from "./plan-schedule.ts";

/** One section whose grade book is to be filled. `id` and `school` are as its row has them. */
export interface GradedSection {
  readonly section: SectionPlan;
  readonly id: string;
  readonly school: string;
  /** The first day on which it meets. */
  readonly start: string;
}

/** What teachers give out: by the category of the district, and days after the section begins. */
const assignments = [
  { title: "First Homework", category: "1", assigned: 1, due: 8 },
  { title: "Unit Test", category: "2", assigned: 14, due: 15 },
  { title: "Project", category: "3", assigned: 21, due: 42 },
] as const;

/**
 * Writes the items of a section, and a result of each student for what was due by the day on which the district is
 * looked at. One section in four has a test with parts as well (assessments of 1.2). Homerooms have no grades.
 *
 * Students are those of its rosters, once each; a score depends on student and item alone.
 */
export function writeGrades(world: World, layout: Layout, at: GradedSection): void {
  const { section, id, start } = at;
  if (section.course.subject.isHomeroom) return;
  const students = [...new Set(world.rosters.where("section", id).map(({ person }) => person))];
  for (const [rank, assignment] of assignments.entries()) {
    const dueDate = addDays(start, assignment.due);
    world.lineItems.put({
      ...toLineItem(layout, at, { id: `a${id}${rank}`, dueDate }),
      title: assignment.title,
      category: assignment.category,
      assignDate: `${addDays(start, assignment.assigned)}T05:00:00.000Z`,
    });
    if (dueDate > layout.asOf) continue;
    for (const [place, student] of students.entries()) {
      const score = scoreOf(layout, { student, item: section.number * 4 + rank, day: dueDate });
      world.results.put({ ...toResult(layout, at, { rank, place, student }), ...score });
    }
  }
  if (layout.draws.assessed.chance(0.25, section.number))
    writeTest(world, layout, { ...at, students });
}

function toLineItem(
  { frame }: Layout,
  { section, id: sectionId, school }: GradedSection,
  { id, dueDate }: { readonly id: string; readonly dueDate: string },
): Omit<LineItem, "title" | "category" | "assignDate"> {
  return {
    id,
    ...frame,
    description: undefined,
    dueDate: `${dueDate}T05:00:00.000Z`,
    section: sectionId,
    school,
    gradingPeriod: periodOf(section, dueDate),
    academicSession: undefined,
    scoreScale: undefined,
    resultValueMin: 0,
    resultValueMax: 100,
    learningObjectives: undefined,
    origin: "sis",
  };
}

/** The grading period of the section's structure that holds a day. */
function periodOf({ course }: SectionPlan, day: string): string | undefined {
  const { mp1, mp2, mp3, mp4 } = course.structure.terms;
  return [mp1, mp2, mp3, mp4].find(({ startDate, endDate }) => startDate <= day && day <= endDate)
    ?.id;
}

function toResult(
  { frame }: Layout,
  { id }: GradedSection,
  {
    rank,
    place,
    student,
  }: { readonly rank: number; readonly place: number; readonly student: string },
): Omit<Result, keyof Score> {
  const seat = String(place).padStart(3, "0");
  return {
    id: `r${id}${rank}${seat}`,
    ...frame,
    lineItem: `a${id}${rank}`,
    student,
    section: id,
    origin: "sis",
  };
}

interface Scored {
  readonly student: string;
  readonly item: number;
  readonly day: string;
}

/** Mostly good scores; of a hundred, three are excused and four not handed in. */
function scoreOf({ draws }: Layout, { student, item, day }: Scored): Score {
  const luck = draws.handedIn.int(100, Number(student), item);
  const lost = draws.score.int(41, Number(student), item);
  const scored = { scoreStatus: "fully graded", score: 100 - Math.floor((lost * lost) / 40) };
  const excused = { scoreStatus: "exempt", score: undefined };
  const missing = { scoreStatus: "not submitted", score: undefined };
  return {
    ...(luck < 3 ? excused : luck < 7 ? missing : scored),
    scoreDate: day,
    textScore: undefined,
    scoreScale: undefined,
    comment: undefined,
    learningObjectives: undefined,
    flags: {},
  };
}

/** A test of two parts, with a result of each student for the whole. */
function writeTest(
  world: World,
  layout: Layout,
  { section, id, start, students }: GradedSection & { readonly students: readonly string[] },
): void {
  const { frame } = layout;
  const whole = `e${id}0`;
  const part = (rank: number, title: string, parent: string | undefined): AssessmentLineItem => ({
    id: `e${id}${rank}`,
    ...frame,
    title,
    description: undefined,
    section: id,
    parent,
    scoreScale: undefined,
    resultValueMin: 0,
    resultValueMax: 100,
    learningObjectives: undefined,
  });
  world.assessmentLineItems.put(part(0, "Benchmark", undefined));
  world.assessmentLineItems.put(part(1, "Benchmark, Reading", whole));
  world.assessmentLineItems.put(part(2, "Benchmark, Problems", whole));
  const day = addDays(start, 10);
  if (day > layout.asOf) return;
  for (const [place, student] of students.entries()) {
    world.assessmentResults.put({
      id: `f${id}${String(place).padStart(3, "0")}`,
      ...frame,
      ...scoreOf(layout, { student, item: section.number * 4 + 3, day }),
      assessmentLineItem: whole,
      student,
      scorePercentile: undefined,
    });
  }
}
