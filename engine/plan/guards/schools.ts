import { diagnose } from "../../../contracts/run/diagnostic.ts";
import { byText } from "../../mapping/context.ts";
import { buildingKey } from "../../mapping/lms-state.ts";
import { addressOf } from "../change.ts";
import { countUp, findings, type GuardInput, type Verdicts } from "../guard.ts";
import { sectionsInUse } from "../present-sections.ts";

/**
 * A building with synced sections to which no school of the SIS goes any more (F67): the connection's scope was narrowed,
 * or the school closed. A school that the SIS does send and that is not mapped is somebody's decision.
 */
export function schoolMissingGuard(input: GuardInput): Verdicts {
  const counts = new Map<string, number>();
  for (const { building, isForsaken } of sectionsInUse(input)) {
    if (isForsaken) countUp(counts, building);
  }
  const titles = new Map(input.current.buildings.map((each) => [buildingKey(each), each.title]));
  return findings(
    [...counts]
      .toSorted(([a], [b]) => byText(a, b))
      .map(([key, sections]) => {
        const args = { building: titles.get(key) ?? key, sections };
        return diagnose("school-missing", { at: addressOf("buildings", key) }, args);
      }),
  );
}

/** A school whose own building has another name (F68). It is found by its code, so nothing is doubled. */
export function schoolRenamedGuard({ desired, current, resolved }: GuardInput): Verdicts {
  const titles = new Map(current.buildings.map((each) => [buildingKey(each), each.title]));
  return findings(
    [...desired.schoolTargets].flatMap(([school, target]) => {
      const title = titles.get(resolved.buildingOf.get(school) ?? "");
      if (target.kind !== "created" || title === undefined || title === target.title) return [];
      const place = { at: addressOf("buildings", target.code), school };
      return [diagnose("school-renamed", place, { name: target.title, title })];
    }),
  );
}
