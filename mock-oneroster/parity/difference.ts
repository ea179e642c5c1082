import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Fields } from "./canonical-record.ts";

/** One field in which two records that should be the same are not; or a record that only one side has. */
export interface Difference {
  readonly className: ClassName;
  readonly id: string;
  readonly field: string;
  readonly left: unknown;
  readonly right: unknown;
  /** The whole records. One that is not there has no fields. */
  readonly leftRecord: Fields;
  readonly rightRecord: Fields;
}

/** What is known of both sides beside the records. */
export interface Sides {
  /** The version of the right side; of both when bindings are compared. */
  readonly version: OneRosterVersion;
  /** How the file of the class was written, where the right side is CSV. */
  readonly rightMode: "bulk" | "delta" | undefined;
  /** Whether the right side has a record. Known only of classes that were read already. */
  readonly rightHas: (className: ClassName, id: string) => boolean;
  /** Whether either version sends a person, by the common key. */
  readonly leftHasPerson: (key: string) => boolean;
  readonly rightHasPerson: (key: string) => boolean;
}

/** Says whether a difference is of some kind. */
export type Test = (difference: Difference, sides: Sides) => boolean;

/** Says whether two values are the same, member by member. */
export function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}

/** The items of a list; none of what is not there. */
export function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}
