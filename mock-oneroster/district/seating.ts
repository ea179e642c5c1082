import { gradeNames } from "./grades.ts";
import type { Layout } from "./layout.ts";
import { gradeOf, isNoShow, schoolOf, secondSchoolOf } from "./students.ts";

/** Who goes to which school: the indexes of the students who came. */
export interface Seating {
  /** The students of a school in a grade, in ascending order. */
  studentsOf(school: number, grade: number): Uint32Array;
  /** How many students a school has. */
  countOf(school: number): number;
  /** The students of other schools who take a section at this one (F27). */
  guestsOf(school: number): readonly Guest[];
}

/** A student of another school. */
export interface Guest {
  readonly index: number;
  readonly grade: number;
}

/** Sends every student to a school: two passes over all, without an object for any. */
export function seatStudents(layout: Layout): Seating {
  const { students } = layout.size;
  const cells = new Uint16Array(students);
  const starts = new Uint32Array(layout.schools.length * grades + 1);
  const guests = new Map<number, Guest[]>();
  for (let index = 0; index < students; index += 1) {
    if (isNoShow(layout, index)) {
      cells[index] = nowhere;
      continue;
    }
    const grade = gradeOf(layout, index);
    const school = schoolOf(layout, index, grade);
    cells[index] = school * grades + grade;
    bump(starts, school * grades + grade + 1);
    const second = secondSchoolOf(layout, index, { school, grade });
    if (second !== undefined) addGuest(guests, second, { index, grade });
  }
  for (let cell = 1; cell < starts.length; cell += 1) {
    starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0);
  }
  const seated = fill(cells, starts);
  const startOf = (cell: number): number => starts[cell] ?? 0;
  return {
    studentsOf: (school, grade) => {
      const cell = school * grades + grade;
      return seated.subarray(startOf(cell), startOf(cell + 1));
    },
    countOf: (school) => startOf((school + 1) * grades) - startOf(school * grades),
    guestsOf: (school) => guests.get(school) ?? [],
  };
}

const grades = gradeNames.length;
const nowhere = 0xffff;

/** A counting sort: within a cell the indexes ascend. */
function fill(cells: Uint16Array, starts: Uint32Array): Uint32Array {
  const next = starts.slice();
  const seated = new Uint32Array(starts.at(-1) ?? 0);
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? nowhere;
    if (cell !== nowhere) seated[bump(next, cell)] = index;
  }
  return seated;
}

/** Adds one to a counter and gives what it was before. */
function bump(counters: Uint32Array, at: number): number {
  const before = counters[at] ?? 0;
  counters[at] = before + 1;
  return before;
}

function addGuest(guests: Map<number, Guest[]>, school: number, guest: Guest): void {
  const known = guests.get(school);
  if (known === undefined) guests.set(school, [guest]);
  else known.push(guest);
}
