/**
 * The place of a contact in a family: the two parents, a step-parent who lives with the second of them, and
 * a relative without the rights of a guardian.
 */
export type ContactSlot = 0 | 1 | 2 | 3;

/** All slots of a family, in order. */
export const contactSlots: readonly ContactSlot[] = [0, 1, 2, 3];

const firstStudent = 1_000_001;
const firstStaff = 2_000_000;
const firstContact = 4_000_000;
const staffNumbers = 2_000_000;

/**
 * Person numbers have seven digits, so that their order as text is their order as numbers: students from
 * 1,000,001, staff from 2,000,001, guardians and relatives from 4,000,000.
 */
export function studentNumber(index: number): number {
  return firstStudent + index;
}

/** The number of the contact in a slot of a family. */
export function contactNumber(family: number, slot: ContactSlot): number {
  return firstContact + family * contactSlots.length + slot;
}

/**
 * The number of the member of staff with a place in a school, from 0. Each school has a block of numbers for
 * itself, so that it does not matter how many work at the others. The district office comes before them.
 */
export function staffNumber(schools: number, school: number | "office", place: number): number {
  const block = school === "office" ? 0 : school + 1;
  return firstStaff + block * blockSize(schools) + place + 1;
}

/** The largest power of ten that leaves a block for every school and one for the office. */
function blockSize(schools: number): number {
  let size = staffNumbers / 2;
  while (size * (schools + 1) > staffNumbers) size /= 10;
  return size;
}
