import { RequestError } from "../../engine/index.ts";
import { SisActionError } from "../../mock-oneroster/index.ts";

/** An operating error in words for a record: its message, never a stack. Rethrows what is not one, for that is a bug. */
export function describeOperatingError(error: unknown): string {
  if (error instanceof RequestError || error instanceof SisActionError) return error.message;
  throw error;
}
