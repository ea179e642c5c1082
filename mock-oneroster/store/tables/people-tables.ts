import {
  flagColumn,
  rareColumn,
  rareListColumn,
  refColumn,
  textColumn,
  valueColumn,
  wordColumn,
  type Column,
} from "../table/columns.ts";
import { createColumnTable } from "../table/column-table.ts";
import { createIdSpace, type IdSpace } from "../table/id-space.ts";
import type { Table } from "../table/table.ts";
import type {
  Assignment,
  Demographics,
  Metadata,
  Person,
  PersonProfile,
  Relationship,
  RoleAsWritten,
  SchoolEnrollment,
  UserId,
} from "../records.ts";

/** The people of a district: names and accounts. */
export function createPeopleTable(ids: IdSpace): Table<Person> {
  const columns = {
    status: wordColumn<string>(),
    modified: wordColumn<string>(),
    metadata: rareColumn<Metadata>(),
    idForm: wordColumn<Person["idForm"]>(),
    username: textColumn(),
    enabled: flagColumn(),
    givenName: wordColumn<string>(),
    familyName: wordColumn<string>(),
    middleName: wordColumn<string | undefined>(),
    preferredFirstName: wordColumn<string | undefined>(),
    preferredMiddleName: wordColumn<string | undefined>(),
    preferredLastName: wordColumn<string | undefined>(),
    pronouns: wordColumn<string | undefined>(),
    identifier: textColumn(),
    masterIdentifier: textColumn(),
    userIds: rareListColumn<UserId>(),
    email: textColumn(),
    sms: textColumn(),
    phone: textColumn(),
    grades: valueColumn<readonly string[]>(),
    primaryOrg: wordColumn<string | undefined>(),
    profiles: rareListColumn<PersonProfile>(),
    resources: rareListColumn<string>(),
  };
  return createColumnTable<Person>({
    ids,
    columns,
    indexed: { status: columns.status, modified: columns.modified, idForm: columns.idForm },
    read: (id, row) => ({
      id,
      status: columns.status.get(row),
      modified: columns.modified.get(row),
      metadata: columns.metadata.get(row),
      idForm: columns.idForm.get(row),
      username: columns.username.get(row),
      enabled: columns.enabled.get(row),
      givenName: columns.givenName.get(row),
      familyName: columns.familyName.get(row),
      middleName: columns.middleName.get(row),
      preferredFirstName: columns.preferredFirstName.get(row),
      preferredMiddleName: columns.preferredMiddleName.get(row),
      preferredLastName: columns.preferredLastName.get(row),
      pronouns: columns.pronouns.get(row),
      identifier: columns.identifier.get(row),
      masterIdentifier: columns.masterIdentifier.get(row),
      userIds: columns.userIds.get(row),
      email: columns.email.get(row),
      sms: columns.sms.get(row),
      phone: columns.phone.get(row),
      grades: columns.grades.get(row),
      primaryOrg: columns.primaryOrg.get(row),
      profiles: columns.profiles.get(row),
      resources: columns.resources.get(row),
    }),
  });
}

/** Demographics by the id of the person. */
export function createDemographicsTable(people: IdSpace): Table<Demographics> {
  const columns = {
    status: wordColumn<string>(),
    modified: wordColumn<string>(),
    metadata: rareColumn<Metadata>(),
    birthDate: wordColumn<string | undefined>(),
    sex: wordColumn<string | undefined>(),
    facts: valueColumn<Readonly<Record<string, string>>>(),
  };
  return createColumnTable<Demographics>({
    ids: people,
    columns,
    indexed: { status: columns.status, modified: columns.modified },
    read: (id, row) => ({
      id,
      status: columns.status.get(row),
      modified: columns.modified.get(row),
      metadata: columns.metadata.get(row),
      birthDate: columns.birthDate.get(row),
      sex: columns.sex.get(row),
      facts: columns.facts.get(row),
    }),
  });
}

/** Students at schools. */
export function createSchoolEnrollmentsTable(people: IdSpace): Table<SchoolEnrollment> {
  const columns = {
    person: refColumn(people),
    calendar: wordColumn<string | undefined>(),
    school: wordColumn<string | undefined>(),
    serviceType: wordColumn<SchoolEnrollment["serviceType"]>(),
    grade: wordColumn<string | undefined>(),
    startDate: wordColumn<string | undefined>(),
    endDate: wordColumn<string | undefined>(),
    noShow: flagColumn(),
    written: writtenColumn(),
  };
  return createColumnTable<SchoolEnrollment>({
    ids: createIdSpace(),
    columns,
    indexed: { person: columns.person, school: columns.school },
    read: (id, row) => ({
      id,
      person: columns.person.get(row),
      calendar: columns.calendar.get(row),
      school: columns.school.get(row),
      serviceType: columns.serviceType.get(row),
      grade: columns.grade.get(row),
      startDate: columns.startDate.get(row),
      endDate: columns.endDate.get(row),
      noShow: columns.noShow.get(row),
      written: columns.written.get(row),
    }),
  });
}

/** What people do at orgs. */
export function createAssignmentsTable(people: IdSpace): Table<Assignment> {
  const columns = {
    person: refColumn(people),
    org: wordColumn<string | undefined>(),
    role: wordColumn<string>(),
    startDate: wordColumn<string | undefined>(),
    endDate: wordColumn<string | undefined>(),
    written: writtenColumn(),
  };
  return createColumnTable<Assignment>({
    ids: createIdSpace(),
    columns,
    indexed: { person: columns.person, org: columns.org },
    read: (id, row) => ({
      id,
      person: columns.person.get(row),
      org: columns.org.get(row),
      role: columns.role.get(row),
      startDate: columns.startDate.get(row),
      endDate: columns.endDate.get(row),
      written: columns.written.get(row),
    }),
  });
}

/** Who is whose contact. */
export function createRelationshipsTable(people: IdSpace): Table<Relationship> {
  const columns = {
    person: refColumn(people),
    contact: refColumn(people),
    guardian: flagColumn(),
    portal: flagColumn(),
    type: wordColumn<string | undefined>(),
    seq: valueColumn<number>(),
    shownOn: wordColumn<Relationship["shownOn"]>(),
  };
  return createColumnTable<Relationship>({
    ids: createIdSpace(),
    columns,
    indexed: { person: columns.person, contact: columns.contact },
    read: (id, row) => ({
      id,
      person: columns.person.get(row),
      contact: columns.contact.get(row),
      guardian: columns.guardian.get(row),
      portal: columns.portal.get(row),
      type: columns.type.get(row),
      seq: columns.seq.get(row),
      shownOn: columns.shownOn.get(row),
    }),
  });
}

/** What an import says of a role. Most of a bundle's roles say the same, so that three columns take less than objects. */
function writtenColumn(): Column<RoleAsWritten | undefined> {
  const roleTypes = wordColumn<string | undefined>();
  const userProfiles = textColumn();
  const rowIds = textColumn();
  return {
    get: (row) => {
      const roleType = roleTypes.get(row);
      const userProfile = userProfiles.get(row);
      const rowId = rowIds.get(row);
      if (roleType === undefined && userProfile === undefined && rowId === undefined) {
        return undefined;
      }
      return {
        ...(roleType === undefined ? {} : { roleType }),
        ...(userProfile === undefined ? {} : { userProfile }),
        ...(rowId === undefined ? {} : { rowId }),
      };
    },
    set: (row, value) => {
      roleTypes.set(row, value?.roleType);
      userProfiles.set(row, value?.userProfile);
      rowIds.set(row, value?.rowId);
    },
  };
}
