import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import type { Identified, Table } from "../store/table/table.ts";
import type { World } from "../store/world.ts";
import type { Written, WriteScene } from "./scene.ts";
import { takeLineItem } from "./take-line-item.ts";
import {
  takeAssessmentLineItem,
  takeAssessmentResult,
  takeCategory,
  takeScoreScale,
} from "./take-others.ts";
import { takeResult } from "./take-result.ts";

/** A class whose records clients may write. */
export interface WrittenClass {
  readonly table: (world: World) => Pick<Table<Identified>, "has">;
  /** Takes all records or refuses them all, and gives what puts them into the world. */
  readonly take: (scene: WriteScene, records: readonly Written[]) => () => void;
}

/** The classes of the grade book that can be written (facts §1.4). */
export const writtenClasses: Readonly<Partial<Record<ClassName, WrittenClass>>> = {
  category: writtenClass((world) => world.categories, takeCategory),
  lineItem: writtenClass((world) => world.lineItems, takeLineItem),
  result: writtenClass((world) => world.results, takeResult),
  scoreScale: writtenClass((world) => world.scoreGroups, takeScoreScale),
  assessmentLineItem: writtenClass((world) => world.assessmentLineItems, takeAssessmentLineItem),
  assessmentResult: writtenClass((world) => world.assessmentResults, takeAssessmentResult),
};

function writtenClass<Row extends Identified>(
  tableOf: (world: World) => Table<Row>,
  takeOne: (scene: WriteScene, written: Written, others: readonly Row[]) => Row,
): WrittenClass {
  return {
    table: tableOf,
    take: (scene, records) => {
      const rows: Row[] = [];
      for (const written of records) rows.push(takeOne(scene, written, rows));
      const table = tableOf(scene.projection.world);
      return () => {
        for (const row of rows) table.put(row);
      };
    },
  };
}
