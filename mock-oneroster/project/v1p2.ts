import { personIdV1p2, placedRoles } from "../store/people.ts";
import type { Org, Person, PersonRole, Seat, World } from "../store/world.ts";
import { projectEnrollment, projectOrg, refOrNone, type ProjectionScene } from "./both-versions.ts";
import { filled, type WireRecord } from "./refs.ts";

/**
 * A person as 1.2 shows him: one record with all roles, under the GUID (Campus 1.2, facts A.4 and A.5).
 *
 * The person number stands in the metadata, without the letter that 1.1 puts before it.
 */
export function projectUserV1p2(scene: ProjectionScene, person: Person): WireRecord {
  const { ref, world } = scene;
  return {
    sourcedId: person.guid ?? person.id,
    status: person.status,
    dateLastModified: person.modified,
    metadata: metadataOf(person),
    userMasterIdentifier: person.masterIdentifier,
    username: person.username,
    userIds: filled(person.userIds),
    enabledUser: String(person.enabled),
    givenName: person.givenName,
    familyName: person.familyName,
    middleName: person.middleName,
    preferredFirstName: person.preferredFirstName,
    preferredMiddleName: person.preferredMiddleName,
    preferredLastName: person.preferredLastName,
    pronouns: person.pronouns,
    roles: rolesOf(scene, person),
    userProfiles: filled(person.profiles),
    primaryOrg: refOrNone(ref, "org", person.primaryOrg),
    identifier: person.identifier,
    email: person.email,
    sms: person.sms,
    phone: person.phone,
    agents: filled(person.contacts.map((key) => ref("user", personIdV1p2(world, key)))),
    grades: filled(person.grades),
  };
}

/** An org of 1.2, where `identifier` is required: empty text when the world knows none. */
export function projectOrgV1p2(scene: ProjectionScene, org: Org): WireRecord {
  return projectOrg(scene, { ...org, identifier: org.identifier ?? "" });
}

/** An enrollment of 1.2. */
export function projectEnrollmentV1p2(scene: ProjectionScene, seat: Seat): WireRecord {
  return projectEnrollment(scene, seat, personIdV1p2(scene.world, seat.person));
}

function metadataOf(person: Person): unknown {
  if (person.guid === undefined) return person.metadata;
  return { ...person.metadata, "ic.legacySourcedId": person.id };
}

/** Exactly one role is primary in each org (1.2 Role): the first, where the data does not say. */
function rolesOf({ world, ref }: ProjectionScene, person: Person): readonly WireRecord[] {
  const orgs = new Set<string | undefined>();
  return placedRoles(world, person).map((role) => {
    const roleType = role.roleType ?? (orgs.has(role.org) ? "secondary" : "primary");
    orgs.add(role.org);
    return {
      roleType,
      role: roleWord(world, role),
      org: refOrNone(ref, "org", role.org),
      userProfile: role.userProfile,
      beginDate: role.beginDate,
      endDate: role.endDate,
    };
  });
}

/** 1.2 dropped `administrator`: the org decides which of its successors it becomes. */
function roleWord(world: World, { role, org }: PersonRole): string {
  if (role !== "administrator") return role;
  const place = org === undefined ? undefined : world.orgs.get(org);
  return place?.type === "district" ? "districtAdministrator" : "siteAdministrator";
}
