import { toIso } from "../../core/clock.ts";
import { isWindowOpen, type GradedItem } from "../store/gradebook/graded-item.ts";
import { liesInTerms } from "../store/gradebook/session-of.ts";
import type { Result } from "../store/records.ts";
import type { World } from "../store/world.ts";
import { textIn } from "./read-record.ts";
import { gradedItemOf, keys } from "./references.ts";
import { checkLicence, isChecked, stampOf, type Written, type WriteScene } from "./scene.ts";
import { takeScore } from "./take-score.ts";
import type { WriteCheck } from "./write-rules.ts";
import { invalid } from "./write-refusal.ts";

/** Takes a score on a line item, or a grade that is posted on a grading task. */
export function takeResult(scene: WriteScene, written: Written): Result {
  const item = gradedItemOf(scene, written);
  const section = sectionOf(scene, written, item);
  const row: Result = {
    ...stampOf(scene, written),
    lineItem: textIn(written.fields, "lineItem") ?? "",
    student: keys.student(scene, written) ?? "",
    section,
    ...takeScore(scene, written, {
      scoreGroup: item?.scoreGroup,
      isPercent: item?.task !== undefined,
    }),
    origin: "lms",
  };
  checkLicence(scene, section);
  if (isChecked(scene, "rostered-student")) checkSeat(scene, written, row);
  if (item !== undefined) checkOnItem(scene, written, { row, item });
  return row;
}

function sectionOf(
  scene: WriteScene,
  written: Written,
  item: GradedItem | undefined,
): string | undefined {
  const said = keys.section(scene, written);
  if (said === undefined || item === undefined || said === item.section) {
    return said ?? item?.section;
  }
  if (!isChecked(scene, "known-references")) return said;
  throw invalid(`${written.at}.class is not the class of the line item.`);
}

/** A seat that has ended is none: the student dropped the section (F96). */
function checkSeat(scene: WriteScene, { at }: Written, { section, student }: Result): void {
  const today = toIso(scene.nowMs).slice(0, 10);
  const seats = scene.projection.world.rosters.where("section", section ?? "");
  const isRostered = seats.some(
    ({ person, status, endDate }) =>
      person === student && status !== "tobedeleted" && (endDate ?? today) >= today,
  );
  if (!isRostered) throw invalid(`${at}.student is not rostered in the class.`);
}

interface ResultDraft {
  readonly row: Result;
  readonly item: GradedItem;
  readonly session: string | undefined;
  readonly world: World;
}

/** What is wrong with a result on its item, as the end of a sentence that begins with the record. */
type ItemCheck = (draft: ResultDraft) => string | false;

const itemChecks: readonly (readonly [WriteCheck, ItemCheck])[] = [
  [
    "score-in-bounds",
    ({ row: { score = NaN }, item: { min = -Infinity, max = Infinity } }) =>
      (score < min || score > max) && "score lies outside the bounds of the line item",
  ],
  [
    "score-after-assignment",
    ({ row, item }) =>
      row.scoreDate < (item.assigned ?? "") &&
      "scoreDate lies before the assignDate of the line item",
  ],
  [
    "open-window",
    ({ item }) =>
      !isWindowOpen(item) && "lineItem is a grading task whose grading window is closed",
  ],
  [
    "own-session",
    ({ item, session, world }) =>
      session !== undefined &&
      !liesInTerms(world, item.session ?? "", [session]) &&
      "lineItem does not count for the session in the path",
  ],
];

function checkOnItem(
  scene: WriteScene,
  { at, session }: Written,
  { row, item }: { readonly row: Result; readonly item: GradedItem },
): void {
  const { world } = scene.projection;
  for (const [name, check] of itemChecks) {
    if (!isChecked(scene, name)) continue;
    const wrong = check({ row, item, session, world });
    if (wrong !== false) throw invalid(`${at}.${wrong}.`);
  }
}
