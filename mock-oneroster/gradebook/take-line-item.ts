import { toIso } from "../../core/clock.ts";
import type { LineItem } from "../store/records.ts";
import { checkLineItem } from "./check-line-item.ts";
import { numberIn, setsIn, textIn } from "./read-record.ts";
import { keys } from "./references.ts";
import { checkLicence, stampOf, type Written, type WriteScene } from "./scene.ts";

/** Takes a line item as one that an LMS made. `others` are those of the same request that come before it. */
export function takeLineItem(
  scene: WriteScene,
  written: Written,
  others: readonly LineItem[],
): LineItem {
  const { fields } = written;
  const now = toIso(scene.nowMs);
  const row: LineItem = {
    ...stampOf(scene, written),
    title: textIn(fields, "title") ?? "",
    description: textIn(fields, "description"),
    assignDate: textIn(fields, "assignDate") ?? textIn(fields, "dueDate") ?? now,
    dueDate: textIn(fields, "dueDate") ?? textIn(fields, "assignDate") ?? now,
    section: keys.section(scene, written) ?? "",
    school: keys.school(scene, written),
    category: keys.category(scene, written),
    gradingPeriod: keys.gradingPeriod(scene, written),
    academicSession: keys.academicSession(scene, written),
    scoreScale: keys.scoreScale(scene, written),
    resultValueMin: numberIn(fields, "resultValueMin"),
    resultValueMax: numberIn(fields, "resultValueMax"),
    learningObjectives: setsIn(fields, "learningObjectiveSet"),
    origin: "lms",
  };
  checkLicence(scene, row.section);
  checkLineItem(scene, { at: written.at, row, others });
  return row;
}
