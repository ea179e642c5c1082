import type { DesiredUser, HeldObject } from "../mapping/lms-state.ts";
import type { AccountCard, PersonCard } from "./people.ts";

/** The card of somebody who gets an account. */
export function desiredCard(user: DesiredUser, activeYear: string): PersonCard {
  const { fields, traits } = user;
  return {
    id: user.personId,
    uid: user.uid,
    legacyId: traits?.legacyId,
    identifier: traits?.identifier,
    username: textOf(fields["username"]),
    email: textOf(fields["primary_email"]),
    names: namesOf(fields),
    gradYear: gradYearOf(traits?.grades ?? [], activeYear),
  };
}

/** The card of an account. */
export function accountCard(uid: string, { fields }: HeldObject): AccountCard {
  return {
    id: uid,
    username: textOf(fields["username"]),
    email: textOf(fields["primary_email"]),
    names: namesOf(fields),
    gradYear: textOf(fields["grad_year"]),
  };
}

/**
 * The year in which a student of the first numbered grade ends grade 12, by the year in which the school year ends;
 * kindergarten counts as grade 0 (the grade codes of CEDS).
 */
export function gradYearOf(grades: readonly string[], activeYear: string): string | undefined {
  const year = Number(activeYear);
  for (const grade of grades) {
    const number = grade === "KG" ? 0 : Number(grade);
    if (!/^(?:KG|\d{1,2})$/.test(grade) || number > 12 || !Number.isInteger(year)) continue;
    return String(year + 12 - number);
  }
  return undefined;
}

/** Given and family name, and once more with the preferred first name where there is one. */
export function namesOf(fields: HeldObject["fields"]): readonly string[] {
  const last = textOf(fields["name_last"]);
  if (last === undefined) return [];
  const firsts = [fields["name_first"], fields["name_first_preferred"]].map(textOf);
  return firsts.flatMap((first) => (first === undefined ? [] : [`${first} ${last}`]));
}

function textOf(value: HeldObject["fields"][string] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
