import * as z from "zod";
import { churnSchemas } from "./schema/churn.ts";
import { connectionSchemas } from "./schema/connection.ts";
import { gradebookSchemas } from "./schema/gradebook.ts";
import { guardianSchemas } from "./schema/guardians.ts";
import { peopleSchemas } from "./schema/people.ts";
import { recordSchemas } from "./schema/records.ts";
import { scheduleSchemas } from "./schema/schedule.ts";
import { staffSchemas } from "./schema/staff.ts";
import { studentSchemas } from "./schema/students.ts";
import { trialSchemas } from "./schema/trials.ts";
import { yearSchemas } from "./schema/year.ts";

/** Everything that can happen in the SIS, by name. Times come from the clock when it happens. */
export const SisAction = z.discriminatedUnion("action", [
  ...trialSchemas,
  ...studentSchemas,
  ...staffSchemas,
  ...peopleSchemas,
  ...guardianSchemas,
  ...scheduleSchemas,
  ...yearSchemas,
  ...connectionSchemas,
  ...gradebookSchemas,
  ...recordSchemas,
  ...churnSchemas,
]);
export type SisAction = z.infer<typeof SisAction>;

/** The name of an action. */
export type SisActionName = SisAction["action"];

/** What an action with this name says. */
export type PlanOf<Name extends SisActionName> = Extract<SisAction, { readonly action: Name }>;

/** What an action changed, as counts. Holds no names, so it may be logged and recorded. */
export type Counts = Readonly<Record<string, number>>;
