import { campusRows, hasRole, type HeldRole } from "../../store/people.ts";
import type { Person } from "../../store/records.ts";
import { markRoles } from "../../store/role-marks.ts";
import type { World } from "../../store/world.ts";
import type { ViewMember } from "../class-view.ts";
import { filled, type RefMaker, type WireRecord } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { agentRefs, emailOf, gradesField, userIdsOf, userMetadata } from "./users.ts";
import { wordedRoles } from "./worded-roles.ts";

/** People as 1.2 shows them: one record each, those of Campus under a GUID (facts A.4 and A.5). */
export function userMembersV1p2(scene: ProjectionScene): readonly ViewMember[] {
  const { world, ids } = scene;
  const { rows } = world.people;
  const marks = markRoles(world);
  const isCampus = campusRows(world);
  const shared = {
    table: world.people,
    ids,
    belongs: (person: Person, kind: string) =>
      hasRole(world, person, kind) || wordedRoles(scene, person).some(({ role }) => role === kind),
    project: (person: Person, ref: RefMaker) => projectUser(scene, person, ref),
    fields: {
      status: { field: "status", few: true },
      dateLastModified: { field: "modified", few: true },
    },
  } as const;
  const campus = createTableMember<Person>({
    ...shared,
    idClass: "user",
    shows: (row) => marks.of(rows.codeAt(row)) !== 0 && isCampus(row) && mayBeSent(world, row),
  });
  const written = createTableMember<Person>({ ...shared, shows: (row) => !isCampus(row) });
  return [campus, written];
}

function mayBeSent(world: World, row: number): boolean {
  if (!world.view.require12Account) return true;
  const { username, enabled } = world.people.rows.at(row);
  return username !== undefined && enabled;
}

function projectUser(scene: ProjectionScene, person: Person, ref: RefMaker): WireRecord {
  const { ids } = scene;
  const sourcedId = person.idForm === "campus" ? ids.of("user", person.id) : person.id;
  return {
    sourcedId,
    status: person.status,
    dateLastModified: person.modified,
    metadata: userMetadata(scene, person, "both"),
    userMasterIdentifier: person.masterIdentifier,
    username: person.username,
    userIds: filled(userIdsOf(person)),
    enabledUser: String(person.enabled),
    givenName: person.givenName,
    familyName: person.familyName,
    middleName: person.middleName,
    preferredFirstName: person.preferredFirstName,
    preferredMiddleName: person.preferredMiddleName,
    preferredLastName: person.preferredLastName,
    pronouns: person.pronouns,
    roles: projectRoles(scene, person, ref),
    userProfiles: filled(person.profiles),
    primaryOrg:
      person.primaryOrg === undefined ? undefined : ref("org", ids.of("org", person.primaryOrg)),
    identifier: person.identifier,
    email: emailOf(scene, person),
    sms: person.sms,
    phone: person.phone,
    agents: agentRefs(scene, { person, side: "both", ref }),
    grades: gradesField(scene, person),
    resources: filled(person.resources.map((id) => ref("resource", id))),
  };
}

/** Exactly one role is primary in each org (1.2 Role), unless the style goes by the service type of Campus (A.5). */
function projectRoles(
  scene: ProjectionScene,
  person: Person,
  ref: RefMaker,
): readonly WireRecord[] {
  const roles = wordedRoles(scene, person);
  const primaries = scene.style.roleTypes === "per-org" ? firstOfEachOrg(roles) : byService(roles);
  return roles.map((held) => ({
    roleType: held.roleType ?? (primaries.has(held) ? "primary" : "secondary"),
    role: held.role,
    org: held.org === undefined ? undefined : ref("org", scene.ids.of("org", held.org)),
    userProfile: held.userProfile,
    beginDate: held.beginDate,
    endDate: held.endDate,
  }));
}

function firstOfEachOrg(roles: readonly HeldRole[]): ReadonlySet<HeldRole> {
  const byOrg = new Map<string | undefined, HeldRole>();
  for (const held of roles) if (!byOrg.has(held.org)) byOrg.set(held.org, held);
  return new Set(byOrg.values());
}

/**
 * One place of a student is primary: where he is now, and of several primary places the earliest (facts A.5), which
 * `rolesOf` has first. The service type says nothing of other roles.
 */
function byService(roles: readonly HeldRole[]): ReadonlySet<HeldRole> {
  const place = roles.find(isPlace);
  const others = [...firstOfEachOrg(roles)].filter((held) => !isPlace(held));
  return new Set(place === undefined ? others : [place, ...others]);
}

function isPlace({ serviceType }: HeldRole): boolean {
  return serviceType !== undefined;
}
