import * as z from "zod";
import { addMember } from "./add-member.ts";
import * as gradebook from "./gradebook-records.ts";
import * as organization from "./organization-records.ts";
import { emailTakenElsewhere } from "./take-email-elsewhere.ts";

/**
 * Something that people do in the LMS, as data: for scenarios, the control API and the command line.
 *
 * To add one, write its record beside these, name its schema here and the record in `apply-lms-action.ts`.
 */
export const LmsAction = z.discriminatedUnion("kind", [
  addMember.schema,
  emailTakenElsewhere.schema,
  organization.createCourse.schema,
  organization.removeMember.schema,
  organization.deleteCourse.schema,
  organization.archiveSection.schema,
  organization.editUser.schema,
  organization.setRole.schema,
  organization.addBuilding.schema,
  organization.deactivateUser.schema,
  organization.linkSections.schema,
  organization.unlinkSection.schema,
  organization.importCrossListings.schema,
  organization.undoCrossListing.schema,
  organization.importUsers.schema,
  organization.setTimeZone.schema,
  organization.viewPassword.schema,
  organization.exportPasswords.schema,
  gradebook.createItem.schema,
  gradebook.deleteItem.schema,
  gradebook.publishItem.schema,
  gradebook.moveItem.schema,
  gradebook.setSyncToSis.schema,
  gradebook.setGradingTask.schema,
  gradebook.grade.schema,
  gradebook.setException.schema,
  gradebook.comment.schema,
  gradebook.scoreAutomatically.schema,
  gradebook.overrideFinalGrade.schema,
  gradebook.createCategory.schema,
  gradebook.deleteCategory.schema,
  gradebook.createGroup.schema,
  gradebook.addScale.schema,
  gradebook.setUpGradebook.schema,
]);
export type LmsAction = z.infer<typeof LmsAction>;
