import { SisActionError } from "../action-error.ts";
import type { ActionScene } from "../scene.ts";

const ordinals = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];

/** What a selector is asked for, and among what. */
export interface Choice<Item> {
  readonly selector: string;
  /** The kind of thing in words, such as `student`. */
  readonly noun: string;
  /** The one with the selector as its id. */
  readonly exact: Item | undefined;
  /** All that may be chosen, in the order that `first` and `second` count. Read no further than needed. */
  readonly inOrder: () => Iterable<Item>;
  /** By what else they can be named, for whoever mistyped it. */
  readonly titles?: readonly string[];
}

/** Finds the one that a selector names: by sourcedId, or by `first`, `second`, … `tenth`. */
export function choose<Item>(scene: ActionScene, choice: Choice<Item>): Item {
  if (choice.exact !== undefined) return choice.exact;
  const rank = ordinals.indexOf(choice.selector);
  let count = 0;
  for (const item of choice.inOrder()) {
    if (count === rank) return item;
    count += 1;
  }
  const titles = [...new Set(choice.titles)].slice(0, 20).map((title) => `, ${title}`);
  throw new SisActionError(
    scene.action,
    `there is no ${choice.noun} "${choice.selector}" (${count} to choose from${titles.join("")}). Give a sourcedId, or first to tenth.`,
  );
}
