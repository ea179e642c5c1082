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

/** By byte. A number above 2^30 takes `toString(16)` five times as long, and a page of users holds a thousand GUIDs. */
const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function hex(word: number): string {
  const byte = (shift: number): string => hexBytes[(word >>> shift) & 0xff] ?? "";
  return byte(24) + byte(16) + byte(8) + byte(0);
}
