import * as z from "zod";
import {
  date,
  filledList,
  flag,
  identity,
  list,
  open,
  type reference,
  text,
  year,
} from "./strict-fields.ts";
import { academicSessionTypes, orgTypes } from "./vocabulary.ts";

type Reference = ReturnType<typeof reference>;

/* Shapes of the classes that did not change from 1.1 to 1.2 but for the words that references and
   vocabularies allow. The return types are long and say nothing that the shapes do not, so they are inferred. */
/* oxlint-disable typescript/explicit-module-boundary-types */

/** AcademicSession. `endDate` is the first day after it. */
export function academicSession(ref: Reference) {
  return z.strictObject({
    ...identity,
    title: text,
    startDate: date,
    endDate: date,
    type: open(academicSessionTypes),
    parent: ref("academicSession").exactOptional(),
    children: list(ref("academicSession")).exactOptional(),
    schoolYear: year,
  });
}

/** Class. `subjects` and `subjectCodes` run in parallel. */
export function classWith<T extends z.ZodType>(ref: Reference, classType: T) {
  return z.strictObject({
    ...identity,
    title: text,
    classCode: text.exactOptional(),
    classType: z.exactOptional(classType),
    location: text.exactOptional(),
    grades: list(text).exactOptional(),
    subjects: list(text).exactOptional(),
    course: ref("course"),
    school: ref("org"),
    terms: filledList(ref("academicSession")),
    subjectCodes: list(text).exactOptional(),
    periods: list(text).exactOptional(),
    resources: list(ref("resource")).exactOptional(),
  });
}

/** Course. `schoolYear` is a reference here, unlike in an academic session. */
export function course(ref: Reference) {
  return z.strictObject({
    ...identity,
    title: text,
    schoolYear: ref("academicSession").exactOptional(),
    courseCode: text,
    grades: list(text).exactOptional(),
    subjects: list(text).exactOptional(),
    org: ref("org").exactOptional(),
    subjectCodes: list(text).exactOptional(),
    resources: list(ref("resource")).exactOptional(),
  });
}

/** Demographics. The sourcedId is that of the user. */
export function demographicsWith<T extends z.ZodType>(sex: T) {
  return z.strictObject({
    ...identity,
    birthDate: date.exactOptional(),
    sex: z.exactOptional(sex),
    americanIndianOrAlaskaNative: flag.exactOptional(),
    asian: flag.exactOptional(),
    blackOrAfricanAmerican: flag.exactOptional(),
    nativeHawaiianOrOtherPacificIslander: flag.exactOptional(),
    white: flag.exactOptional(),
    demographicRaceTwoOrMoreRaces: flag.exactOptional(),
    hispanicOrLatinoEthnicity: flag.exactOptional(),
    countryOfBirthCode: text.exactOptional(),
    stateOfBirthAbbreviation: text.exactOptional(),
    cityOfBirth: text.exactOptional(),
    publicSchoolResidenceStatus: text.exactOptional(),
  });
}

/** Enrollment. `primary` means something for teachers only; `endDate` is the first day after it. */
export function enrollmentWith<T extends z.ZodType>(ref: Reference, role: T) {
  return z.strictObject({
    ...identity,
    user: ref("user"),
    class: ref("class"),
    school: ref("org"),
    role,
    primary: flag.exactOptional(),
    beginDate: date.exactOptional(),
    endDate: date.exactOptional(),
  });
}

/** Org, with `identifier` optional (1.1) or not (1.2). */
export function orgWith<T extends z.ZodType>(ref: Reference, identifier: T) {
  return z.strictObject({
    ...identity,
    name: text,
    type: open(orgTypes),
    identifier,
    parent: ref("org").exactOptional(),
    children: list(ref("org")).exactOptional(),
  });
}

/** Resource. */
export function resourceWith<R extends z.ZodType, I extends z.ZodType>(role: R, importance: I) {
  return z.strictObject({
    ...identity,
    title: text.exactOptional(),
    roles: list(role).exactOptional(),
    importance: z.exactOptional(importance),
    vendorResourceId: text,
    vendorId: text.exactOptional(),
    applicationId: text.exactOptional(),
  });
}

/** One further id of a user. */
export const userId = z.strictObject({ type: text, identifier: text });
