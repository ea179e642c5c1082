import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import { wholeRecord } from "./allowed-differences.ts";
import { type CanonicalRecord, createCanonicalize, type Fields } from "./canonical-record.ts";
import { type Difference, isSame } from "./difference.ts";
import { createPackedLists, type PackedLists } from "./packed-lists.ts";
import type { Side } from "./side.ts";

/** Gives each difference on. */
export type OnDifference = (difference: Difference) => void;

/** Reads every record of a class, packed: the canonical fields as text, by id. */
export async function collectRecords(side: Side, className: ClassName): Promise<PackedLists> {
  const records = createPackedLists();
  for await (const { id, fields } of canonicalRecords(side, className)) {
    records.add(id, JSON.stringify(fields));
  }
  return records;
}

/** Compares packed records with those of another side, one by one. Says how many of these there are. */
export async function compareWithSide(
  className: ClassName,
  { lead, side }: { readonly lead: PackedLists; readonly side: Side },
  onDifference: OnDifference,
): Promise<number> {
  const again = new Map<string, number>();
  let count = 0;
  for await (const { id, fields } of canonicalRecords(side, className)) {
    count += 1;
    const index = lead.find(id);
    if (index === -1) onDifference(absence({ className, id, right: fields }));
    else if (lead.mark(index)) again.set(id, (again.get(id) ?? 1) + 1);
    else
      compareTexts(
        { className, id, left: lead.textsAt(index)[0] ?? "{}", right: fields },
        onDifference,
      );
  }
  for (let index = 0; index < lead.size; index += 1) {
    const id = lead.keyAt(index);
    const texts = lead.textsAt(index);
    if (!lead.isMarked(index)) {
      onDifference(absence({ className, id, left: parseFields(texts[0]) }));
      continue;
    }
    const [left, right] = [texts.length, again.get(id) ?? 1];
    if (left !== right)
      onDifference({ ...absence({ className, id }), left: times(left), right: times(right) });
  }
  return count;
}

/** Compares the fields of two records. */
export function compareFields(
  pair: {
    readonly className: ClassName;
    readonly id: string;
    readonly left: Fields;
    readonly right: Fields;
  },
  onDifference: OnDifference,
): void {
  const { className, id, left, right } = pair;
  for (const field of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (isSame(left[field], right[field])) continue;
    onDifference({
      className,
      id,
      field,
      left: left[field],
      right: right[field],
      leftRecord: left,
      rightRecord: right,
    });
  }
}

/** The difference that only one side has a record. */
export function absence(at: {
  readonly className: ClassName;
  readonly id: string;
  readonly left?: Fields;
  readonly right?: Fields;
}): Difference {
  const { className, id, left, right } = at;
  return {
    className,
    id,
    field: wholeRecord,
    left: left === undefined ? undefined : "there",
    right: right === undefined ? undefined : "there",
    leftRecord: left ?? {},
    rightRecord: right ?? {},
  };
}

/** Reads packed fields. */
export function parseFields(text: string | undefined): Fields {
  return text === undefined ? {} : JSON.parse(text);
}

async function* canonicalRecords(
  side: Side,
  className: ClassName,
): AsyncGenerator<CanonicalRecord> {
  const canonicalize = createCanonicalize(side.version, className);
  const ids = side.idsOf(className);
  for await (const record of side.records(className)) {
    const canonical = canonicalize(record);
    if (isReferredTo(className)) ids.code(canonical.id);
    yield canonical;
  }
}

/** Whether other records refer to those of a class. */
function isReferredTo(className: ClassName): boolean {
  return !["demographics", "enrollment", "result", "assessmentResult"].includes(className);
}

function compareTexts(
  pair: {
    readonly className: ClassName;
    readonly id: string;
    readonly left: string;
    readonly right: Fields;
  },
  onDifference: OnDifference,
): void {
  if (pair.left === JSON.stringify(pair.right)) return;
  compareFields({ ...pair, left: parseFields(pair.left) }, onDifference);
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
