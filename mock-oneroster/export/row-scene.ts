import type { RowValues } from "../../contracts/oneroster/csv/row.ts";
import type { ExportScene } from "./export-scene.ts";
import type { LossTally } from "./losses.ts";
import type { IsReferent } from "./referents.ts";
import type { Survey } from "./survey.ts";

/** What the rows of an export are made of. */
export interface RowScene extends ExportScene {
  readonly survey: Survey;
  readonly losses: LossTally;
  /** Whether a record that did not change goes in all the same. */
  readonly isReferent: IsReferent;
}

/** A row that fits its file, and the cells of its metadata. */
export interface WrittenRow {
  readonly values: RowValues;
  readonly metadata: readonly string[];
}
