import { familyOf } from "./families.ts";
import type { Layout } from "./layout.ts";

const triesMax = 20;

/**
 * Finds the teachers who are parents in the district too (F22): each takes the place of the first parent of a
 * family. Gives the person number of the teacher by family.
 */
export function matchParentTeachers(
  layout: Layout,
  teachers: Iterable<number>,
): ReadonlyMap<number, number> {
  const { dirt, draws, size } = layout;
  const matches = new Map<number, number>();
  for (const number of teachers) {
    if (!dirt.hits("teacherParents", number)) continue;
    for (let attempt = 0; attempt < triesMax; attempt += 1) {
      const family = familyOf(draws, draws.child.int(size.students, number, attempt));
      if (matches.has(family)) continue;
      matches.set(family, number);
      break;
    }
  }
  return matches;
}
