import type { KeyObject } from "node:crypto";
import type { ReplaceText } from "./replace-text.ts";

/** A value of JSON that is neither a list nor an object. */
export type Leaf = string | number | boolean | null;

/** What a value is a value of: the id of its record as it came, and the name of the field. */
export interface Seat {
  readonly record: string;
  readonly field: string;
}

/** How a value is replaced. A list is replaced item by item, an object member by member. */
export interface Rule {
  /** What becomes of text, numbers, booleans and null. */
  readonly leaf: (value: Leaf, seat: Seat) => Leaf;
  /** The members that are known, by `memberKey`. Any other is replaced, its name included. */
  readonly members?: Members;
}

/** Rules by `memberKey`. `undefined` drops the member. */
export type Members = ReadonlyMap<string, Rule | undefined>;

/** Names of members are compared without regard to case and separators: servers spell them differently. */
export function memberKey(name: string): string {
  return name.toLowerCase().replace(/[-_. ]/g, "");
}

/** What rules are made of: the replacements, and what the owner of the data decided. */
export interface RuleDesk {
  readonly key: KeyObject;
  readonly text: ReplaceText;
  readonly date: ReplaceText;
  readonly keepsIds: boolean;
  readonly keepsTitles: boolean;
}
