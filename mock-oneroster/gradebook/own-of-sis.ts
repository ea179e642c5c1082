import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import { splitIds } from "../store/gradebook/composite-id.ts";
import { groupOfScale } from "../store/gradebook/scale-items.ts";
import { findTaskItem } from "../store/gradebook/task-items.ts";
import { uncategorizedId } from "../store/gradebook/uncategorized.ts";
import type { World } from "../store/world.ts";

/**
 * Says what a record is that only the SIS can change, in words for a refusal; undefined for all others.
 *
 * Campus makes grading tasks itself: what an LMS posts are results on them (facts A.11). The same goes for score
 * groups of the district, and for the category of what has none.
 */
export function ownOfSis(world: World, className: ClassName, id: string): string | undefined {
  if (className === "lineItem" && !world.lineItems.has(id) && findTaskItem(world, id)) {
    return "This line item is a grading task of the SIS. Send results on it instead.";
  }
  if (className === "scoreScale") {
    const isOfDistrict = splitIds("sg", id) !== undefined && groupOfScale(world, id) !== undefined;
    const group = world.scoreGroups.get(id);
    if ((group === undefined && isOfDistrict) || (group !== undefined && !group.section)) {
      return "This score scale is a score group of the whole district.";
    }
  }
  if (className === "category" && id === uncategorizedId && !world.categories.has(id)) {
    return "This category stands for having none.";
  }
  return undefined;
}
