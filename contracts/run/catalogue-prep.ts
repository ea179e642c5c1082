import type { CatalogueEntry } from "./catalogue-entry.ts";

/** What can be noticed while people are matched with accounts, and while decisions about them are read. */
export const prepCatalogue = {
  "id-namespace-change": {
    severity: "error",
    rules: ["F23", "R87"],
    title: "The people of the SIS are in Schoology under other Unique IDs",
    message:
      "{moved} people have an account under another Unique ID, {same} under their own. A sync would make {moved} second accounts and leave the old ones behind.",
    remedy:
      "Run rehearse prep, check the pairs in data-prep-users.csv, and name the file in settings under integrationMapping.file. Until then the Users tab waits.",
  },
  "account-under-other-id": {
    severity: "warn",
    rules: ["F23"],
    title: "An account under another Unique ID",
    message:
      "The account {account} seems to be this person's ({how}); by Unique ID the app would make a second one.",
    remedy:
      "Keep the pair in data-prep-users.csv, or take its Integration-Mapping ID out if it is wrong, and name the file in settings.",
  },
  "legacy-id-missing": {
    severity: "warn",
    rules: ["F24"],
    title: "A person without a legacy id",
    message:
      "Others carry the id that they had in OneRoster 1.1 and this person does not; {found}.",
    remedy: "Look for the account by hand and fill in the Integration-Mapping ID.",
  },
  "legacy-id-ambiguous": {
    severity: "warn",
    rules: ["F25", "F22"],
    title: "One person, several accounts of OneRoster 1.1",
    message:
      "The accounts {accounts} all belong to this person by legacy id: in OneRoster 1.1 each role had a record of its own. Nothing is merged.",
    remedy:
      "Choose the account that stays with an Integration-Mapping ID, and merge the others by hand in Schoology.",
  },
  "match-ambiguous": {
    severity: "warn",
    rules: ["F21", "F25"],
    title: "It is not clear whose account it is",
    message: "{how}, of several: {accounts}. Nothing is decided.",
    remedy: "Decide with an Integration-Mapping ID.",
  },
  "match-looks-alike": {
    severity: "info",
    rules: ["F23"],
    title: "An account that may be this person's",
    message: "{how}: {accounts}. That is never enough to decide.",
    remedy: "Fill in the Integration-Mapping ID if it is the same person.",
  },
  "version-one-way": {
    severity: "warn",
    rules: ["F26"],
    title: "There is no way back from OneRoster 1.2",
    message:
      "{moved} accounts carry ids of OneRoster 1.1. Once 1.2 is configured, the app cannot return to 1.1.",
    remedy:
      "Keep these files and an export of Schoology's users before the first 1.2 sync; they are the only record of the old ids.",
  },
  "decision-id-unknown": {
    severity: "error",
    rules: ["R87", "F36"],
    title: "A decision names an id that is not there",
    message: "Row {line}: {what} {id} is unknown.{hint} The row decides nothing.",
    remedy:
      "Correct the id. Import the file as text when a spreadsheet changes numbers: leading zeros count.",
  },
  "decision-repeated": {
    severity: "error",
    rules: ["R87"],
    title: "Two decisions use one id",
    message:
      "Row {line}: {what} {id} is used in row {other} too, with another partner. Neither counts.",
    remedy: "Leave one of the two rows.",
  },
  "decision-matching-edited": {
    severity: "error",
    rules: ["R87"],
    title: "A column was edited that must not be",
    message:
      "Row {line}: Schoology Matching is {seen}, and the account {account} has {present}. The row decides nothing.",
    remedy:
      "Edit only the Integration-Mapping ID. Write the report anew if Schoology has changed since.",
  },
  "decision-id-taken": {
    severity: "error",
    rules: ["R87", "R114"],
    title: "A decision cannot be carried out",
    message: "Row {line}: {why}. The row decides nothing.",
    remedy: "The app matches by Unique ID. Change that account by hand in Schoology first.",
  },
  "decision-without-effect": {
    severity: "warn",
    rules: ["R87"],
    title: "A pair cannot be parted",
    message:
      "Row {line}: the Integration-Mapping ID was taken out, yet the account {account} has the person's Unique ID, and the app goes by that.",
    remedy: "Change the Unique ID by hand in Schoology if they are two people.",
  },
} as const satisfies Record<string, CatalogueEntry>;
