import type { Random } from "../../../../core/random.ts";
import { termsOf } from "../../placements.ts";
import type { Person, SchoolEnrollment, Section } from "../../records.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { addRoster } from "../seats/new-seats.ts";
import { openRosters, isPrimary, staffOfSection } from "../seats/open-seats.ts";
import type { Counts } from "../sis-action.ts";
import { handOver } from "../staff/replace-teacher.ts";
import { welcome } from "../students/add-student.ts";
import { joinSections } from "../students/join-sections.ts";
import { leaveSections, type Leaving } from "../students/leave-sections.ts";
import { openEnrollments } from "../students/school-enrollments.ts";
import { transfer } from "../students/transfer-student.ts";
import { withdraw } from "../students/withdraw-student.ts";
import type { SchoolsByGrade } from "./school-offers.ts";

/** What happens to or beside one student, and by what chance. */
export interface Turn {
  readonly scene: ActionScene;
  readonly random: Random;
  readonly student: Person;
  /** His place at the school that he mainly goes to. */
  readonly place: SchoolEnrollment & { readonly school: string };
  readonly how: Leaving;
  readonly schools: SchoolsByGrade;
  /** Draws someone whose names a newcomer may have. */
  readonly namesake: () => Person;
}

/** One kind of turn. It gives no counts when it cannot happen to this student, and changes nothing then. */
export interface TurnKind {
  readonly name: string;
  /** Out of a hundred. */
  readonly weight: number;
  readonly take: (turn: Turn) => Counts | undefined;
}

/** Always possible: what happens when nothing else can. */
export const renames: TurnKind = {
  name: "renames",
  weight: 15,
  take: ({ scene, student, namesake }) => {
    const { familyName } = namesake();
    scene.world.people.put({ ...student, familyName, modified: scene.modified });
    return {};
  },
};

/** Everything that a churn is made of. */
export const turnKinds: readonly TurnKind[] = [
  { name: "transfers", weight: 15, take: moveSchool },
  { name: "withdrawals", weight: 10, take: leaveDistrict },
  { name: "newStudents", weight: 10, take: bringNewcomer },
  { name: "drops", weight: 15, take: leaveOneSection },
  { name: "adds", weight: 15, take: joinOneSection },
  { name: "sectionChanges", weight: 10, take: changeSection },
  { name: "staffChanges", weight: 10, take: changeTeacher },
  renames,
];

function moveSchool({ scene, student, place, how, schools, random }: Turn): Counts | undefined {
  const others = schools(place.grade).filter((school) => school !== place.school);
  if (others.length === 0) return undefined;
  const { users: _one, ...counts } = transfer(scene, { student, school: random.pick(others), how });
  return counts;
}

function leaveDistrict({ scene, student, how }: Turn): Counts {
  const { users: _one, ...counts } = withdraw(scene, student.id, how);
  return counts;
}

function bringNewcomer({ scene, place, namesake }: Turn): Counts {
  const { givenName } = namesake();
  const { familyName } = namesake();
  const { users: _one, ...counts } = welcome(scene, {
    person: { givenName, familyName },
    school: place.school,
    grade: place.grade,
    sectionsMax: 6,
  });
  return counts;
}

function leaveOneSection({ scene, student, how, random }: Turn): Counts | undefined {
  const seats = openRosters(scene, student.id);
  return seats.length === 0 ? undefined : leaveSections(scene, [random.pick(seats)], how);
}

function joinOneSection({ scene, student, place }: Turn): Counts | undefined {
  const grades = place.grade === undefined ? student.grades : [place.grade];
  const join = { student: student.id, school: place.school, grades, beginDate: scene.today };
  const enrollmentsAdded = joinSections(scene, { ...join, sectionsMax: 1 });
  return enrollmentsAdded === 0 ? undefined : { enrollmentsAdded };
}

/** He goes to another group of a course that he takes, one that meets in the same terms. */
function changeSection({ scene, student, how, random }: Turn): Counts | undefined {
  const seats = openRosters(scene, student.id);
  const taken = new Set(seats.map(({ section }) => section));
  const moves = seats.flatMap((seat) =>
    groupsBeside(scene, seat.section).flatMap((to) => (taken.has(to.id) ? [] : [{ seat, to }])),
  );
  if (moves.length === 0) return undefined;
  const { seat, to } = random.pick(moves);
  const left = leaveSections(scene, [seat], how);
  const place = { section: to.id, school: to.school, person: student.id };
  addRoster(scene, { ...place, beginDate: scene.today });
  return { ...left, enrollmentsAdded: 1 };
}

function groupsBeside({ world }: ActionScene, section: string): readonly Section[] {
  const own = world.sections.get(section);
  if (own === undefined) return [];
  const terms = termsOf(own).join();
  return rowsOf(world.sections, "course", own.course).filter(
    ({ trial, status, ...rest }) =>
      trial === own.trial && status !== "tobedeleted" && termsOf(rest).join() === terms,
  );
}

function changeTeacher({ scene, student, random }: Turn): Counts | undefined {
  const seats = openRosters(scene, student.id);
  if (seats.length === 0) return undefined;
  const { section, school } = random.pick(seats);
  const leaver = staffOfSection(scene, section).find(isPrimary)?.person;
  const others = teachersOf(scene, school).filter((person) => person !== leaver);
  if (leaver === undefined || others.length === 0) return undefined;
  const person = random.pick(others);
  return handOver(scene, { section, school, leaver, person, beginDate: scene.today });
}

function teachersOf({ world, today }: ActionScene, school: string): readonly string[] {
  const assignments = rowsOf(world.assignments, "org", school).filter(
    ({ role, endDate }) => role === "teacher" && (endDate === undefined || endDate >= today),
  );
  return [...new Set(assignments.map(({ person }) => person))];
}

/** The place at school that counts for a student: the primary one, if he has several. */
export function mainPlace(scene: ActionScene, student: string): Turn["place"] | undefined {
  const places = openEnrollments(scene, student).flatMap(({ school, ...rest }) =>
    school === undefined ? [] : [{ ...rest, school }],
  );
  return places.find(({ serviceType }) => serviceType === "P") ?? places[0];
}
