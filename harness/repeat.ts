import type { StepRecord } from "../contracts/run/run-record.ts";
import { worstVerdict, type Verdict } from "../contracts/run/verdict.ts";

/**
 * Judges a second sync without a change in the source: it writes nothing (guide R4). Its findings were said
 * by the first.
 */
export function judgeRepeat(step: StepRecord): StepRecord {
  const writes = step.traffic.lmsWrites;
  const verdict: Verdict = writes === 0 ? "pass" : "fail";
  const what = "calls that change the LMS when nothing changed in the SIS (R4)";
  return {
    ...step,
    findings: [],
    expectations: [{ what, expected: "0", actual: String(writes), verdict }],
    verdict: worstVerdict([step.verdict, verdict]),
  };
}
