import type { CatalogueEntry } from "./catalogue-entry.ts";

const readAnyway = "The rest was read. To be rid of this finding, ";

/**
 * What can be wrong with a OneRoster CSV bundle (CSV Binding 1.2.1; 1.1 CSV tables).
 *
 * `at` of each is a place such as `users.csv:12:5`: file, line on which the row begins, column from 1.
 */
export const bundleCatalogue = {
  "bundle-not-found": {
    severity: "error",
    rules: [],
    title: "There is no bundle at this path",
    message: "{path} is neither a folder nor a file that can be read.",
    remedy: "Give the path of a folder with the CSV files, or of a zip with them.",
  },
  "bundle-not-a-zip": {
    severity: "error",
    rules: [],
    title: "The file is not a zip that can be read",
    message: "{path} does not read as a zip: {reason}.",
    remedy: "Make the zip again, or unpack it and give the folder.",
  },
  "bundle-zip-unsafe": {
    severity: "error",
    rules: [],
    title: "The zip is not safe to open",
    message: "The zip holds {entry}, which {reason}.",
    remedy: "Make a zip of nothing but the CSV files, all at its root.",
  },
  "bundle-too-large": {
    severity: "error",
    rules: [],
    title: "The bundle is larger than it may be",
    message: "{file}: {what} is more than the limit of {limit}.",
    remedy: "Check that {file} is a roster export and nothing else, and split the bundle if it is.",
  },
  "bundle-link": {
    severity: "error",
    rules: [],
    title: "A file of the folder is a link",
    message: "{file} is a link, and a bundle may not lead out of its folder.",
    remedy: "Put a copy of the file in its place.",
  },
  "bundle-row-too-long": {
    severity: "error",
    rules: [],
    title: "A row is longer than any row should be",
    message: "In {file} the row that begins on line {line} has more than {limit} characters.",
    remedy:
      "Close a quotation mark that may be open in it, and shorten texts that are longer than a roster needs.",
  },
  "bundle-in-folder": {
    severity: "warn",
    rules: [],
    title: "The files are in a folder inside the zip",
    message:
      "All files stand in the folder {folder} of the zip, where the standard wants them at its root.",
    remedy: `${readAnyway}zip the files themselves and not their folder.`,
  },
  "bundle-empty": {
    severity: "error",
    rules: [],
    title: "The bundle holds no OneRoster file",
    message: "{path} holds none of the CSV files of OneRoster, such as users.csv or orgs.csv.",
    remedy: "Give the folder or zip in which users.csv stands. File names are case-sensitive.",
  },
  "bundle-file-missing": {
    severity: "error",
    rules: [],
    title: "A file is missing from the bundle",
    message: "manifest.csv marks {file} as {mode}, but the bundle does not hold it.",
    remedy: "Add {file} to the bundle, or mark it absent in manifest.csv.",
  },
  "bundle-file-undeclared": {
    severity: "warn",
    rules: [],
    title: "The manifest says that a file is absent, but it is there",
    message: "manifest.csv marks {file} as absent, or does not name it, but the bundle holds it.",
    remedy: `${readAnyway}mark {file} as bulk in manifest.csv, or take it out of the bundle.`,
  },
  "bundle-file-unknown": {
    severity: "warn",
    rules: [],
    title: "The bundle holds a file that OneRoster does not know",
    message: "{file} is not a file of OneRoster {version} CSV and was passed over.",
    remedy: "Take {file} out of the bundle, or correct its name; names are case-sensitive.",
  },
  "bundle-file-unused": {
    severity: "info",
    rules: [],
    title: "A file was checked and then left aside",
    message:
      "{file} has {rows} rows. They were checked, but the mock does not serve what they hold.",
    remedy: "Nothing needs to be done: a roster sync does not read {file}.",
  },
  "bundle-manifest-missing": {
    severity: "warn",
    rules: [],
    title: "The bundle has no manifest.csv",
    message: "There is no manifest.csv. By its headers this is a OneRoster {version} bundle.",
    remedy: `${readAnyway}add a manifest.csv that names the version and every file.`,
  },
  "bundle-manifest-property": {
    severity: "warn",
    rules: [],
    title: "A line of manifest.csv is not as it should be",
    message: "manifest.csv: the property {property} is {problem}.",
    remedy: `${readAnyway}write {property} once, with a value that the standard knows.`,
  },
  "bundle-version-unknown": {
    severity: "error",
    rules: [],
    title: "The manifest names no version that is known",
    message:
      "manifest.csv does not say oneroster.version 1.1 or 1.2. By its headers the bundle is {version}.",
    remedy: "Write the row oneroster.version,{version} in manifest.csv.",
  },
  "bundle-encoding": {
    severity: "error",
    rules: ["F34"],
    title: "A file is not UTF-8",
    message: "{file} is not in UTF-8 but {seen}.",
    remedy: "Save {file} as CSV UTF-8 and import again.",
  },
  "bundle-quote-open": {
    severity: "error",
    rules: [],
    title: "A quotation mark is never closed",
    message: 'In {file} a cell that begins with " on line {line} does not end.',
    remedy: 'Close the cell with ", and double each " within it.',
  },
  "bundle-quote-stray": {
    severity: "error",
    rules: [],
    title: "A quotation mark stands where it may not",
    message: 'A cell of the row on line {line} of {file} has a " that is not doubled.',
    remedy: 'Put the cell in quotation marks and double each " within it.',
  },
  "bundle-header-missing": {
    severity: "error",
    rules: [],
    title: "A file has no header",
    message: "{file} is empty: not even its header line is there.",
    remedy: "Write the header line of {file}, or mark the file absent and take it out.",
  },
  "bundle-column-missing": {
    severity: "error",
    rules: [],
    title: "A column is missing",
    message:
      "The header of {file} (line 1) does not have the column {column}, which must be there.",
    remedy: "Add the column {column} to line 1 of {file}; case and spelling count.",
  },
  "bundle-column-unknown": {
    severity: "warn",
    rules: [],
    title: "A column is unknown",
    message:
      "The header of {file} (line 1) has the column {column}, which OneRoster {version} does not know.",
    remedy: "Correct the name, take the column out, or call it metadata.{column} and put it last.",
  },
  "bundle-column-repeated": {
    severity: "error",
    rules: [],
    title: "A column is there twice",
    message:
      "The header of {file} (line 1) has the column {column} more than once. The first counts.",
    remedy: "Keep one column {column} in {file}.",
  },
  "bundle-column-order": {
    severity: "warn",
    rules: [],
    title: "The columns are in another order",
    message: "The columns of {file} do not stand in the order of the standard, first at {column}.",
    remedy: `${readAnyway}write the columns of {file} in the order of the standard.`,
  },
  "bundle-row-ragged": {
    severity: "error",
    rules: [],
    title: "A row has too many or too few cells",
    message: "The row on line {line} of {file} has {cells} cells where the header has {columns}.",
    remedy: "Give the row {columns} cells; a cell with a comma needs quotation marks.",
  },
  "bundle-row-without-id": {
    severity: "error",
    rules: [],
    title: "A row has no sourcedId",
    message: "The row on line {line} of {file} has no sourcedId and was left out.",
    remedy: "Give the row a sourcedId that stays the same from export to export.",
  },
  "bundle-id-repeated": {
    severity: "error",
    rules: [],
    title: "A sourcedId is there twice",
    message:
      "{sourcedId} stands on line {line} of {file}, and on line {firstLine} before. The first row counts.",
    remedy: "Give each row of {file} a sourcedId of its own, or take one of the two rows out.",
  },
  "bundle-cell-blank": {
    severity: "error",
    rules: [],
    title: "A required cell is blank",
    message:
      "The cell {column} on line {line} of {file} is blank but must be filled. The row was kept.",
    remedy: "Fill {column} in the system that wrote the bundle, and export again.",
  },
  "bundle-cell-type": {
    severity: "error",
    rules: [],
    title: "A cell holds something that does not belong there",
    message:
      'The cell {column} on line {line} of {file} should be {expected}, not "{value}". The row was kept without it.',
    remedy: "Write {expected} in {column} of {file}.",
  },
  "bundle-cell-word": {
    severity: "warn",
    rules: [],
    title: "A cell holds a word that the standard does not know",
    message: 'The cell {column} on line {line} of {file} says "{value}". It was kept as written.',
    remedy: "Write {expected} in {column} of {file}.",
  },
  "bundle-list-repeated": {
    severity: "info",
    rules: [],
    title: "A list names the same item twice",
    message:
      "The cell {column} on line {line} of {file} names an item twice. It was kept once, where it comes first.",
    remedy: `${readAnyway}name each item of {column} once.`,
  },
  "bundle-reference-dangling": {
    severity: "error",
    rules: [],
    title: "A reference leads nowhere",
    message:
      "{column} on line {line} of {file} is {sourcedId}, which {target} does not have. The row was kept.",
    remedy: "Add {sourcedId} to {target}, or correct {column} on line {line} of {file}.",
  },
  "bundle-reference-file-absent": {
    severity: "warn",
    rules: [],
    title: "References lead to a file that is not there",
    message:
      "{count} cells of {column} in {file} refer to {target}, which the bundle does not hold.",
    remedy: "Add {target} to the bundle, or accept that these references lead nowhere.",
  },
  "bundle-bulk-as-delta": {
    severity: "warn",
    rules: [],
    title: "A bulk file was applied as changes",
    message:
      "{file} is marked bulk, which would replace everything, in a bundle that was applied as changes. Its rows were added or replaced; what it leaves out stayed.",
    remedy: "Mark {file} as delta in manifest.csv, or import the bundle as a whole.",
  },
  "bundle-delta-unmatched": {
    severity: "error",
    rules: [],
    title: "A delta cannot be matched to a generated district",
    message:
      "{path} was not applied: people of a generated district have no sourcedIds as written, so that a delta would add them once more instead of changing them.",
    remedy: "Export the district as a bundle, serve that bundle, and apply changes to it.",
  },
  "bundle-password-dropped": {
    severity: "info",
    rules: [],
    title: "Passwords were left out",
    message: "{file} has {count} passwords. The mock keeps none of them.",
    remedy: "Leave the passwords out of the export: a rehearsal has no need of them.",
  },
  "bundle-more": {
    severity: "warn",
    rules: [],
    title: "There is more of the same",
    message: "{count} more findings of the kind {kind} in {file} are not listed one by one.",
    remedy: "Correct those that are listed and import again.",
  },
} as const satisfies Record<string, CatalogueEntry>;
