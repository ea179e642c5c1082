import * as z from "zod";
import { addManualEnrollment } from "../people-actions.ts";
import { defineAction } from "./action-record.ts";

/** Someone adds a member or course admin to a section by hand; the enrollment is marked manual (guide R130). */
export const addMember = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("add-member"),
      sectionSchoolCode: z.string().min(1).max(255).describe("the section"),
      schoolUid: z.string().min(1).max(255).describe("the Unique ID of the account"),
      admin: z.boolean().default(false).describe("true for a course admin"),
    })
    .describe("adds a member or course admin to a section by hand"),
  perform: ({ world }, action) => {
    const { id, sectionId, userId } = addManualEnrollment(world, action);
    return { enrollmentId: id, sectionId, userId };
  },
});
