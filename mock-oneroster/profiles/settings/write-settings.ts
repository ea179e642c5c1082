import type { Spelling, WriteCheck, WriteRules } from "../../gradebook/write-rules.ts";
import type { SisProfile } from "../profile.ts";
import { choice, count, status } from "./setting-kinds.ts";
import { defineSetting, inPart, itemSettings, type ProfileSetting } from "./setting.ts";

/** How what clients write to the grade book is taken: every rule, check and spelling by itself. */
export const writeSettings: readonly ProfileSetting[] = [
  inPart(["writes", "unknownFields"], {
    kind: choice("refused", "ignored"),
    about: "fields that the class does not have",
  }),
  inPart(["writes", "titleLengthMax"], {
    kind: count(0),
    about: "the longest title of an item, in characters (guides name 30 and 50, F95)",
  }),
  inPart(["writes", "textLengthMax"], {
    kind: count(0),
    about: "the longest text in a record, ids and metadata among them, in characters",
  }),
  inPart(["writes", "scoreGroups"], {
    kind: choice("ignored", "applied"),
    about: "whether posted grades go by the score group of their grading task (F101)",
  }),
  inPart(["writes", "submittedWithoutScore"], {
    kind: choice("kept", "zero", "refused"),
    about: "a score that is submitted and not there (F100)",
  }),
  inPart(["writes", "deletes"], {
    kind: choice("carried-out", "refused"),
    about: "what becomes of a DELETE",
  }),
  inPart(["writes", "inUse"], {
    kind: choice("released", "refused"),
    about: "a DELETE of what others refer to: they go or forget, or it is refused",
  }),
  replacedStatus("1.1"),
  replacedStatus("1.2"),
  ...itemSettings(
    "writes.checks",
    {
      "known-references": "refuse what refers to nothing, or does not fit together",
      "rostered-student": "refuse a result of a student who is not in the section now (F96)",
      "score-in-bounds": "refuse a score out of the bounds of its item (F109)",
      "unique-title": "refuse a title that another item of the section has (F95)",
      "dates-in-term":
        "refuse due dates outside the terms of the section, or in a closed term (F93)",
      "own-session": "refuse a grading period that is none of the class",
      "score-after-assignment": "refuse a score that is older than its item",
      "open-window": "refuse posted grades while the grading window is closed (F94)",
    } satisfies Readonly<Record<WriteCheck, string>>,
    listOf("checks"),
  ),
  ...itemSettings(
    "writes.mayLack",
    {
      sourcedId: "a body may lack its sourcedId",
      status: "a body may lack its status",
      dateLastModified: "a body may lack its dateLastModified",
      category: "an item may come without a category",
      gradingPeriod: "an item may come without a grading period",
      school: "an item may come without a school",
      assignDate: "an item may come without a day of assignment: then it is the due date",
      dueDate: "an item may come without a due date (F93): then it is the day of assignment",
      resultValueMin: "an item may come without its least score",
      resultValueMax: "an item may come without its greatest score",
      score: "a result may come without a score",
    },
    listOf("mayLack"),
  ),
  ...itemSettings(
    "writes.spellings",
    {
      "bare-references": "take references of nothing but a sourcedId",
      "moments-for-days": "take a moment where a day belongs",
      "loose-moments": "take a day, or a moment without a zone, where a moment belongs",
      "numbers-as-text": "take numbers that are text",
      "booleans-for-flags": "take booleans where flags belong",
      nulls: "take null for what is absent",
    } satisfies Readonly<Record<Spelling, string>>,
    listOf("spellings"),
  ),
];

function replacedStatus(version: keyof WriteRules["replacedStatus"]): ProfileSetting {
  const words = {
    kind: status(200, 201),
    about: `the status of a PUT of ${version} that replaces`,
  };
  return defineSetting(`writes.replacedStatus.${version}`, words, {
    get: ({ writes }) => writes.replacedStatus[version],
    set: (profile, value) =>
      withWrites(profile, {
        replacedStatus: { ...profile.writes.replacedStatus, [version]: value },
      }),
  });
}

function listOf<K extends "checks" | "mayLack" | "spellings">(
  key: K,
): {
  readonly get: (profile: SisProfile) => WriteRules[K];
  readonly set: (profile: SisProfile, value: WriteRules[K]) => SisProfile;
} {
  return {
    get: ({ writes }) => writes[key],
    set: (profile, value) => withWrites(profile, { [key]: value }),
  };
}

function withWrites(profile: SisProfile, change: Partial<WriteRules>): SisProfile {
  return { ...profile, writes: { ...profile.writes, ...change } };
}
