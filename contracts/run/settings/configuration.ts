import * as z from "zod";
import { Secret } from "./secret.ts";

const versionHint = 'Write "1.1" or "1.2", in quotes.';
const Version = z.enum(["1.1", "1.2"], versionHint);

/**
 * The API information of the Configuration tab (guide R50 to R55, R79 to R85).
 *
 * What a file does not speak of is the rehearsal's own; what it leaves empty is missing (R51). A rehearsal never
 * contacts `domain` or `tokenUrl`: it looks at them, and asks the mocks.
 */
export const OneRoster = z.strictObject({
  version: Version.default("1.1").describe(
    "OneRoster version under Required Settings; exactly one is active (R9, R79)",
  ),
  previousVersion: Version.exactOptional().describe(
    "The version that was configured before: 1.1 makes this a migration (R10), and after 1.2 there is no way back (R82)",
  ),
  oauth2: z
    .boolean()
    .default(true)
    .describe(
      "The Enable OAuth2 checkbox of 1.1 (R50); 1.2 has none and always uses OAuth 2 (R80)",
    ),
  domain: z
    .string()
    .exactOptional()
    .describe("OneRoster Domain, without /ims/oneroster/v1p1 (R54, R83)"),
  tokenUrl: z
    .string()
    .exactOptional()
    .describe(
      "SIS Authentication URL; ends in ?appName= and the district's application (R51, F73)",
    ),
  consumerId: z.string().default("rehearsal-consumer").describe("Consumer ID (R51)"),
  consumerSecret: Secret.default("rehearsal-secret").describe(
    "Consumer Secret Key (R51), or { env: NAME } to take it from an environment variable",
  ),
});

/** The key by which the rehearsal speaks to the LMS. */
export const Schoology = z.strictObject({
  consumerKey: z.string().min(1).default("rehearsal-key").describe("API key of the LMS"),
  consumerSecret: Secret.default("rehearsal-lms-secret").describe(
    "API secret of the LMS, or { env: NAME } to take it from an environment variable",
  ),
});

/**
 * What other people must have done (guide R6, R11, R43, R87, R104).
 *
 * The real app starts with nothing of it; a rehearsal takes it as done unless its file says otherwise.
 */
export const Representative = z.strictObject({
  requirementsMet: z
    .boolean()
    .default(true)
    .describe("The General Requirements are complete, which comes before the installation (R43)"),
  appEnabled: z
    .boolean()
    .default(true)
    .describe("The Schoology representative has enabled the app (R6, R46)"),
  oneRoster12Confirmed: z
    .boolean()
    .default(true)
    .describe("The Schoology representative has opened OneRoster 1.2 (R11, R78)"),
  setupReviewed: z
    .boolean()
    .default(true)
    .describe("Configuration, Schools and Terms were gone through with the representative (R104)"),
  dataPrepReviewed: z
    .boolean()
    .default(false)
    .describe("In a migration to 1.2: sync users although some match no account (R87)"),
});

/** Who may change the app and press its buttons (guide R76, R77). */
export const ActingUser = z.strictObject({
  name: z.string().min(1).default("acting-user").describe("The Acting User of the app (R76)"),
  isActive: z.boolean().default(true).describe("Whether the account is active (F87)"),
  isSystemAdmin: z
    .boolean()
    .default(true)
    .describe("Whether the Acting User is a System Administrator (R76)"),
  signedInAs: z
    .string()
    .min(1)
    .exactOptional()
    .describe("Who works with the app in this rehearsal; the Acting User when left out"),
  whenInvalid: z
    .enum(["continue", "stop"])
    .default("continue")
    .describe(
      "What scheduled syncs do while the Acting User is no active System Administrator (F87)",
    ),
});
export type ActingUser = Readonly<z.infer<typeof ActingUser>>;

/** Which schools have Campus Learning, which passing grades back needs (guide R52, R85). */
export const Licence = z
  .union([
    z.enum(["none", "district"]),
    z.strictObject({
      schools: z.array(z.string().min(1)).min(1).describe("sourcedIds of the licensed schools"),
    }),
  ])
  .describe("Campus Learning licence: none, of some schools, or district-wide (R52)");
export type Licence = Readonly<z.infer<typeof Licence>>;
