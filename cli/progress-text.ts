import type { Progress } from "../engine/index.ts";

const phases: Readonly<Record<Progress["phase"], string>> = {
  "read-sis": "reading the SIS",
  "read-lms": "reading the LMS",
  apply: "applying",
};

/** One line that says how far a sync is, with a bar once the end is known. */
export function progressText({ phase, what, done, total }: Progress): string {
  const head = `${phases[phase]}: ${what}`;
  if (total === undefined || total === 0) return `${head} ${done}`;
  const filled = Math.round((Math.min(done, total) / total) * 20);
  return `${head} [${"#".repeat(filled)}${"-".repeat(20 - filled)}] ${done}/${total}`;
}
