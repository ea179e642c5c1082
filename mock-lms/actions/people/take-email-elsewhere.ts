import * as z from "zod";
import { takeEmailElsewhere } from "../people-actions.ts";
import { defineAction } from "./action-record.ts";

/** Another organisation's account holds an e-mail address, which is unique across all of them (F20). */
export const emailTakenElsewhere = defineAction({
  schema: z
    .strictObject({
      kind: z.literal("take-email-elsewhere"),
      email: z.string().min(1).max(320).describe("the address"),
      domainVerified: z
        .boolean()
        .default(false)
        .describe("true for a domain that this organisation has verified as its own"),
    })
    .describe("an account of another organisation takes an e-mail address (F20)"),
  perform: ({ world }, action) => {
    takeEmailElsewhere(world, action);
    return {};
  },
});
