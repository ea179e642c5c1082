import type { CatalogueCode } from "../contracts/run/catalogue.ts";
import type { Severity } from "../contracts/run/diagnostic.ts";
import type { Candidate, Tone } from "./headline-candidate.ts";
import type { RankedFinding } from "./ranked-findings.ts";
import { countOf, formatCount, kindNouns, type Noun } from "./wording.ts";

type Phrase = (finding: RankedFinding) => string;

const section = kindNouns.section;
const user = kindNouns.user;

/** The findings that a superintendent asks about most, in that reader's words. */
const phrases = {
  "trial-switch": (finding: RankedFinding) =>
    `${countOf(evidenceCount(finding), section)} would appear twice: the schedule trial was switched`,
  "username-space": ({ count }: RankedFinding) =>
    `${countOf(count, user)} will not sync: ${count === 1 ? "a username with a space" : "usernames with spaces"}`,
  "username-duplicate": ({ count }: RankedFinding) =>
    `${countOf(count, user)} will not sync: usernames that are used twice`,
  "unique-id-duplicate": ({ count }: RankedFinding) =>
    `${countOf(count, user)} will not sync: Unique IDs that are used twice`,
  "user-incomplete": ({ count }: RankedFinding) =>
    `${countOf(count, user)} will not sync: something that Schoology requires is missing`,
} satisfies Partial<Record<CatalogueCode, Phrase>>;
const phraseOf: ReadonlyMap<string, Phrase> = new Map(Object.entries(phrases));

/** What the addresses of findings point at, by their first part. */
const placeNouns: Readonly<Record<string, Noun>> = {
  users: user,
  sections: section,
  classes: { one: "class", many: "classes" },
  courses: kindNouns.course,
  enrollments: kindNouns.enrollment,
  associations: kindNouns.association,
  orgs: { one: "school", many: "schools" },
  schools: { one: "school", many: "schools" },
  buildings: kindNouns.building,
  terms: { one: "term", many: "terms" },
  academicSessions: { one: "term", many: "terms" },
  "grading-periods": kindNouns["grading-period"],
};

const tones: Readonly<Record<Severity, Tone>> = { error: "bad", warn: "warn", info: "good" };
const ranks: Readonly<Record<Severity, number>> = { error: 20, warn: 40, info: 90 };

/** The headline of a finding, if it deserves one: what is only good to know does not. */
export function describeFinding(finding: RankedFinding): readonly Candidate[] {
  if (finding.severity === "info") return [];
  const phrase = phraseOf.get(finding.code);
  return [
    {
      tone: tones[finding.severity],
      rank: ranks[finding.severity],
      count: Math.max(finding.count, finding.evidence.length),
      text: phrase === undefined ? `${finding.title}: ${placesInWords(finding)}` : phrase(finding),
    },
  ];
}

function evidenceCount(finding: RankedFinding): number {
  return finding.evidence.length === 0 ? finding.count : finding.evidence.length;
}

function placesInWords({ count, examples }: RankedFinding): string {
  const nouns = new Set(
    examples.map(({ at }) => placeNouns[at.replace(/^sis\//, "").split("/", 1)[0] ?? ""]),
  );
  const [noun] = nouns;
  if (nouns.size === 1 && noun !== undefined) return countOf(count, noun);
  return count === 1 ? "once" : `${formatCount(count)} times`;
}
