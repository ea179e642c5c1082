import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import {
  diagnose,
  type Diagnostic,
  type Fields,
  type Place,
} from "../../contracts/run/diagnostic.ts";
import type { Person } from "../snapshot/roster.ts";

/** White space of Unicode, and what JavaScript counts besides: U+0085 is only the former, U+FEFF only the latter. */
const whiteSpace = /[\p{White_Space}\s]/u;

/**
 * What keeps a person from having an account: white space anywhere in the username (R8, any Unicode
 * white space), no name, or neither username nor e-mail (F17).
 */
export function loginProblems(person: Person, place: Place): Diagnostic | undefined {
  const { username } = person;
  if (username !== undefined && whiteSpace.test(username)) {
    return diagnose("username-space", place, { username });
  }
  const missing = missingPart(person);
  return missing === undefined ? undefined : diagnose("user-incomplete", place, { missing });
}

function missingPart(person: Person): string | undefined {
  if (person.givenName === "") return "given name";
  if (person.familyName === "") return "family name";
  if (person.username === undefined && person.email === undefined)
    return "username or e-mail address";
  return undefined;
}

/**
 * The account's fields under the LMS's names. Never a password (R117).
 *
 * A field that the SIS does not have is left out, and then the sync leaves it alone (R114). The preferred
 * first name comes with OneRoster 1.2 only (R14); there its absence is a value, the empty text.
 */
export function accountFields(
  person: Person,
  options: { readonly version: OneRosterVersion; readonly keepEmail: boolean },
): Fields {
  return {
    name_first: person.givenName,
    name_last: person.familyName,
    ...(person.middleName === undefined ? {} : { name_middle: person.middleName }),
    ...(options.version === "1.2" ? { name_first_preferred: person.preferredFirstName ?? "" } : {}),
    ...(person.username === undefined ? {} : { username: person.username }),
    ...(person.email === undefined || !options.keepEmail ? {} : { primary_email: person.email }),
  };
}
