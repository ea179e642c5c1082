/** An operating error in words for a record: its message, never a stack. Rethrows what is not one, for that is a bug. */
export function describeOperatingError(error: unknown): string {
  if (error instanceof Error && "code" in error && error.name === "RequestError")
    return error.message;
  throw error;
}
