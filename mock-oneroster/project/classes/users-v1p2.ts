import { campusRows, hasRole, linksOf, type HeldRole } from "../../store/people.ts";
import type { Person } from "../../store/records.ts";
import { markRoles } from "../../store/role-marks.ts";
import type { World } from "../../store/world.ts";
import type { ViewMember } from "../class-view.ts";
import { filledList, listOf, namedPart, objectOf, partOf } from "../json-text.ts";
import { filled, type RefMaker } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTableMember } from "../table-member.ts";
import { createTextRecords, parseRecord } from "../text-records.ts";
import { rememberRefTexts, type RefTexts } from "./ref-texts.ts";
import {
  agentsText,
  emailOf,
  gradesField,
  metadataText,
  userIdsOf,
  type WrittenPerson,
} from "./users.ts";
import { wordedRoles } from "./worded-roles.ts";

/** People as 1.2 shows them: one record each, those of Campus under a GUID (facts A.4 and A.5). */
export function userMembersV1p2(scene: ProjectionScene): readonly ViewMember[] {
  const { world, ids } = scene;
  const { rows } = world.people;
  const marks = markRoles(world);
  const isCampus = campusRows(world);
  const refTexts = rememberRefTexts();
  const textOf = (person: Person, ref: RefMaker): string => userText(scene, person, refTexts(ref));
  const shared = {
    table: world.people,
    ids,
    belongs: (person: Person, kind: string) =>
      hasRole(world, person, kind) || wordedRoles(scene, person).some(({ role }) => role === kind),
    project: (person: Person, ref: RefMaker) => parseRecord(textOf(person, ref)),
    writer: createTextRecords((row, ref) => textOf(rows.at(row), ref)).writer,
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

function userText(scene: ProjectionScene, person: Person, refs: RefTexts): string {
  const { ids, world } = scene;
  const { status, modified, primaryOrg } = person;
  const links = linksOf(world, person.id);
  const written = { person, links, refs };
  const org = primaryOrg === undefined ? undefined : refs.org(ids.of("org", primaryOrg));
  const sourcedId = person.idForm === "campus" ? ids.of("user", person.id) : person.id;
  return objectOf([
    partOf({ sourcedId, status, dateLastModified: modified }),
    namedPart("metadata", metadataText(scene, written, "both")),
    partOf({
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
    }),
    namedPart("roles", listOf(roleTexts(scene, written))),
    partOf({ userProfiles: filled(person.profiles) }),
    namedPart("primaryOrg", org),
    partOf({
      identifier: person.identifier,
      email: emailOf(scene, person),
      sms: person.sms,
      phone: person.phone,
    }),
    namedPart("agents", agentsText(scene, written, "both")),
    partOf({ grades: gradesField(scene, person) }),
    namedPart("resources", filledList(person.resources.map(refs.resource))),
  ]);
}

/** Exactly one role is primary in each org (1.2 Role), unless the style goes by the service type of Campus (A.5). */
function roleTexts(
  scene: ProjectionScene,
  { person, links, refs }: WrittenPerson,
): readonly string[] {
  const roles = wordedRoles(scene, person, links.asContact);
  const primaries = primariesOf(scene, roles);
  return roles.map((held) => {
    const org = held.org === undefined ? undefined : refs.org(scene.ids.of("org", held.org));
    const roleType = held.roleType ?? (primaries.includes(held) ? "primary" : "secondary");
    const { role, userProfile, beginDate, endDate } = held;
    return objectOf([
      partOf({ roleType, role }),
      namedPart("org", org),
      partOf({ userProfile, beginDate, endDate }),
    ]);
  });
}

function primariesOf({ style }: ProjectionScene, roles: readonly HeldRole[]): readonly HeldRole[] {
  if (roles.length < 2) return roles;
  return style.roleTypes === "per-org" ? firstOfEachOrg(roles) : byService(roles);
}

function firstOfEachOrg(roles: readonly HeldRole[]): readonly HeldRole[] {
  const byOrg = new Map<string | undefined, HeldRole>();
  for (const held of roles) if (!byOrg.has(held.org)) byOrg.set(held.org, held);
  return [...byOrg.values()];
}

/**
 * One place of a student is primary: where he is now, and of several primary places the earliest (facts A.5), which
 * `rolesOf` has first. The service type says nothing of other roles.
 */
function byService(roles: readonly HeldRole[]): readonly HeldRole[] {
  const place = roles.find(isPlace);
  const others = firstOfEachOrg(roles).filter((held) => !isPlace(held));
  return place === undefined ? others : [place, ...others];
}

function isPlace({ serviceType }: HeldRole): boolean {
  return serviceType !== undefined;
}
