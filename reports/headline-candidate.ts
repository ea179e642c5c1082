/** How a headline should make its reader feel. */
export type Tone = "bad" | "warn" | "good";

/** A headline that still competes: a smaller `rank` is worse, a larger `count` hurts more people. */
export interface Candidate {
  readonly tone: Tone;
  readonly rank: number;
  readonly count: number;
  readonly text: string;
}
