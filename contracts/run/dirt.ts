import * as z from "zod";

const Share = z.number().min(0).max(1);

const dial = (description: string): z.ZodExactOptional<typeof Share> =>
  Share.exactOptional().describe(description);

/**
 * The data problems that a generated district can hold, by their numbers in the failure catalogue.
 *
 * Each is a share from 0 to 1 of what its description names first. Those with a usual share have it even
 * when no dirt is asked for, because every district has some; 0 takes them away.
 */
export const dirtDials = {
  usernamesWithSpaces: dial("F16, of people: the username holds a space"),
  missingUsernames: dial("F17, of people: there is no user account, and 1.1 does not send them"),
  missingEmails: dial("F18, of people: there is no e-mail address"),
  duplicateEmails: dial("F19, of families: children and guardians share one address"),
  duplicateUsernames: dial("F21, of students: two of them have one username"),
  teacherParents: dial("F22, of teachers: parent of a student too; usually 0.1"),
  twoSchools: dial("F27, of students and teachers: a second school; usually 0.01"),
  textOddities: dial("F34, of people: the name holds NBSP, emoji, mojibake or combining marks"),
  oddCodes: dial("F35, of courses: the code holds illegal characters or is too long"),
  leadingZeros: dial("F36, of students: the identifier begins with zeros"),
  absentStaff: dial(
    "F32, of staff but teachers: no assignment that the API shows, so it sends nobody",
  ),
  noShows: dial("F39, of students: enrolled, never came, in no section; usually 0.01"),
  disabledAccounts: dial("F40, of people: the account is disabled"),
  oneSidedLinks: dial("F43, of relationships: only one of the two lists the other as agent"),
  contactsWithoutAccount: dial("F44, of guardians and relatives: there is no user account"),
  contactsWithoutPortal: dial("F44, of guardians and relatives: no portal access; usually 0.05"),
  relatives: dial("F45, of families: a relative without the rights of a guardian; usually 0.06"),
  sectionsWithoutTerms: dial("F05 and F07, of sections: no placement names a term"),
  sectionsWithoutTeacher: dial("F51, of sections: nobody teaches it"),
  severalPrimaries: dial("F53, of sections: two teachers are primary"),
  emptySections: dial("F56, of sections: no student is in it"),
  lateEntries: dial("F57, of students: came after the year had begun; usually 0.03"),
  endedEnrollments: dial("F59, of rosters: the end date is past and the status still active"),
  futureEnrollments: dial("F60, of rosters: the begin date is yet to come"),
  duplicateSeats: dial("F61, of rosters: a second row for the same student and section"),
  orphanReferences: dial("F62, of rosters and sections: what they point at does not exist"),
  deletedRows: dial("F66, of people, courses, sections and rosters: marked tobedeleted"),
  mislabelledHomerooms: dial("F71, of scheduled sections: the class type says homeroom"),
} as const;

/** The name of a data problem. */
export type DirtKind = keyof typeof dirtDials;

/** How much of which data problem a district holds: one share for all, or a share for each. */
export const Dirt = z.union([
  Share.describe("this share of every data problem; 0 makes a spotless district"),
  z.strictObject({ all: dial("for every data problem that is not named beside it"), ...dirtDials }),
]);
export type Dirt = z.infer<typeof Dirt>;
