import type { Draws } from "./draws.ts";
import type { Layout } from "./layout.ts";
import { drawFamilyName, drawSex, type FamilyName, type Sex } from "./names.ts";
import { contactNumber, type ContactSlot } from "./person-numbers.ts";

const blockSize = 12;
const familySizes = [1, 1, 1, 2, 2, 3];
const togetherShare = 0.55;
const apartShare = 0.2;
const stepParentShare = 0.3;
const halfSiblingShare = 0.3;

/**
 * The family of the student with an index, named by the index of its first child.
 *
 * Every twelve students in a row are cut into families of one to three, so that a family is found without
 * going through all that come before it.
 */
export function familyOf(draws: Draws, index: number): number {
  let first = index - (index % blockSize);
  for (;;) {
    const next = first + draws.siblings.pick(familySizes, first);
    if (index < next) return first;
    first = next;
  }
}

/** How many children a family has in the district. */
export function childCount({ draws, size }: Layout, family: number): number {
  const blockEnd = family - (family % blockSize) + blockSize;
  const next = family + draws.siblings.pick(familySizes, family);
  return Math.min(next, blockEnd, size.students) - family;
}

/** How a family's parents live: `apart` makes two households with names and phones of their own. */
export function householdsOf({ draws }: Layout, family: number): "one" | "together" | "apart" {
  const share = draws.household.word(family) / 0x1_0000_0000;
  if (share < togetherShare) return "together";
  return share < togetherShare + apartShare ? "apart" : "one";
}

/** Says whether a family has a contact in a slot. Every family has a first parent. */
export function hasContact(layout: Layout, family: number, slot: ContactSlot): boolean {
  if (slot === 0) return true;
  if (slot === 3) return layout.dirt.hits("relatives", family);
  const households = householdsOf(layout, family);
  if (slot === 1) return households !== "one";
  return households === "apart" && layout.draws.household.chance(stepParentShare, family, 2);
}

/** Says whether a later child of separated parents is only the first parent's. */
export function isHalfSibling(layout: Layout, family: number, index: number): boolean {
  if (index === family || householdsOf(layout, family) !== "apart") return false;
  return layout.draws.half.chance(halfSiblingShare, index);
}

/** The name that the children of a family have. */
export function familyName({ draws }: Layout, family: number): FamilyName {
  return drawFamilyName(draws, contactNumber(family, 0));
}

/** The one address of a whole family, where it has one (F19). */
export function familyEmail({ dirt }: Layout, family: number): string | undefined {
  return dirt.hits("duplicateEmails", family) ? `family${family + 1}@mail.example` : undefined;
}

/** The sex of the contact in a slot. The second parent's mostly differs from the first's. */
export function contactSex(draws: Draws, family: number, slot: ContactSlot): Sex {
  const first = drawSex(draws, contactNumber(family, 0));
  if (slot === 3) return drawSex(draws, contactNumber(family, 3));
  if (slot !== 1) return first;
  return first === "female" ? "male" : "female";
}
