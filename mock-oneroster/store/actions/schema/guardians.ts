import * as z from "zod";
import { newPerson, selector, text } from "./fields.ts";

const ownGuardian = selector.describe(
  "a sourcedId, or first, second, … of the student's own contacts",
);
const link = {
  guardian: z.boolean().describe("a guardian has rights; without them he is a relative (F45)"),
  portal: z.boolean().describe("without portal access the API does not send the link (F44)"),
  relationship: text.describe("such as Mother"),
  listedBy: z
    .enum(["both", "student", "guardian"])
    .describe("who lists whom as agent; Campus lists both ways (F43)"),
};
const newLink = {
  guardian: link.guardian.default(true),
  portal: link.portal.default(true),
  relationship: link.relationship.exactOptional(),
  listedBy: link.listedBy.default("both"),
};

/** What can happen between students and their guardians (Campus facts A.8). */
export const guardianSchemas = [
  z.strictObject({
    action: z.literal("add-guardian"),
    student: selector,
    ...newPerson,
    phone: text.exactOptional(),
    ...newLink,
  }),
  z.strictObject({
    action: z.literal("link-guardian"),
    student: selector,
    user: selector.describe("anyone: also a teacher who is a parent (F22)"),
    ...newLink,
  }),
  z.strictObject({
    action: z.literal("change-guardian-link"),
    student: selector,
    user: ownGuardian,
    guardian: link.guardian.exactOptional(),
    portal: link.portal.exactOptional(),
    relationship: link.relationship.exactOptional(),
    listedBy: link.listedBy.exactOptional(),
  }),
  z.strictObject({
    action: z.literal("unlink-guardian"),
    student: selector,
    user: ownGuardian,
  }),
] as const;
