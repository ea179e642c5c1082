import { isContactRole, recordIdFor, roleRecords } from "../store/people.ts";
import type { Person, Seat } from "../store/world.ts";
import { projectEnrollment, type ProjectionScene } from "./both-versions.ts";
import { filled, type WireRecord } from "./refs.ts";

const guardianWords = ["guardian", "parent", "relative"];

/** A person as 1.1 shows him: one user record for each role (Campus 1.1, facts A.4). */
export function projectUsersV1p1(scene: ProjectionScene, person: Person): readonly WireRecord[] {
  const { world, ref } = scene;
  return roleRecords(world, person).map((record) => ({
    sourcedId: record.sourcedId,
    status: person.status,
    dateLastModified: person.modified,
    metadata: person.metadata,
    username: person.username ?? "",
    userIds: filled(person.userIds),
    enabledUser: String(person.enabled),
    givenName: person.givenName,
    familyName: person.familyName,
    middleName: person.middleName,
    role: record.role,
    identifier: person.identifier,
    email: person.email,
    sms: person.sms,
    phone: person.phone,
    agents: agentsOf(scene, person, record.role),
    orgs: record.orgs.map((id) => ref("org", id)),
    grades: record.role === "student" ? filled(person.grades) : undefined,
  }));
}

/** An enrollment of 1.1: it points at the user record of the role that the person has in the class. */
export function projectEnrollmentV1p1(scene: ProjectionScene, seat: Seat): WireRecord {
  return projectEnrollment(scene, seat, recordIdFor(scene.world, seat.person, [seat.role]));
}

/** Students name guardians, and guardians name students; nobody else has agents. */
function agentsOf({ world, ref }: ProjectionScene, person: Person, role: string): unknown {
  if (person.guid !== undefined && !isContactRole(role)) return undefined;
  const wanted = role === "student" ? guardianWords : ["student"];
  return filled(person.contacts.map((key) => ref("user", recordIdFor(world, key, wanted))));
}
