import type { CatalogueEntry } from "./catalogue-entry.ts";

/** What can be noticed about the set-up of the app, before anything is planned. */
export const setupCatalogue = {
  "tab-refused": {
    severity: "error",
    rules: ["R48", "R96"],
    title: "A tab may not sync yet",
    message: "The {tab} tab was not synced: {why}.",
    remedy: "Complete the tabs in their order: Configuration, Schools, Terms, then the others.",
  },
  "requirements-open": {
    severity: "error",
    rules: ["R43"],
    title: "The General Requirements are not complete",
    message: "Nothing can start before the General Requirements are complete.",
    remedy:
      "Get the API information, check that no username contains a space, and wait until the schedule is final; then set representative.requirementsMet.",
  },
  "app-not-enabled": {
    severity: "error",
    rules: ["R6", "R46"],
    title: "The app is not enabled",
    message: "A Schoology representative has not enabled the Infinite Campus app yet.",
    remedy: "Contact the Schoology representative.",
  },
  "credentials-missing": {
    severity: "error",
    rules: ["R5", "R51"],
    title: "API credentials are missing",
    message: "The Configuration tab lacks {missing}. Nothing can start without credentials.",
    remedy:
      "Enter all four fields as Infinite Campus gives them: OneRoster Domain, SIS Authentication URL, Consumer ID, Consumer Secret Key.",
  },
  "oauth2-unchecked": {
    severity: "error",
    rules: ["R15", "R50"],
    title: "Enable OAuth2 is not checked",
    message: "Infinite Campus no longer offers connections without OAuth 2.",
    remedy:
      "Check Enable OAuth2 (oneRoster.oauth2) and use the credentials of an OAuth 2 connection.",
  },
  "token-url-without-app": {
    severity: "error",
    rules: ["F73", "R51"],
    title: "The SIS Authentication URL names no application",
    message:
      'The SIS Authentication URL lacks appName, so Infinite Campus would answer "No Campus Application selected".',
    remedy: "Append ?appName= and the application of the district, as Infinite Campus shows it.",
  },
  "address-unusable": {
    severity: "error",
    rules: ["R51", "F72"],
    title: "An address cannot be used",
    message: "The {field} {problem}.",
    remedy: "Copy the address as Infinite Campus shows it. It begins with https://.",
  },
  "domain-of-other-version": {
    severity: "error",
    rules: ["R54", "R83", "F72"],
    title: "The OneRoster Domain is that of another version",
    message: "The OneRoster Domain names {found}, but OneRoster {version} is selected.",
    remedy: "Select the other version, or enter the domain of the connection of this one.",
  },
  "version-not-opened": {
    severity: "error",
    rules: ["R11", "R78"],
    title: "OneRoster 1.2 is not open to this organisation",
    message: "OneRoster 1.2 is selected, but the Schoology representative has not confirmed it.",
    remedy: "Contact the Schoology representative before the migration, or stay with 1.1.",
  },
  "version-locked": {
    severity: "error",
    rules: ["R82", "F26"],
    title: "There is no way back from OneRoster 1.2",
    message: "OneRoster 1.2 was configured before, so 1.1 can never be selected again.",
    remedy: 'Select OneRoster 1.2 (oneRoster.version: "1.2").',
  },
  "read-only": {
    severity: "error",
    rules: ["R27", "R57", "R76"],
    title: "This person may only look",
    message: "{name} may not change the app or sync by hand, because {why}.",
    remedy: "Let the Acting User do it, who must be a System Administrator.",
  },
  "acting-user-invalid": {
    severity: "error",
    rules: ["R76", "F87"],
    title: "The Acting User can no longer act",
    message: "The Acting User {name} {why}; the scheduled sync {reaction}.",
    remedy: "Choose an Acting User who is active and a System Administrator.",
  },
  "roles-unmapped": {
    severity: "error",
    rules: ["R106", "R122"],
    title: "No role is mapped",
    message: "Every role of every ticked school is set to Do Not Sync, so no user can sync.",
    remedy: "Map roles on the Users tab (roles.default or roles.schools).",
  },
  "review-open": {
    severity: "error",
    rules: ["R104", "R105"],
    title: "The set-up was not reviewed yet",
    message:
      "Configuration, Schools and Terms are to be reviewed with the Schoology representative before anything else syncs.",
    remedy: "Contact the Schoology representative, look at the Data Prep report, then go on.",
  },
  "migration-unmatched": {
    severity: "error",
    rules: ["R87"],
    title: "Users of the migration match no account",
    message:
      "After the migration to OneRoster 1.2, {unmatched} of {total} users match no account by their Unique ID and would get new ones.",
    remedy:
      "Match them with the Data Prep tool first; set representative.dataPrepReviewed to sync anyway.",
  },
  "licence-too-small": {
    severity: "warn",
    rules: ["R52", "R85"],
    title: "Grades of some schools could not be passed back",
    message:
      "Grade passback from several buildings needs a district-wide Learning licence; {unlicensed} of {total} mapped schools have none.",
    remedy: "Contact Infinite Campus about the licence. Rosters sync without it.",
  },
  "school-not-ticked": {
    severity: "info",
    rules: ["R107", "R124", "R128"],
    title: "A school is not ticked",
    message: "The checkbox of this school is not set on the {tab} tab, so that tab passed it over.",
    remedy: "Tick the school if it should sync.",
  },
  "term-period-apart": {
    severity: "warn",
    rules: ["R99"],
    title: "A term is mapped to a grading period of another time",
    message:
      "The term {term} ({termDates}) does not overlap its grading period {period} ({periodDates}).",
    remedy: "Map the term to a grading period of the right school year.",
  },
} as const satisfies Record<string, CatalogueEntry>;
