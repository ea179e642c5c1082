import { learningObjectiveSourcePattern } from "../vocabulary.ts";
import { type CellValue, formatCell } from "./cells.ts";
import type { RowValues } from "./row.ts";
import { isMembers, member, type WireRecord } from "./wire.ts";

/**
 * Reads one learning objective as a set of one, as it stands over REST on a line item or a result.
 *
 * The bindings differ: a source of one's own is `ext:word` in CSV and `word` over REST, and an id of CASE is
 * a URN in CSV and a bare UUID over REST (1.2 CSV Binding; LearningObjectiveSetDType.source).
 */
export function objectiveInRow(of: "lineItems" | "results", row: RowValues): WireRecord {
  const source = sourceOverRest(cellText(row["source"]));
  const id = idOverRest(source, cellText(row["learningObjectiveId"]));
  if (of === "lineItems") return { source, learningObjectiveIds: [id] };
  const scores = scoreCells(row["score"], row["textScore"]);
  return { source, learningObjectiveResults: [{ learningObjectiveId: id, ...scores }] };
}

/** Makes one set of all sets of a source, in the order in which the sources come. */
export function mergeObjectives(sets: readonly WireRecord[]): readonly WireRecord[] {
  const bySource = new Map<unknown, Objectives>();
  for (const set of sets) {
    const known = bySource.get(set["source"]) ?? { ids: [], results: [] };
    bySource.set(set["source"], known);
    for (const id of items(set["learningObjectiveIds"])) known.ids.push(id);
    for (const result of items(set["learningObjectiveResults"])) known.results.push(result);
  }
  return Array.from(bySource, ([source, { ids, results }]) => ({
    source,
    ...(ids.length === 0 ? {} : { learningObjectiveIds: ids }),
    ...(results.length === 0 ? {} : { learningObjectiveResults: results }),
  }));
}

/** Spreads sets over rows, one for each objective. The rows know neither their record nor their ids. */
export function objectivesToRows(sets: readonly WireRecord[]): readonly RowValues[] {
  return sets.flatMap((set) => {
    const source = member(set, "source") ?? "";
    const plain = items(set["learningObjectiveIds"]).map((id) => ({ learningObjectiveId: id }));
    return [...plain, ...items(set["learningObjectiveResults"])].map((objective) =>
      toRow(source, objective),
    );
  });
}

interface Objectives {
  readonly ids: unknown[];
  readonly results: unknown[];
}

const urn = "urn:uuid:";
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function toRow(source: string, objective: unknown): RowValues {
  const [id, score, textScore] = isMembers(objective)
    ? [objective["learningObjectiveId"], objective["score"], objective["textScore"]]
    : [];
  return {
    source: learningObjectiveSourcePattern.test(source) ? `ext:${source}` : source,
    learningObjectiveId: idInCsv(source, typeof id === "string" ? id : ""),
    ...scoreCells(score, textScore),
  };
}

function scoreCells(score: unknown, textScore: unknown): Record<string, CellValue> {
  return {
    ...(typeof score === "number" ? { score } : {}),
    ...(typeof textScore === "string" && textScore !== "" ? { textScore } : {}),
  };
}

function sourceOverRest(source: string): string {
  const word = source.replace(/^ext:/, "");
  return learningObjectiveSourcePattern.test(word) ? word : source;
}

function idOverRest(source: string, id: string): string {
  const bare = id.replace(/^urn:uuid:/i, "");
  return source === "case" && uuid.test(bare) ? bare : id;
}

function idInCsv(source: string, id: string): string {
  return source === "case" && uuid.test(id) ? urn + id : id;
}

function cellText(value: CellValue | undefined): string {
  return value === undefined ? "" : formatCell(value);
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
