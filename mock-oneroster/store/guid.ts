import { hashText } from "../../core/random.ts";
import type { IdClass } from "./world.ts";

/**
 * The GUID that stands for an id in 1.2 where the id policy says so: the same id has the same GUID in every
 * run, and nothing but the id decides it.
 */
export function guidOf(idClass: IdClass, id: string): string {
  const key = `${idClass}/${id}`;
  const [a, b] = [hex(hashText(key, 0x9e3779b9)), hex(hashText(key, 0x85ebca6b))];
  const [c, d] = [hex(hashText(key, 0xc2b2ae35)), hex(hashText(key, 0x27d4eb2f))];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}
