import type { Fields, FieldValue } from "../../contracts/run/diagnostic.ts";
import type { Change, ObjectKind, Tab } from "../../contracts/run/plan.ts";

/** The tab that writes each kind (guide R93, R101, R112, R128). */
const tabOfKind: Readonly<Record<ObjectKind, Tab>> = {
  building: "schools",
  "grading-period": "terms",
  user: "users",
  association: "users",
  course: "courses",
  section: "sections",
  enrollment: "sections",
};

/** What a change needs to be told; the rest follows from its kind. */
export interface ChangeParts extends Pick<
  Change,
  "kind" | "action" | "reason" | "school" | "before" | "after"
> {
  readonly address: string;
  readonly label?: string;
  readonly lmsId?: string;
}

/** Makes a change that nothing holds back yet. */
export function toChange(parts: ChangeParts): Change {
  return {
    address: parts.address,
    kind: parts.kind,
    action: parts.action,
    reason: parts.reason,
    tab: tabOfKind[parts.kind],
    school: parts.school,
    label: parts.label ?? "",
    lmsId: parts.lmsId ?? null,
    before: parts.before,
    after: parts.after,
    held: null,
  };
}

/** Joins a natural key into an address, each part percent-encoded. */
export function addressOf(collection: string, ...parts: readonly string[]): string {
  return [collection, ...parts.map(encodePart)].join("/");
}

/** Percent-encodes one part of an address. Half a surrogate pair, which cannot be encoded, becomes U+FFFD. */
export function encodePart(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** The fields that differ, as they are and as they should be; undefined when none does. */
export function diffFields(
  present: Fields,
  wanted: Fields,
): { readonly before: Fields; readonly after: Fields } | undefined {
  const changed = Object.keys(wanted).filter(
    (name) => !isSame(present[name] ?? null, wanted[name] ?? null),
  );
  if (changed.length === 0) return undefined;
  const only = (fields: Fields): Fields =>
    Object.fromEntries(changed.map((name) => [name, fields[name] ?? null]));
  return { before: only(present), after: only(wanted) };
}

function isSame(left: FieldValue, right: FieldValue): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => item === right[index]);
  }
  return (left ?? "") === (right ?? "");
}
