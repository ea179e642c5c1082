import { rareColumn, refColumn, textColumn, valueColumn, wordColumn } from "../table/columns.ts";
import { createColumnTable } from "../table/column-table.ts";
import { createIdSpace, type IdSpace } from "../table/id-space.ts";
import type { Table } from "../table/table.ts";
import type { LearningObjectives, Metadata, Result } from "../records.ts";

/** Scores of students. `lineItem` may be a line item or a grading task in a section and term. */
export function createResultsTable(spaces: {
  readonly people: IdSpace;
  readonly lineItems: IdSpace;
}): Table<Result> {
  const columns = {
    status: wordColumn<string>(),
    modified: wordColumn<string>(),
    metadata: rareColumn<Metadata>(),
    lineItem: refColumn(spaces.lineItems),
    student: refColumn(spaces.people),
    section: wordColumn<string | undefined>(),
    origin: wordColumn<Result["origin"]>(),
    scoreStatus: wordColumn<string>(),
    score: valueColumn<number | undefined>(),
    textScore: wordColumn<string | undefined>(),
    scoreDate: wordColumn<string>(),
    scoreScale: wordColumn<string | undefined>(),
    comment: textColumn(),
    learningObjectives: rareColumn<LearningObjectives>(),
    flags: valueColumn<Readonly<Record<string, string>>>(),
  };
  return createColumnTable<Result>({
    ids: createIdSpace(),
    columns,
    indexed: {
      status: columns.status,
      modified: columns.modified,
      lineItem: columns.lineItem,
      student: columns.student,
      section: columns.section,
    },
    read: (id, row) => ({
      id,
      status: columns.status.get(row),
      modified: columns.modified.get(row),
      metadata: columns.metadata.get(row),
      lineItem: columns.lineItem.get(row),
      student: columns.student.get(row),
      section: columns.section.get(row),
      origin: columns.origin.get(row),
      scoreStatus: columns.scoreStatus.get(row),
      score: columns.score.get(row),
      textScore: columns.textScore.get(row),
      scoreDate: columns.scoreDate.get(row),
      scoreScale: columns.scoreScale.get(row),
      comment: columns.comment.get(row),
      learningObjectives: columns.learningObjectives.get(row),
      flags: columns.flags.get(row),
    }),
  });
}
