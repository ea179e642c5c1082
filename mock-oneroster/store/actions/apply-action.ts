import type { Clock } from "../../../core/clock.ts";
import type { World } from "../world.ts";
import { churn } from "./churn/churn.ts";
import {
  narrowConnection,
  setAccountRule,
  setGradeBookSync,
  setIdPolicy,
  setTrialsExposed,
} from "./connection/connection.ts";
import { closeGradingWindow, openGradingWindow } from "./gradebook/grading-window.ts";
import { postGrade } from "./gradebook/post-grade.ts";
import { setGradeItem } from "./gradebook/set-grade-item.ts";
import { addGuardian } from "./guardians/add-guardian.ts";
import { changeGuardianLink } from "./guardians/change-guardian-link.ts";
import { linkGuardian } from "./guardians/link-guardian.ts";
import { unlinkGuardian } from "./guardians/unlink-guardian.ts";
import { deleteUser } from "./people/delete-user.ts";
import { mergePeople } from "./people/merge-people.ts";
import { renameUser } from "./people/rename-user.ts";
import { markDeleted, restore } from "./records/record-status.ts";
import { createScene, type ActionScene } from "./scene.ts";
import { changeCourseCode } from "./schedule/change-course-code.ts";
import { renameSchool } from "./schedule/rename-school.ts";
import { cancelClass, dropSection, moveSectionTerms } from "./schedule/sections.ts";
import { addTerm, moveTermDate, renameTerm } from "./schedule/terms.ts";
import type { Counts, PlanOf, SisAction, SisActionName } from "./sis-action.ts";
import { assignStaff } from "./staff/assign-staff.ts";
import { changeRole } from "./staff/change-role.ts";
import { endAssignment } from "./staff/end-assignment.ts";
import { endStaff } from "./staff/end-staff.ts";
import { hireStaff } from "./staff/hire-staff.ts";
import { replaceTeacher } from "./staff/replace-teacher.ts";
import { addStudent } from "./students/add-student.ts";
import { enrolAtSchool } from "./students/enrol-at-school.ts";
import { enrolStudent } from "./students/enrol-student.ts";
import { leaveSection } from "./students/leave-section.ts";
import { setNoShow } from "./students/set-no-show.ts";
import { transferStudent } from "./students/transfer-student.ts";
import { withdrawStudent } from "./students/withdraw-student.ts";
import { activateTrial } from "./trials/activate-trial.ts";
import { createTrial } from "./trials/create-trial.ts";
import { lockTrial } from "./trials/lock-trial.ts";
import { activateYear } from "./year/activate-year.ts";
import { rollYearOver } from "./year/roll-year-over.ts";

/** What came of an action. */
export interface ActionOutcome {
  readonly action: SisActionName;
  readonly counts: Counts;
}

/**
 * Lets something happen in the SIS and stamps `dateLastModified` of all that it touches.
 *
 * The same world, action and moment give the same ids. Throws a SisActionError that names the selector when nothing
 * answers to it; then nothing has changed.
 */
export function applyAction(world: World, action: SisAction, clock: Clock): ActionOutcome {
  const scene = createScene(world, action.action, clock);
  return { action: action.action, counts: carryOut(scene, action.action, action) };
}

function carryOut<Name extends SisActionName>(
  scene: ActionScene,
  name: Name,
  plan: PlanOf<Name>,
): Counts {
  return actions[name](scene, plan);
}

/** Every action checks all that it needs before it writes anything. */
const actions: {
  readonly [Name in SisActionName]: (scene: ActionScene, plan: PlanOf<Name>) => Counts;
} = {
  "activate-trial": activateTrial,
  "create-trial": createTrial,
  "lock-trial": lockTrial,
  "withdraw-student": withdrawStudent,
  "transfer-student": transferStudent,
  "enrol-student": enrolStudent,
  "leave-section": leaveSection,
  "enrol-at-school": enrolAtSchool,
  "set-no-show": setNoShow,
  "add-student": addStudent,
  "hire-staff": hireStaff,
  "assign-staff": assignStaff,
  "end-staff": endStaff,
  "replace-teacher": replaceTeacher,
  "end-assignment": endAssignment,
  "change-role": changeRole,
  "rename-user": renameUser,
  "merge-people": mergePeople,
  "delete-user": deleteUser,
  "add-guardian": addGuardian,
  "link-guardian": linkGuardian,
  "change-guardian-link": changeGuardianLink,
  "unlink-guardian": unlinkGuardian,
  "move-term-date": moveTermDate,
  "rename-term": renameTerm,
  "add-term": addTerm,
  "rename-school": renameSchool,
  "change-course-code": changeCourseCode,
  "drop-section": dropSection,
  "cancel-class": cancelClass,
  "move-section-terms": moveSectionTerms,
  "roll-year-over": rollYearOver,
  "activate-year": activateYear,
  "narrow-connection": narrowConnection,
  "set-trials-exposed": setTrialsExposed,
  "set-id-policy": setIdPolicy,
  "set-account-rule": setAccountRule,
  "set-grade-book-sync": setGradeBookSync,
  "set-grade-item": setGradeItem,
  "open-grading-window": openGradingWindow,
  "close-grading-window": closeGradingWindow,
  "post-grade": postGrade,
  "mark-deleted": markDeleted,
  restore,
  churn,
};
