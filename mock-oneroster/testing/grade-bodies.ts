import type { WireRecord } from "../project/refs.ts";

/** A reference as Google's suite and Campus clients send it: the sourcedId alone (facts §7.2). */
export function bare(sourcedId: string): WireRecord {
  return { sourcedId };
}

/** A line item of Algebra as an LMS sends it, without stamps. `rest` replaces fields. */
export function lineItemBody(rest: WireRecord = {}): WireRecord {
  return {
    lineItem: {
      title: "Essay",
      description: "On rivers",
      assignDate: "2026-09-01T00:00:00.000Z",
      dueDate: "2026-09-08T00:00:00.000Z",
      class: bare("alg-1"),
      category: bare("homework"),
      resultValueMin: 0,
      resultValueMax: 100,
      ...rest,
    },
  };
}

/** A result of Ada on the first homework as an LMS sends it. `student` is an id of the version. */
export function resultBody(student: string, rest: WireRecord = {}): WireRecord {
  return {
    result: {
      lineItem: bare("hw-1"),
      student: bare(student),
      scoreStatus: "fully graded",
      score: 8,
      scoreDate: "2026-09-08",
      ...rest,
    },
  };
}
