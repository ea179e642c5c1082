/** Where a grading task is graded: Campus sends it as one line item for each section and term (facts A.11). */
export interface TaskPlace {
  readonly task: string;
  readonly section: string;
  readonly term: string;
}

/** The sourcedId of the line item that stands for a grading task in a section and a term. */
export function taskItemId({ task, section, term }: TaskPlace): string {
  return `${task}-${section}-${term}`;
}
