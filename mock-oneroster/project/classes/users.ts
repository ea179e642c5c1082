import { agentsOf, gradesOf, isSentStudent } from "../../store/people.ts";
import type { Metadata, Person, Relationship } from "../../store/records.ts";
import { roleRecords } from "../../store/user-ids.ts";
import { wordOfLink, wordsBetween } from "./contact-words.ts";
import { filled, type Ref, type RefMaker, type WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";

/** The grades of a person, as far as he is a student. */
export function gradesField(scene: ProjectionScene, person: Person): readonly string[] | undefined {
  return filled(gradesOf(scene.world, person));
}

/** Which of a person's agents a record lists: those of a student, the students of a guardian or relative, or all. */
export type AgentSide = "contacts" | "guardian" | "relative" | "both";

/** References to a person's agents, in the order of the relationships. */
export function agentRefs(
  scene: ProjectionScene,
  { person, side, ref }: { person: Person; side: AgentSide; ref: RefMaker },
): readonly Ref[] | undefined {
  const { world, ids } = scene;
  const agents = agentsOf(world, person.id);
  const contacts = side === "both" || side === "contacts" ? agents.contacts : [];
  const students = agents.students.filter(
    (id) => side === "both" || wordsBetween(scene, id, person.id).includes(side),
  );
  return filled([
    ...contacts.map((id) => ref("user", ids.ofPerson(id, wordsBetween(scene, person.id, id)))),
    ...students.map((id) => ref("user", ids.ofPerson(id, ["student"]))),
  ]);
}

/** The metadata of a user: what Campus adds, where the style wants it (facts A.6, A.8), and what was written. */
export function userMetadata(
  scene: ProjectionScene,
  person: Person,
  side: AgentSide,
): Metadata | undefined {
  if (!scene.style.campusMetadata || person.idForm === "written") return person.metadata;
  const relationships = relationshipsOf(scene, person, side);
  const added = {
    ...legacyIdOf(scene, person),
    // A client of Campus wants it as a text; what it says was not seen.
    ...(scene.style.householdMetadata ? { ic_indexSuffix: "" } : {}),
    ...(relationships.length === 0 ? {} : { ic_relationships: relationships }),
  };
  return Object.keys(added).length === 0 ? person.metadata : { ...person.metadata, ...added };
}

/** The id by which an account of 1.1 can be followed (F23): the person number, whose letter a fixture shows (F24). */
function legacyIdOf({ world, version, style }: ProjectionScene, person: Person): Metadata {
  if (version === "1.1" || style.legacyIds === "absent") return {};
  if (style.legacyIds === "bare") return { "ic.legacySourcedId": person.id };
  const [first] = roleRecords(world, person);
  return { "ic.legacySourcedId": first?.sourcedId ?? person.id };
}

function relationshipsOf(
  scene: ProjectionScene,
  person: Person,
  side: AgentSide,
): readonly WireRecord[] {
  const { world, sight, ids } = scene;
  const isContacts = side === "both" || side === "contacts";
  const contacts = isContacts ? world.relationships.where("person", person.id) : [];
  const students = world.relationships
    .where("contact", person.id)
    .filter((link) => side === "both" || wordOfLink(link) === side)
    .filter((link) => sight.contact(link) && isSentStudent(world, link.person));
  return [
    ...contacts
      .filter(sight.contact)
      .map((link) => describe(link, ids.ofPerson(link.contact, [wordOfLink(link), "parent"]))),
    ...students.map((link) => describe(link, ids.ofPerson(link.person, ["student"]))),
  ];
}

function describe({ guardian, type }: Relationship, sourcedId: string): WireRecord {
  return { sourcedId, guardian, relationshipType: type };
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
