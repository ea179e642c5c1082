import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

/** A spelling beside that of the standard. Each was seen in clients (facts §5.1, §7.2, Campus facts A.11). */
export type Spelling =
  /** A reference of nothing but its sourcedId. */
  | "bare-references"
  /** A moment where a day belongs: it is cut. */
  | "moments-for-days"
  /** A day, or a moment without a zone, where a moment belongs: it is in UTC. */
  | "loose-moments"
  | "numbers-as-text"
  | "booleans-for-flags"
  /** `null` for what is absent. */
  | "nulls";

/** A rule of real grade books that the standard does not have. */
export type WriteCheck =
  /** What a record refers to exists, and fits together. */
  | "known-references"
  /** The student of a result sits in the section now (F96). */
  | "rostered-student"
  /** A score lies within the bounds of its item. Off where extra credit is wanted (F109). */
  | "score-in-bounds"
  /** No other item of the section has the title (F95). */
  | "unique-title"
  /** An item is given out and due in one term of its section, whose grading is not closed (F93). */
  | "dates-in-term"
  /** The grading period of an item is one of its class. */
  | "own-session"
  /** No score is older than its item. */
  | "score-after-assignment"
  /** The grading window of a grading task is open (F94). */
  | "open-window";

/** How a server takes what is written to its grade book. Data only: every rule is a setting by itself. */
export interface WriteRules {
  /** Fields that a body may lack although their class requires them. The SIS fills them in. */
  readonly mayLack: readonly string[];
  readonly spellings: readonly Spelling[];
  /** Fields that the class does not have: refused, or passed over. */
  readonly unknownFields: "refused" | "ignored";
  readonly checks: readonly WriteCheck[];
  /** The longest title of an item, in characters; 0 for any. Guides name 30 and 50 (F95). */
  readonly titleLengthMax: number;
  /** The longest text in a record, ids and metadata among them, in characters; 0 for any. Ours: no guide names one. */
  readonly textLengthMax: number;
  /** Whether posted grades go by the score group of their grading task (Campus facts A.11, F101). */
  readonly scoreGroups: "ignored" | "applied";
  /** What becomes of a score that is submitted and not there (F100). */
  readonly submittedWithoutScore: "kept" | "zero" | "refused";
  /** The status of a PUT that replaces. The official files of 1.2 declare only 201 (facts §1.4). */
  readonly replacedStatus: Readonly<Record<OneRosterVersion, 200 | 201>>;
  readonly deletes: "carried-out" | "refused";
  /** What a DELETE does about what refers to the record: it goes or forgets, or the DELETE is refused. */
  readonly inUse: "released" | "refused";
}

/** Names that the SIS can fill in: the stamps, and what it knows from the class of an item. */
const filledIn = [
  "sourcedId",
  "status",
  "dateLastModified",
  "category",
  "gradingPeriod",
  "school",
  "resultValueMin",
  "resultValueMax",
  "score",
];

/** The standard, with the latitude that Google's suite and Campus clients count on. */
export const writeRulesDefault: WriteRules = {
  mayLack: filledIn,
  spellings: ["bare-references", "moments-for-days"],
  unknownFields: "refused",
  checks: ["known-references"],
  titleLengthMax: 0,
  textLengthMax: 100_000,
  scoreGroups: "ignored",
  submittedWithoutScore: "kept",
  replacedStatus: { "1.1": 200, "1.2": 200 },
  deletes: "carried-out",
  inUse: "released",
};

/** The official definition word for word: nothing may lack, no other spelling, 201 for every PUT of 1.2. */
export const writeRulesStrict: WriteRules = {
  ...writeRulesDefault,
  mayLack: [],
  spellings: [],
  replacedStatus: { "1.1": 200, "1.2": 201 },
};

/** Every spelling that clients are known to use, and unknown fields passed over. */
export const writeRulesLenient: WriteRules = {
  ...writeRulesDefault,
  spellings: [
    "bare-references",
    "moments-for-days",
    "loose-moments",
    "numbers-as-text",
    "booleans-for-flags",
    "nulls",
  ],
  unknownFields: "ignored",
};

/** What integrations found out about Infinite Campus (Campus facts A.11). No title limit: the guides disagree. */
export const writeRulesCampus: WriteRules = {
  ...writeRulesLenient,
  checks: [
    "known-references",
    "rostered-student",
    "unique-title",
    "dates-in-term",
    "own-session",
    "open-window",
  ],
  scoreGroups: "applied",
  submittedWithoutScore: "zero",
};
