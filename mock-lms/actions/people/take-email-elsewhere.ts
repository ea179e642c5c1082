import * as z from "zod";
import { emailKey } from "../../store/lms-store.ts";
import { takeEmailElsewhere } from "../people-actions.ts";
import { defineAction } from "./action-record.ts";
import { PeopleActionError } from "./find-objects.ts";

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
    const own = world.store.users.find("email", emailKey(action.email));
    if (own !== undefined) {
      throw new PeopleActionError(
        `Failed to take an e-mail address elsewhere: the account ${own.id} has it.`,
      );
    }
    takeEmailElsewhere(world, action);
    return {};
  },
});
