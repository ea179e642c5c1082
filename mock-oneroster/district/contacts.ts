import type { Person, Relationship } from "../store/records.ts";
import { buildPerson } from "./build-person.ts";
import {
  contactSex,
  familyEmail,
  familyName,
  familyOf,
  hasContact,
  householdsOf,
  isHalfSibling,
} from "./families.ts";
import type { Layout } from "./layout.ts";
import { drawFamilyName, drawSex, type FamilyName, type Sex } from "./names.ts";
import { contactNumber, contactSlots, studentNumber, type ContactSlot } from "./person-numbers.ts";

const keptNameShare = 0.2;
const areaCodes = ["218", "320", "507", "612", "651", "763", "952"];
const parentWords = { female: "Mother", male: "Father" } as const;
const stepWords = { female: "Stepmother", male: "Stepfather" } as const;
const relativeWords = { female: ["Grandmother", "Aunt"], male: ["Grandfather", "Uncle"] } as const;

/** Draws the contact in a slot of a family: the same whoever else is made. */
export function contactPerson(layout: Layout, family: number, slot: ContactSlot): Person {
  const { draws, dirt } = layout;
  const number = contactNumber(family, slot);
  const household = isSecondHousehold(layout, family, slot) ? 1 : 0;
  return buildPerson(layout, {
    number,
    mark: `.g${family * contactSlots.length + slot + 1}`,
    family: contactName(layout, family, slot),
    sex: contactSex(draws, family, slot),
    domain: "mail.example",
    identifier: undefined,
    masterIdentifier: undefined,
    phone: phoneNumber(layout, contactNumber(family, household), 0),
    sms: phoneNumber(layout, number, 1),
    email: slot === 3 ? undefined : familyEmail(layout, family),
    username: undefined,
    hasAccount: !dirt.hits("contactsWithoutAccount", number),
  });
}

/** The contacts of a student. `teacher` is the number of the one who takes the first parent's place (F22). */
export function relationshipsOf(
  layout: Layout,
  index: number,
  teacher: number | undefined,
): readonly Relationship[] {
  const { draws } = layout;
  const family = familyOf(draws, index);
  const isHalf = isHalfSibling(layout, family, index);
  const present = contactSlots.filter(
    (slot) => hasContact(layout, family, slot) && !(isHalf && (slot === 1 || slot === 2)),
  );
  return present.map((slot, rank) => {
    const stands = slot === 0 && teacher !== undefined;
    const contact = stands ? teacher : contactNumber(family, slot);
    const sex = stands ? drawSex(draws, teacher) : contactSex(draws, family, slot);
    return {
      id: `${studentNumber(index)}${slot + 1}`,
      person: String(studentNumber(index)),
      contact: String(contact),
      guardian: slot !== 3,
      portal: !layout.dirt.hits("contactsWithoutPortal", contact),
      type: kinship(layout, sex, { family, slot }),
      seq: rank + 1,
      shownOn: shownOn(layout, index, slot),
    };
  });
}

function contactName(layout: Layout, family: number, slot: ContactSlot): FamilyName {
  const { draws } = layout;
  if (isSecondHousehold(layout, family, slot))
    return drawFamilyName(draws, contactNumber(family, 1));
  const number = contactNumber(family, slot);
  const keepsOwn = slot > 0 && draws.familyName.chance(keptNameShare, number, 2);
  return keepsOwn ? drawFamilyName(draws, number) : familyName(layout, family);
}

function isSecondHousehold(layout: Layout, family: number, slot: ContactSlot): boolean {
  return (slot === 1 || slot === 2) && householdsOf(layout, family) === "apart";
}

/** A number of those that are kept free for stories. */
function phoneNumber({ draws }: Layout, number: number, line: 0 | 1): string {
  const word = draws.phone.word(number, line);
  const area = areaCodes[word % areaCodes.length] ?? "";
  return `${area}-555-01${String((word >>> 8) % 100).padStart(2, "0")}`;
}

function kinship(
  { draws }: Layout,
  sex: Sex,
  { family, slot }: { readonly family: number; readonly slot: ContactSlot },
): string {
  if (slot === 3) return draws.contactType.pick(relativeWords[sex], family);
  return slot === 2 ? stepWords[sex] : parentWords[sex];
}

/** Campus lists both ways; dirty data knows one-sided links (F43). */
function shownOn({ draws, dirt }: Layout, index: number, slot: number): Relationship["shownOn"] {
  if (!dirt.hits("oneSidedLinks", index, slot)) return "both";
  return draws.link.chance(0.5, index, slot) ? "person" : "contact";
}
