import type { SectionPlan } from "./plan-schedule.ts";

const sectionsPerTeacher = 6;

/** Who teaches what in a school. Teachers are named by their place, from 0. */
export interface TeachingPlan {
  readonly teachers: number;
  /** By place of a section among the planned ones. */
  readonly primaries: readonly number[];
}

/**
 * Gives every section its primary teacher. A class of young children has a teacher of its own for most of the
 * day; the other sections go to teachers of a subject, six to each. Later parts of a year keep the teacher.
 */
export function planTeachers(sections: readonly SectionPlan[]): TeachingPlan {
  const classes = new Map<number, number>();
  const specials = new Map<number, number>();
  for (const section of sections) {
    if (section.course.subject.isOwnClass) place(classes, classKey(section));
    else if (section.part === 0) place(specials, sectionKey(section));
  }
  const primaries = sections.map((section) =>
    section.course.subject.isOwnClass
      ? (classes.get(classKey(section)) ?? 0)
      : classes.size + Math.floor((specials.get(sectionKey(section)) ?? 0) / sectionsPerTeacher),
  );
  return { teachers: classes.size + Math.ceil(specials.size / sectionsPerTeacher), primaries };
}

function classKey({ course, group }: SectionPlan): number {
  return course.grade * 1_000 + group;
}

function sectionKey({ course, group }: SectionPlan): number {
  return course.number * 1_000 + group;
}

/** Numbers a key in the order of its first appearance. */
function place(places: Map<number, number>, key: number): void {
  if (!places.has(key)) places.set(key, places.size);
}
