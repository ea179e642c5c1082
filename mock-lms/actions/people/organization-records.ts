import * as z from "zod";
import { defineAction, inputOf } from "./action-record.ts";
import * as courses from "./course-people.ts";
import * as crossLists from "./cross-list-people.ts";
import * as imports from "./import-users.ts";
import * as links from "./link-people.ts";
import * as organization from "./organization-people.ts";
import * as passwords from "./password-people.ts";
import * as users from "./user-people.ts";

export const createCourse = defineAction({
  schema: courses.CreateManualCourse.extend({ kind: z.literal("create-course") }).describe(
    "a teacher creates a course and a section by hand",
  ),
  perform: ({ world }, action) => {
    const { course, section } = courses.createManualCourse(world, inputOf(action));
    return { courseId: course.id, sectionId: section.id };
  },
});

export const removeMember = defineAction({
  schema: courses.RemoveMember.extend({ kind: z.literal("remove-member") }).describe(
    "takes a member or course admin out of a section by hand",
  ),
  perform: ({ world }, action) => {
    courses.removeMember(world, inputOf(action));
    return {};
  },
});

export const deleteCourse = defineAction({
  schema: courses.DeleteCourseByHand.extend({ kind: z.literal("delete-course") }).describe(
    "a teacher deletes a course, a synced one too (F63)",
  ),
  perform: ({ world }, action) => {
    courses.deleteCourseByHand(world, inputOf(action));
    return {};
  },
});

export const archiveSection = defineAction({
  schema: courses.ArchiveSection.extend({ kind: z.literal("archive-section") }).describe(
    "archives a section, or takes it out of the archive",
  ),
  perform: ({ world }, action) => ({
    sectionId: courses.archiveSection(world, inputOf(action)).id,
  }),
});

export const editUser = defineAction({
  schema: users.EditUser.extend({ kind: z.literal("edit-user") }).describe(
    "a system admin edits a user; the next sync overwrites what the SIS owns (R114)",
  ),
  perform: ({ world }, action) => ({ userId: users.editUser(world, inputOf(action)).id }),
});

export const setRole = defineAction({
  schema: users.SetRole.extend({ kind: z.literal("set-role") }).describe(
    "a system admin sets a user's role; the next sync reverts it (F31)",
  ),
  perform: ({ world }, action) => ({ userId: users.setRole(world, inputOf(action)).id }),
});

export const addBuilding = defineAction({
  schema: users.AddBuilding.extend({ kind: z.literal("add-building") }).describe(
    "a system admin adds an additional building, which the sync keeps (R109)",
  ),
  perform: ({ world }, action) => ({ userId: users.addBuilding(world, inputOf(action)).id }),
});

export const deactivateUser = defineAction({
  schema: users.DeactivateUserByHand.extend({ kind: z.literal("deactivate-user") }).describe(
    "a system admin makes an account inactive (R116)",
  ),
  perform: ({ world }, action) => {
    users.deactivateUserByHand(world, inputOf(action));
    return {};
  },
});

export const linkSections = defineAction({
  schema: links.LinkSections.extend({ kind: z.literal("link-sections") }).describe(
    "a teacher links sections, ten at the most, that share no student (F70)",
  ),
  perform: ({ world }, action) => ({
    linked: links.linkSections(world, inputOf(action)).length,
  }),
});

export const unlinkSection = defineAction({
  schema: links.UnlinkSection.extend({ kind: z.literal("unlink-section") }).describe(
    "a teacher unlinks a section",
  ),
  perform: ({ world }, action) => {
    links.unlinkSection(world, inputOf(action));
    return {};
  },
});

export const importCrossListings = defineAction({
  schema: crossLists.ImportCrossListings.extend({
    kind: z.literal("import-cross-listings"),
  }).describe("a system admin cross-lists sections by an import file (F69)"),
  perform: ({ world }, action) => ({
    outcome: crossLists.importCrossListings(world, inputOf(action)),
  }),
});

export const undoCrossListing = defineAction({
  schema: crossLists.UndoCrossListing.extend({ kind: z.literal("undo-cross-listing") }).describe(
    "a system admin undoes a cross-listing",
  ),
  perform: ({ world }, action) => {
    crossLists.undoCrossListing(world, inputOf(action));
    return {};
  },
});

export const importUsers = defineAction({
  schema: imports.ImportUsers.extend({ kind: z.literal("import-users") }).describe(
    "a system admin imports users from a file, with school-issued passwords (R121)",
  ),
  perform: ({ world }, action) => ({
    outcome: imports.importUsers(world, inputOf(action)),
  }),
});

export const setTimeZone = defineAction({
  schema: organization.SetTimeZone.extend({ kind: z.literal("set-time-zone") }).describe(
    "a system admin sets the organisation's time zone",
  ),
  perform: ({ world }, action) => {
    organization.setTimeZone(world, inputOf(action));
    return {};
  },
});

/** The answers of these two hold passwords: they go to whoever asked, and nowhere else (R119). */
export const viewPassword = defineAction({
  schema: passwords.ViewPassword.extend({ kind: z.literal("view-password") }).describe(
    "a system admin looks at a password in Manage Users (R119)",
  ),
  perform: ({ world }, action) => ({
    password: passwords.viewPassword(world, inputOf(action)),
  }),
});

export const exportPasswords = defineAction({
  schema: passwords.ExportPasswords.extend({ kind: z.literal("export-passwords") }).describe(
    "a system admin exports passwords from Manage Users as CSV (R119)",
  ),
  perform: ({ world }, action) => ({
    csv: passwords.exportPasswords(world, inputOf(action)),
  }),
});
