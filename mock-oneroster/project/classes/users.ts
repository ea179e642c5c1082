import { agentsOf, gradesOf, sentStudents, type Links } from "../../store/people.ts";
import type { Metadata, Person, Relationship } from "../../store/records.ts";
import { roleRecords } from "../../store/user-ids.ts";
import { filledList, namedPart, objectOf, partOf } from "../json-text.ts";
import { filled } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { wordOfLink, wordsBetween } from "./contact-words.ts";
import type { RefTexts } from "./ref-texts.ts";

/** A person whose record is written, and what others are to him. */
export interface WrittenPerson {
  readonly person: Person;
  readonly links: Links;
  readonly refs: RefTexts;
}

/** The grades of a person, as far as he is a student. */
export function gradesField(scene: ProjectionScene, person: Person): readonly string[] | undefined {
  return filled(gradesOf(scene.world, person));
}

/** Which of a person's agents a record lists: those of a student, the students of a guardian or relative, or all. */
export type AgentSide = "contacts" | "guardian" | "relative" | "both";

/** The JSON of references to a person's agents, in the order of the relationships. */
export function agentsText(
  scene: ProjectionScene,
  { person, links, refs }: WrittenPerson,
  side: AgentSide,
): string | undefined {
  const { world, ids } = scene;
  const { asStudent, asContact } = links;
  if (asStudent.length === 0 && asContact.length === 0) return undefined;
  const agents = agentsOf(world, person.id, links);
  const contacts = side === "both" || side === "contacts" ? agents.contacts : [];
  const wordsTo = (contact: string): readonly string[] =>
    wordsBetween(scene, { contact, links: asStudent, side: "contact", other: contact });
  const isWanted = (student: string): boolean => {
    if (side === "both") return true;
    const between = {
      contact: person.id,
      links: asContact,
      side: "person",
      other: student,
    } as const;
    return wordsBetween(scene, between).includes(side);
  };
  return filledList([
    ...contacts.map((id) => refs.user(ids.ofPerson(id, wordsTo(id)))),
    ...agents.students.filter(isWanted).map((id) => refs.user(ids.ofPerson(id, ["student"]))),
  ]);
}

/** The JSON of a user's metadata: what Campus adds, where the style wants it (facts A.6, A.8), and what was written. */
export function metadataText(
  scene: ProjectionScene,
  { person, links }: WrittenPerson,
  side: AgentSide,
): string | undefined {
  const { metadata, idForm } = person;
  const written = metadata === undefined ? undefined : JSON.stringify(metadata);
  if (!scene.style.campusMetadata || idForm === "written") return written;
  const relationships = filledList(relationshipTexts(scene, links, side));
  const added = {
    ...legacyIdOf(scene, person),
    // A client of Campus wants it as a text; what it says was not seen.
    ...(scene.style.householdMetadata ? { ic_indexSuffix: "" } : {}),
  };
  if (metadata === undefined) {
    const parts = [partOf(added), namedPart("ic_relationships", relationships)];
    return parts.every((part) => part === "") ? undefined : objectOf(parts);
  }
  const related =
    relationships === undefined ? {} : { ic_relationships: JSON.parse(relationships) };
  return JSON.stringify({ ...metadata, ...added, ...related });
}

/** The id by which an account of 1.1 can be followed (F23): the person number, whose letter a fixture shows (F24). */
function legacyIdOf({ world, version, style }: ProjectionScene, person: Person): Metadata {
  if (version === "1.1" || style.legacyIds === "absent") return {};
  if (style.legacyIds === "bare") return { "ic.legacySourcedId": person.id };
  const [first] = roleRecords(world, person);
  return { "ic.legacySourcedId": first?.sourcedId ?? person.id };
}

function relationshipTexts(
  { world, sight, ids }: ProjectionScene,
  { asStudent, asContact }: Links,
  side: AgentSide,
): readonly string[] {
  const texts: string[] = [];
  if (side === "both" || side === "contacts") {
    for (const link of asStudent) {
      if (!sight.contact(link)) continue;
      texts.push(describe(link, ids.ofPerson(link.contact, [wordOfLink(link), "parent"])));
    }
  }
  if (side === "contacts" || asContact.length === 0) return texts;
  const isSent = sentStudents(world);
  for (const link of asContact) {
    if (side !== "both" && wordOfLink(link) !== side) continue;
    if (!sight.contact(link) || !isSent(link.person)) continue;
    texts.push(describe(link, ids.ofPerson(link.person, ["student"])));
  }
  return texts;
}

function describe({ guardian, type }: Relationship, sourcedId: string): string {
  const start = `{"sourcedId":${JSON.stringify(sourcedId)},"guardian":${String(guardian)}`;
  return `${start}${type === undefined ? "" : `,"relationshipType":${JSON.stringify(type)}`}}`;
}

/** The e-mail address. One that is not there is left out, or an empty text: clients of Campus know both (facts A.6). */
export function emailOf({ style }: ProjectionScene, { email, idForm }: Person): string | undefined {
  if (email !== undefined || idForm === "written" || style.missingEmails === "left-out")
    return email;
  return "";
}

/** Campus people with a number of their own carry it as an id of the SIS. */
export function userIdsOf({ userIds, idForm, identifier }: Person): Person["userIds"] {
  if (userIds.length > 0 || idForm === "written" || identifier === undefined) return userIds;
  return [{ type: "SIS", identifier }];
}
