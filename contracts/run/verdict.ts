import * as z from "zod";

/**
 * The outcome of an expectation, a step or a whole result.
 *
 * `error` means that the harness or a server broke; it is never counted as a `fail`, nor as a pass.
 */
export const Verdict = z.enum(["pass", "warn", "fail", "skip", "waived", "error"]);
export type Verdict = z.infer<typeof Verdict>;

const worstFirst: readonly Verdict[] = ["error", "fail", "warn", "waived", "pass", "skip"];

/** The worst of several verdicts; `pass` when there are none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return worstFirst.find((verdict) => verdicts.includes(verdict)) ?? "pass";
}
