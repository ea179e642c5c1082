import { unreachable } from "../../../core/assert.ts";
import type { Clock } from "../../../core/clock.ts";
import type { World } from "../world.ts";
import { SisActionError } from "./action-error.ts";
import { activateTrial, schoolsWithSections } from "./activate-trial.ts";
import { addStudent } from "./add-student.ts";
import { selectPerson, selectSchool, selectSection } from "./select.ts";
import type { SisAction } from "./sis-action.ts";
import { addSeat, createScene, type ActionScene } from "./stamp.ts";
import {
  endSeat,
  endStudentRole,
  joinSections,
  leaveSections,
  moveStudentRole,
  rostersOf,
} from "./students.ts";

/** What an action changed, as counts. Holds no names, so it may be logged and recorded. */
export interface ActionOutcome {
  readonly action: SisAction["action"];
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Lets something happen in the SIS and stamps `dateLastModified` of all that it touches.
 *
 * Throws a SisActionError that names the selector when nothing answers to it; then nothing has changed.
 */
export function applyAction(world: World, action: SisAction, clock: Clock): ActionOutcome {
  const counts = carryOut(createScene(world, action.action, clock), action);
  world.revision += 1;
  return { action: action.action, counts };
}

type Counts = ActionOutcome["counts"];
type ActionOf<Name extends SisAction["action"]> = Extract<SisAction, { action: Name }>;

function carryOut(scene: ActionScene, action: SisAction): Counts {
  switch (action.action) {
    case "activate-trial":
      return switchTrial(scene, action);
    case "withdraw-student":
      return withdraw(scene, action);
    case "transfer-student":
      return transfer(scene, action);
    case "enrol-student":
      return enrol(scene, action);
    case "rename-user":
      return rename(scene, action);
    case "end-staff":
      return endStaff(scene, action);
    case "add-student":
      return welcome(scene, action);
    default:
      return unreachable(action);
  }
}

function switchTrial(scene: ActionScene, action: ActionOf<"activate-trial">): Counts {
  const schools =
    action.school === undefined
      ? schoolsWithSections(scene.world)
      : [selectSchool(scene.world, scene.action, action.school).id];
  return { ...activateTrial(scene, action.name, schools) };
}

function withdraw(scene: ActionScene, action: ActionOf<"withdraw-student">): Counts {
  const student = pickStudent(scene, action.student);
  const enrollments = leaveSections(scene, student, action.how);
  endStudentRole(scene, student);
  return {
    users: 1,
    [action.how === "drop" ? "enrollmentsDropped" : "enrollmentsEnded"]: enrollments,
  };
}

function transfer(scene: ActionScene, action: ActionOf<"transfer-student">): Counts {
  const student = pickStudent(scene, action.student);
  const school = selectSchool(scene.world, scene.action, action.toSchool).id;
  if (student.roles.some((role) => role.role === "student" && role.org === school)) {
    throw new SisActionError(
      scene.action,
      `"${action.student}" is already at "${action.toSchool}".`,
    );
  }
  const enrollmentsDropped = leaveSections(scene, student, "drop");
  moveStudentRole(scene, student, school);
  const enrollmentsAdded = joinSections(scene, {
    student,
    school,
    sectionsMax: Math.max(1, enrollmentsDropped),
  });
  return { users: 1, enrollmentsDropped, enrollmentsAdded };
}

function enrol(scene: ActionScene, action: ActionOf<"enrol-student">): Counts {
  const student = pickStudent(scene, action.student);
  const section = selectSection(scene.world, scene.action, action.section);
  if (rostersOf(scene.world, student).some((seat) => seat.section === section.id)) {
    throw new SisActionError(
      scene.action,
      `"${action.student}" is already enrolled in "${action.section}".`,
    );
  }
  const { id, school } = section;
  const plan = { section: id, school, person: student.id, role: "student", beginDate: scene.today };
  addSeat(scene, plan);
  return { enrollmentsAdded: 1 };
}

function rename(scene: ActionScene, action: ActionOf<"rename-user">): Counts {
  const person = selectPerson(scene.world, scene.action, { selector: action.user });
  scene.world.people.set(person.id, {
    ...person,
    givenName: action.givenName ?? person.givenName,
    familyName: action.familyName ?? person.familyName,
    modified: scene.modified,
  });
  return { users: 1 };
}

function endStaff(scene: ActionScene, action: ActionOf<"end-staff">): Counts {
  const { world } = scene;
  const section = selectSection(world, scene.action, action.section);
  const teacher = selectTeacher(scene, section.id, action.teacher);
  const seats = [...world.seats.values()].filter(
    (seat) => seat.section === section.id && seat.person === teacher && seat.role !== "student",
  );
  if (seats.length === 0) {
    throw new SisActionError(
      scene.action,
      `"${action.teacher}" does not teach "${action.section}".`,
    );
  }
  for (const seat of seats) world.seats.set(seat.id, endSeat(scene, seat));
  return { enrollmentsEnded: seats.length };
}

/** Ordinals count the section's own teachers, primary first: `first` is the primary teacher. */
function selectTeacher(scene: ActionScene, section: string, selector: string): string {
  const staff = [...scene.world.seats.values()].filter(
    (seat) => seat.section === section && seat.role !== "student" && seat.endDate === undefined,
  );
  const primary = staff.find((seat) => seat.primary === "true");
  if (selector === "first" && primary !== undefined) return primary.person;
  return selectPerson(scene.world, scene.action, { selector, role: "teacher" }).id;
}

function welcome(scene: ActionScene, action: ActionOf<"add-student">): Counts {
  const school = selectSchool(scene.world, scene.action, action.school).id;
  const { action: _name, sections, ...wanted } = action;
  const student = addStudent(scene, { ...wanted, school });
  const enrollmentsAdded = joinSections(scene, { student, school, sectionsMax: sections });
  return { users: 1, enrollmentsAdded };
}

function pickStudent(scene: ActionScene, selector: string): ReturnType<typeof selectPerson> {
  return selectPerson(scene.world, scene.action, { selector, role: "student" });
}
