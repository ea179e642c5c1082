/**
 * How a server spells what it sends, where the standard leaves room or vendors leave the standard.
 * A profile is made of this and more; see `profiles/`.
 */
export interface WireStyle {
  /** Whether a reference holds the whole address of a record or only the path behind the host (Ed-Fi). */
  readonly hrefs: "absolute" | "relative";
  /** Whether flags are text, as the standard has them, or JSON booleans (timeback). */
  readonly flags: "text" | "json";
  /** Who decides what is primary in 1.2: the order in each org, or the service type of Campus (facts A.5). */
  readonly roleTypes: "per-org" | "service-type";
  /** The words of 1.2 for staff: those of the assignments, or the few that Campus has (facts A.5). */
  readonly staffWords: "as-assigned" | "campus";
  /** Whether users carry what Campus puts into their metadata: the legacy id and the relationships. */
  readonly campusMetadata: boolean;
  /** Whether a term and a grading period are two things, or one and the same under both paths (Campus facts A.4). */
  readonly sessions: "by-type" | "both";
  /** The legacy id in that metadata: the person number, the id of the first 1.1 record, or none (F24, facts A.4). */
  readonly legacyIds: "bare" | "with-letter" | "absent";
  /** Whether that metadata has what Campus says of the home too: addresses and phone numbers (facts A.6). */
  readonly householdMetadata: boolean;
  /** An e-mail address of Campus people that is not there: left out, or an empty text (F18, facts A.6). */
  readonly missingEmails: "left-out" | "empty";
  /** Whether records that are to be deleted are sent, or left out as if they had never been (Ed-Fi). */
  readonly deleted: "sent" | "left-out";
}

/** The style of the standard, with the metadata that Campus adds. */
export const wireStyleDefault: WireStyle = {
  hrefs: "absolute",
  flags: "text",
  roleTypes: "per-org",
  staffWords: "as-assigned",
  campusMetadata: true,
  sessions: "by-type",
  legacyIds: "bare",
  householdMetadata: false,
  missingEmails: "left-out",
  deleted: "sent",
};
