import * as z from "zod";
import { enrollmentsOfGone, erasableText, removal, selector, text } from "./fields.ts";

/** What can happen to people as such: names, accounts, duplicates. */
export const peopleSchemas = [
  z.strictObject({
    action: z.literal("rename-user"),
    user: selector,
    givenName: text.exactOptional(),
    familyName: text.exactOptional(),
    middleName: erasableText,
    preferredFirstName: erasableText,
    preferredMiddleName: erasableText,
    preferredLastName: erasableText,
    username: text.exactOptional(),
    email: erasableText,
    account: z
      .enum(["enabled", "disabled", "removed"])
      .exactOptional()
      .describe("removed: no username any more, so 1.1 does not send the person (F17)"),
  }),
  z.strictObject({
    action: z.literal("merge-people"),
    keep: selector,
    gone: selector,
    how: removal,
  }),
  z.strictObject({
    action: z.literal("delete-user"),
    user: selector,
    how: removal,
    enrollments: enrollmentsOfGone,
  }),
] as const;
