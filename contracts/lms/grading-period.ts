import * as z from "zod";
import { ListFrame, WireDay, WireFlag, WireId, WireText } from "./wire-values.ts";

/**
 * A span of school time that sections belong to (Schoology API: gradingperiods). Titles are unique in the
 * whole organisation, though a SIS repeats "Q1" in every school (F13).
 */
export const GradingPeriod = z.object({
  id: WireId,
  title: WireText,
  start: WireDay,
  end: WireDay,
  active: WireFlag.exactOptional(),
});
export type GradingPeriod = z.infer<typeof GradingPeriod>;

/** What `POST gradingperiods` takes; a PUT may leave fields out. */
export const GradingPeriodWrite = z.object({
  title: WireText.exactOptional(),
  start: WireDay.exactOptional(),
  end: WireDay.exactOptional(),
});
export type GradingPeriodWrite = z.infer<typeof GradingPeriodWrite>;

/** The answer of `GET gradingperiods`. Its key is plural, unlike every other list's. */
export const GradingPeriodList = z.object({
  gradingperiods: z.array(GradingPeriod),
  ...ListFrame.shape,
});
export type GradingPeriodList = z.infer<typeof GradingPeriodList>;
