import { factsV1p1, factsV1p2 } from "../../contracts/oneroster/facts.ts";
import { isObject } from "../../contracts/oneroster/tolerant-values.ts";
import {
  classNames,
  type ClassName,
  type OneRosterVersion,
} from "../../contracts/oneroster/vocabulary.ts";
import type { World } from "../store/world.ts";
import { linkAgents, type AgentLinks } from "./agent-links.ts";
import {
  takeAssessmentLineItem,
  takeAssessmentResult,
  takeCategory,
  takeLineItem,
  takeResource,
  takeResult,
  takeScoreScale,
} from "./take-gradebook.ts";
import type { TakeProblem } from "./take-problems.ts";
import { takeClass, takeCourse, takeEnrollment, takeOrg, takeSession } from "./take-roster.ts";
import { takeDemographics, takeUser } from "./take-user.ts";
import type { Taking } from "./taking.ts";
import { metadataOf, note, noteOthers, textOf, type WireFields } from "./wire-fields.ts";

/** A record as a server sent it, perhaps dirty. */
export interface WireInput {
  readonly version: OneRosterVersion;
  readonly className: ClassName;
  readonly record: unknown;
  /** The moment of last change of a record that does not say it. */
  readonly modified: string;
  /** Where lists of agents go. By themselves they are linked at once, by the roles that are known so far. */
  readonly links?: AgentLinks;
  /** For a row of CSV, whose record lies in several files: see `Taking`. */
  readonly keepsJoined?: boolean;
}

/**
 * Takes one wire record into the tables of a world; one that is there already is replaced.
 *
 * Text stays as it is written, be it a word of no vocabulary, a day that does not exist or an id that nothing
 * has. Values of another type are read as the nearest that the field can hold. What could not be kept comes
 * back. Never throws, whatever the record says.
 */
export function takeRecord(world: World, input: WireInput): readonly TakeProblem[] {
  const problems: TakeProblem[] = [];
  const { record, className, version } = input;
  if (!isObject(record)) return [{ code: "not-a-record", field: "" }];
  const from: WireFields = { fields: record, prefix: "", problems };
  const id = textOf(from, "sourcedId");
  if (id === undefined || id.trim() === "") return [{ code: "not-a-record", field: "sourcedId" }];
  const stamp = {
    id,
    status: textOf(from, "status") ?? standIn(from, "status", "active"),
    modified: textOf(from, "dateLastModified") ?? standIn(from, "dateLastModified", input.modified),
    metadata: metadataOf(from),
  };
  // Member by member: this runs for millions of enrollments, and copying objects took a third of the time.
  const taking: Taking = {
    fields: record,
    prefix: "",
    problems,
    world,
    version,
    stamp,
    links: input.links ?? { note: (list) => linkAgents(world, list) },
    keepsJoined: input.keepsJoined ?? false,
  };
  takers[className](taking);
  noteOthers(from, knownFields.get(className) ?? new Set());
  return problems;
}

const takers: Readonly<Record<ClassName, (taking: Taking) => void>> = {
  academicSession: takeSession,
  class: takeClass,
  course: takeCourse,
  demographics: takeDemographics,
  enrollment: takeEnrollment,
  org: takeOrg,
  user: takeUser,
  resource: takeResource,
  category: takeCategory,
  lineItem: takeLineItem,
  result: takeResult,
  scoreScale: takeScoreScale,
  assessmentLineItem: takeAssessmentLineItem,
  assessmentResult: takeAssessmentResult,
};

/** The fields of either version, and those that are known from elsewhere. Children are told by their parents. */
const knownFields = fieldsByClass({ demographics: ["birthdate"], scoreScale: ["org"] });

function fieldsByClass(
  more: Readonly<Partial<Record<ClassName, readonly string[]>>>,
): ReadonlyMap<ClassName, ReadonlySet<string>> {
  const v1p1: Readonly<Partial<Record<ClassName, readonly string[]>>> = factsV1p1;
  const namesOf = (className: ClassName): ReadonlySet<string> => {
    const lines = [...(v1p1[className] ?? []), ...factsV1p2[className]];
    const names = lines.map((line) => line.slice(0, line.indexOf(" ")));
    return new Set([...names.filter((name) => name !== "password"), ...(more[className] ?? [])]);
  };
  return new Map(classNames.map((className) => [className, namesOf(className)]));
}

function standIn(from: WireFields, name: string, value: string): string {
  note(from, "missing", name);
  return value;
}
