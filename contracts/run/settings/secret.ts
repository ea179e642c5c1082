import * as z from "zod";

/**
 * A secret: the text itself, or the name of the environment variable that holds it.
 *
 * The app never shows what was saved (guide R53), so no secret belongs in a record, a log, a report or an error.
 */
export const Secret = z.union([
  z.string(),
  z.strictObject({
    env: z
      .string()
      .regex(/^[A-Za-z_]\w*$/, "Write the name of an environment variable, such as SIS_SECRET.")
      .describe("name of the environment variable that holds the secret"),
  }),
]);
export type Secret = Readonly<z.infer<typeof Secret>> | string;

/** The environment variables of a process, or those of a test. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A secret with its text put in the place of a variable's name. A variable that is not set stays a name. */
export function resolveSecret(secret: Secret, environment: Environment): Secret {
  return typeof secret === "string" ? secret : (environment[secret.env] ?? secret);
}

/** The text of a secret; empty when its variable was not set. */
export function secretText(secret: Secret): string {
  return typeof secret === "string" ? secret : "";
}
