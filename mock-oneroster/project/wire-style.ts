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
  /** Whether users carry what Campus puts into their metadata: the legacy id and the relationships. */
  readonly campusMetadata: boolean;
  /** Whether records that are to be deleted are sent, or left out as if they had never been (Ed-Fi). */
  readonly deleted: "sent" | "left-out";
}

/** The style of the standard, with the metadata that Campus adds. */
export const wireStyleDefault: WireStyle = {
  hrefs: "absolute",
  flags: "text",
  roleTypes: "per-org",
  campusMetadata: true,
  deleted: "sent",
};
