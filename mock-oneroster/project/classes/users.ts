import { agentsOf, contactWords, gradesOf, isSentStudent } from "../../store/people.ts";
import type { Metadata, Person, Relationship } from "../../store/records.ts";
import { filled, type Ref, type RefMaker, type WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";

/** The grades of a person, as far as he is a student. */
export function gradesField(scene: ProjectionScene, person: Person): readonly string[] | undefined {
  return filled(gradesOf(scene.world, person));
}

/** Which of a person's agents a record lists: those of a student, those of a contact, or all. */
export type AgentSide = "contacts" | "students" | "both";

/** References to a person's agents, in the order of the relationships. */
export function agentRefs(
  scene: ProjectionScene,
  { person, side, ref }: { person: Person; side: AgentSide; ref: RefMaker },
): readonly Ref[] | undefined {
  const { contacts, students } = agentsOf(scene.world, person.id);
  const { ids } = scene;
  const asContacts = contacts.map((id) => ref("user", ids.ofPerson(id, contactWords)));
  const asStudents = students.map((id) => ref("user", ids.ofPerson(id, ["student"])));
  if (side === "contacts") return filled(asContacts);
  if (side === "students") return filled(asStudents);
  return filled([...asContacts, ...asStudents]);
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
    ...(scene.version === "1.2" ? { "ic.legacySourcedId": person.id } : {}),
    ...(relationships.length === 0 ? {} : { ic_relationships: relationships }),
  };
  return Object.keys(added).length === 0 ? person.metadata : { ...person.metadata, ...added };
}

function relationshipsOf(
  scene: ProjectionScene,
  person: Person,
  side: AgentSide,
): readonly WireRecord[] {
  const { relationships } = scene.world;
  const contacts =
    side === "students" ? [] : relationships.where("person", person.id).filter(shown);
  const students =
    side === "contacts"
      ? []
      : relationships
          .where("contact", person.id)
          .filter((link) => shown(link) && isSentStudent(scene.world, link.person));
  return [
    ...contacts.map((link) => describe(link, scene.ids.ofPerson(link.contact, contactWords))),
    ...students.map((link) => describe(link, scene.ids.ofPerson(link.person, ["student"]))),
  ];
}

function shown({ portal }: Relationship): boolean {
  return portal;
}

function describe({ guardian, type }: Relationship, sourcedId: string): WireRecord {
  return { sourcedId, guardian, relationshipType: type };
}

/** Campus people with a number of their own carry it as an id of the SIS. */
export function userIdsOf({ userIds, idForm, identifier }: Person): Person["userIds"] {
  if (userIds.length > 0 || idForm === "written" || identifier === undefined) return userIds;
  return [{ type: "SIS", identifier }];
}
