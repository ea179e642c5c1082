import * as z from "zod";

/** What happens with the part of a plan that a guard objects to. `off` is the faithful mode: no guard speaks. */
export const GuardPolicy = z.enum(["off", "warn", "hold"]);
export type GuardPolicy = z.infer<typeof GuardPolicy>;

const Percent = z.number().min(0).max(100);

/** The guards and their thresholds (failure catalogue F01, F04, F65). */
export const Guards = z.strictObject({
  policy: GuardPolicy.default("hold").describe(
    "what every guard does of which policies says nothing",
  ),
  trialSwitchPercent: Percent.default(30).describe(
    "F01: from this share of a school's sections replaced, all its courses and sections are held; below it only the pairs",
  ),
  shrinkSectionPercent: Percent.default(50).describe(
    "F65: a section that would lose more than this share of its students is held",
  ),
  shrinkSectionMin: z
    .number()
    .int()
    .min(1)
    .default(5)
    .describe("F65: sections with fewer students than this are not judged"),
  shrinkTotalPercent: Percent.default(20).describe(
    "F65: when the whole sync would remove more than this share of all students from sections, every removal is held",
  ),
});
export type Guards = Readonly<z.infer<typeof Guards>>;
