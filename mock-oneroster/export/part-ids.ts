import { hashText } from "../../core/random.ts";
import { guidPattern } from "../../contracts/oneroster/csv/cells.ts";
import { createIdSpace } from "../store/table/id-space.ts";

const idCharactersMax = 255;

/**
 * Makes an id one that CSV allows (CSV Binding: GUID). One that is too long is cut, and a hash keeps it apart from others
 * that begin like it.
 */
export function csvId(id: string): string {
  if (guidPattern.test(id)) return id;
  const allowed = id.replace(/[^0-9A-Za-z./@_-]/g, "_");
  const hash = [0x9e3779b9, 0x85ebca6b].map((salt) => hashText(id, salt).toString(16)).join("");
  return `${allowed.slice(0, idCharactersMax - hash.length - 1)}-${hash}`;
}

/** Gives ids, no two of which are the same. */
export interface FreshIds {
  /** The id itself when it is free, else one that begins like it. */
  take(id: string): string;
}

/** Creates a giver of ids that has given none yet. */
export function createFreshIds(): FreshIds {
  const taken = createIdSpace();
  const isNew = (id: string): boolean => {
    const before = taken.size;
    return taken.code(id) === before;
  };
  return {
    take: (id) => {
      let free = csvId(id);
      for (let number = 2; !isNew(free); number += 1) free = csvId(`${id}-again-${number}`);
      return free;
    },
  };
}
