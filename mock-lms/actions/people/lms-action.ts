import * as z from "zod";
import { addMember } from "./add-member.ts";
import { emailTakenElsewhere } from "./take-email-elsewhere.ts";

/**
 * Something that people do in the LMS, as data: for scenarios, the control API and the command line.
 *
 * To add one, write its record beside these, name its schema here and the record in `apply-lms-action.ts`.
 */
export const LmsAction = z.discriminatedUnion("kind", [
  addMember.schema,
  emailTakenElsewhere.schema,
]);
export type LmsAction = z.infer<typeof LmsAction>;
