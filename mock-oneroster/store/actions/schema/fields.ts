import * as z from "zod";

const quoteIt = "Write a sourcedId of digits in quotes.";

/** Names a record: who or what an action is about. */
export const selector = z
  .string({ error: ({ input }) => (typeof input === "number" ? quoteIt : undefined) })
  .min(1)
  .max(255)
  .describe("a sourcedId of either version, or first, second, … tenth");

/** A school that an action may leave open. */
export const anySchool = selector.exactOptional().describe("all schools when absent");

/** Text of a name, a title or an address. */
export const text = z.string().max(1_000);

/** Text that `null` takes away. */
export const erasableText = text.nullable().exactOptional().describe("null takes it away");

/** A calendar day. */
export const day = z.iso.date();

/** A day that is the day of the action when it is left out. */
export const dayOrToday = day.exactOptional().describe("today when absent");

/** The name of a trial. */
export const trialName = z.string().min(1).max(255);

/** How a student leaves a section. */
export const leaving = z
  .enum(["drop", "end"])
  .default("drop")
  .describe("drop: the rosters vanish; end: they stay with yesterday as last day");

/** How a record goes away. */
export const removal = z
  .enum(["vanish", "tobedeleted"])
  .default("vanish")
  .describe("vanish: not sent any more; tobedeleted: sent with that status (F66)");

/** What else goes when a person or a section goes. */
export const enrollmentsOfGone = z
  .enum(["go", "stay"])
  .default("go")
  .describe("stay: the enrollments point at what is gone (F62)");

/** How staff stand on a section (Campus staff type). */
export const staffType = z
  .enum(["P", "T", "S"])
  .describe("P primary teacher, T further teacher, S section staff, which the API does not show");

/** How a student belongs to a school (Campus service type). */
export const serviceType = z
  .enum(["P", "S", "N"])
  .describe("P primary, S partial at a second school, N special service");

/** What staff may be: the words of either version of OneRoster. */
export const staffRole = z.enum([
  "teacher",
  "administrator",
  "aide",
  "proctor",
  "principal",
  "counselor",
  "siteAdministrator",
  "districtAdministrator",
  "systemAdministrator",
]);

/** What is told of a person who is new in the district. */
export const newPerson = {
  givenName: text,
  familyName: text,
  username: text.exactOptional(),
  email: text.exactOptional(),
  sourcedId: z
    .string()
    .min(1)
    .max(255)
    .exactOptional()
    .describe("the id as it is sent in both versions; a person number and a GUID when absent"),
};

/** How many sections of a school a student joins. */
export const sectionCount = z
  .number()
  .int()
  .min(0)
  .max(20)
  .describe("how many sections of the school to join");
