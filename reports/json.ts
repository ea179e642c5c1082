import { Change, KnownIds, Plan } from "../contracts/run/plan.ts";
import {
  ChangeTally,
  ExpectationRecord,
  Finding,
  ReadingRecord,
  ResultRecord,
  RunRecord,
  StepRecord,
} from "../contracts/run/run-record.ts";

/**
 * How a value is laid out. A `row` stands on one line. An `object` puts each key on its line, in the
 * order of its schema; a `list` each item; a `map` each entry, ordered by key.
 */
type Layout =
  | { readonly form: "row"; readonly keys: readonly string[] }
  | {
      readonly form: "object";
      readonly keys: readonly string[];
      readonly open: Readonly<Record<string, Layout>>;
    }
  | { readonly form: "list"; readonly item: Layout }
  | { readonly form: "map" };

const chunkLength = 65_536;

const listOfRows = (shape: object): Layout => ({
  form: "list",
  item: { form: "row", keys: Object.keys(shape) },
});
const objectOf = (shape: object, open: Readonly<Record<string, Layout>>): Layout => ({
  form: "object",
  keys: Object.keys(shape),
  open,
});
const maps = Object.fromEntries(
  Object.keys(KnownIds.shape).map((key) => [key, { form: "map" } as const]),
);
const plan = objectOf(Plan.shape, {
  changes: listOfRows(Change.shape),
  schoolNames: { form: "map" },
  knownIds: objectOf(KnownIds.shape, maps),
});
const findings = listOfRows(Finding.shape);
const step = objectOf(StepRecord.shape, {
  plan,
  tallies: listOfRows(ChangeTally.shape),
  findings,
  expectations: listOfRows(ExpectationRecord.shape),
});
const result = objectOf(ResultRecord.shape, {
  readings: listOfRows(ReadingRecord.shape),
  findings,
  steps: { form: "list", item: step },
});
const runRecord = objectOf(RunRecord.shape, { results: { form: "list", item: result } });

/**
 * The run record as JSON, in chunks of about 64 KiB: one change, finding, tally or expectation a line.
 *
 * Keys follow the published schema, keys of maps their alphabet, so equal records give equal bytes
 * however they were made. Never holds more than a chunk and one line.
 */
export function renderJson(record: RunRecord): Iterable<string> {
  return joinParts(writeValue(record, runRecord, ""));
}

function* joinParts(parts: Iterable<string>): Generator<string> {
  let chunk = "";
  for (const part of parts) {
    chunk += part;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  yield `${chunk}\n`;
}

function* writeValue(value: unknown, layout: Layout, indent: string): Generator<string> {
  if (value === null || typeof value !== "object") {
    yield JSON.stringify(value);
    return;
  }
  switch (layout.form) {
    case "row":
      yield writeRow(value, layout.keys);
      return;
    case "list":
      yield* writeLines({ brackets: "[]", indent }, itemsOf(value, layout.item, `${indent}  `));
      return;
    case "map":
      yield* writeLines({ brackets: "{}", indent }, entriesOf(value));
      return;
    case "object":
      yield* writeLines({ brackets: "{}", indent }, fieldsOf(value, layout, `${indent}  `));
  }
}

interface Frame {
  readonly brackets: "[]" | "{}";
  readonly indent: string;
}

function* writeLines(frame: Frame, items: Iterable<Iterable<string>>): Generator<string> {
  let first = true;
  yield frame.brackets.charAt(0);
  for (const item of items) {
    yield `${first ? "" : ","}\n${frame.indent}  `;
    yield* item;
    first = false;
  }
  yield first ? frame.brackets.charAt(1) : `\n${frame.indent}${frame.brackets.charAt(1)}`;
}

function* itemsOf(value: object, item: Layout, indent: string): Generator<Iterable<string>> {
  if (!Array.isArray(value)) return;
  for (const each of value) yield writeValue(each, item, indent);
}

function* entriesOf(value: object): Generator<Iterable<string>> {
  for (const [key, each] of Object.entries(value))
    yield [`${JSON.stringify(key)}: ${JSON.stringify(each)}`];
}

function* fieldsOf(
  value: object,
  layout: Extract<Layout, { form: "object" }>,
  indent: string,
): Generator<Iterable<string>> {
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const key of layout.keys) {
    if (!fields.has(key)) continue;
    const inner = layout.open[key];
    const field = fields.get(key);
    yield inner === undefined
      ? [`${JSON.stringify(key)}: ${JSON.stringify(field)}`]
      : prefixed(`${JSON.stringify(key)}: `, writeValue(field, inner, indent));
  }
}

function* prefixed(prefix: string, parts: Iterable<string>): Generator<string> {
  yield prefix;
  yield* parts;
}

function writeRow(value: object, keys: readonly string[]): string {
  const fields = new Map<string, unknown>(Object.entries(value));
  const present = keys.filter((key) => fields.has(key));
  return `{${present.map((key) => `${JSON.stringify(key)}:${JSON.stringify(fields.get(key))}`).join(",")}}`;
}
