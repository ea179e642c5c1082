import { compareText } from "../../store/compare-text.ts";
import { linksOf, type Links } from "../../store/people.ts";
import type { Person } from "../../store/records.ts";
import { markedWords, markRoles } from "../../store/role-marks.ts";
import { campusRecordId, roleRecords, type RoleRecord } from "../../store/user-ids.ts";
import type { Candidates, ViewMember } from "../class-view.ts";
import { listOf, namedPart, objectOf, partOf } from "../json-text.ts";
import { filled } from "../refs.ts";
import type { ProjectionScene } from "../scene.ts";
import { createTextRecords } from "../text-records.ts";
import { rememberRefTexts, type RefTexts } from "./ref-texts.ts";
import {
  agentsText,
  emailOf,
  gradesField,
  metadataText,
  userIdsOf,
  type AgentSide,
} from "./users.ts";

/** People as 1.1 shows them: one user record for each role (facts A.4), only with a user account (A.5). */
export function userMembersV1p1(scene: ProjectionScene): readonly ViewMember[] {
  return [campusRecords(scene), writtenRecords(scene)];
}

const bits = 3;
const bitMask = (1 << bits) - 1;

function wordAt(row: number): string {
  return markedWords[row & bitMask] ?? "";
}

/** Records of Campus people: the row is that of the person, with the bit of the role behind it. */
function campusRecords(scene: ProjectionScene): ViewMember {
  const { people } = scene.world;
  const marks = markRoles(scene.world);
  const { rows } = people;
  const refTexts = rememberRefTexts();
  const sourcedIdAt = (row: number): string => campusRecordId(wordAt(row), rows.idAt(row >>> bits));
  const shows = (row: number): boolean => {
    const person = row >>> bits;
    const mark = rows.isLive(person) ? marks.of(rows.codeAt(person)) : 0;
    if ((mark & (1 << (row & bitMask))) === 0) return false;
    const { idForm, username } = rows.at(person);
    return idForm === "campus" && username !== undefined;
  };
  const ofPerson = (person: number): readonly number[] =>
    markedWords.map((_, bit) => (person << bits) | bit).filter(shows);
  return {
    rows: () => orderedByLetter(rows.ordered(), shows),
    sourcedIdAt,
    shows,
    find: (sourcedId) => {
      const person = rows.find(sourcedId.slice(1));
      if (person === -1) return -1;
      const found = ofPerson(person).find((row) => sourcedIdAt(row) === sourcedId);
      return found ?? -1;
    },
    ...createTextRecords((row, ref) => {
      const person = rows.at(row >>> bits);
      const links = linksOf(scene.world, person.id);
      const records = roleRecords(scene.world, person, links.asContact);
      const record = records.find(({ role }) => role === wordAt(row));
      if (record === undefined) throw new RangeError("No such record.");
      return userText(scene, { person, links, record, refs: refTexts(ref) });
    }),
    candidates: (field, text) => indexedPeople(scene, { field, text, rowsOf: ofPerson }),
    belongs: (row, kind) => wordAt(row) === kind,
    texts: (field) => peopleTexts(scene, field),
  };
}

/** Ids begin with the letter of the role, so the order by id is the order of people once for each letter. */
function orderedByLetter(people: Uint32Array, shows: (row: number) => boolean): Uint32Array {
  const found = markedWords
    .map((word, bit) => ({ letter: campusRecordId(word, ""), bit }))
    .toSorted((a, b) => compareText(a.letter, b.letter))
    .map(({ bit }) => people.map((person) => (person << bits) | bit).filter(shows));
  const all = new Uint32Array(found.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const rows of found) {
    all.set(rows, at);
    at += rows.length;
  }
  return all;
}

/** Records of imported people, some of whom have several roles: the row counts the records. */
function writtenRecords(scene: ProjectionScene): ViewMember {
  const { people } = scene.world;
  const records: { readonly record: RoleRecord; readonly person: string }[] = [];
  const byId = new Map<string, number>();
  const byPerson = new Map<string, number[]>();
  const refTexts = rememberRefTexts();
  for (const person of people.values()) {
    if (person.idForm !== "written") continue;
    for (const record of roleRecords(scene.world, person)) {
      const row = records.push({ record, person: person.id }) - 1;
      if (!byId.has(record.sourcedId)) byId.set(record.sourcedId, row);
      byPerson.set(person.id, [...(byPerson.get(person.id) ?? []), row]);
    }
  }
  const sourcedIdAt = (row: number): string => records[row]?.record.sourcedId ?? "";
  const rowsOf = (row: number): readonly number[] => byPerson.get(people.rows.idAt(row)) ?? [];
  return {
    rows: () =>
      Uint32Array.from(
        [...records.keys()].toSorted((a, b) => compareText(sourcedIdAt(a), sourcedIdAt(b))),
      ),
    sourcedIdAt,
    shows: (row) => row < records.length,
    find: (sourcedId) => byId.get(sourcedId) ?? -1,
    ...createTextRecords((row, ref) => {
      const found = records[row];
      const person = found === undefined ? undefined : people.get(found.person);
      if (found === undefined || person === undefined) throw new RangeError("No such record.");
      const links = linksOf(scene.world, person.id);
      return userText(scene, { person, links, record: found.record, refs: refTexts(ref) });
    }),
    candidates: (field, text) => indexedPeople(scene, { field, text, rowsOf }),
    belongs: (row, kind) => records[row]?.record.role === kind,
    texts: (field) => peopleTexts(scene, field),
  };
}

const indexedFields: Readonly<Record<string, "status" | "modified">> = {
  status: "status",
  dateLastModified: "modified",
};

interface PeopleLookup {
  readonly field: string;
  readonly text: string;
  /** The rows of the records of the person in a row of the people table. */
  readonly rowsOf: (person: number) => readonly number[];
}

function indexedPeople({ world }: ProjectionScene, lookup: PeopleLookup): Candidates | undefined {
  const { field: name, text, rowsOf } = lookup;
  const field = Object.hasOwn(indexedFields, name) ? indexedFields[name] : undefined;
  if (field === undefined) return undefined;
  return { handles: world.people.rows.where(field, text).flatMap(rowsOf), exact: true };
}

function peopleTexts({ world }: ProjectionScene, name: string): readonly string[] | undefined {
  const field = Object.hasOwn(indexedFields, name) ? indexedFields[name] : undefined;
  if (field === undefined) return undefined;
  const column = world.people.rows.column(field);
  const texts = Array.from({ length: column.codes }, (_, code) => column.textOf(code));
  return texts.filter((text) => text !== undefined);
}

interface UserPlan {
  readonly person: Person;
  readonly links: Links;
  readonly record: RoleRecord;
  readonly refs: RefTexts;
}

function userText(scene: ProjectionScene, plan: UserPlan): string {
  const { person, record, refs } = plan;
  const side = sideOf(person, record.role);
  const written = person.metadata === undefined ? undefined : JSON.stringify(person.metadata);
  const metadata = side === undefined ? written : metadataText(scene, plan, side);
  const orgs = record.orgs.map((id) => refs.org(scene.ids.of("org", id)));
  return objectOf([
    partOf({
      sourcedId: record.sourcedId,
      status: person.status,
      dateLastModified: person.modified,
    }),
    namedPart("metadata", metadata),
    partOf({
      username: person.username ?? "",
      userIds: filled(userIdsOf(person)),
      enabledUser: String(person.enabled),
      givenName: person.givenName,
      familyName: person.familyName,
      middleName: person.middleName,
      role: record.role,
      identifier: person.identifier,
      email: emailOf(scene, person),
      sms: person.sms,
      phone: person.phone,
    }),
    namedPart("agents", side === undefined ? undefined : agentsText(scene, plan, side)),
    namedPart("orgs", listOf(orgs)),
    partOf({ grades: showsGrades(person, record) ? gradesField(scene, person) : undefined }),
  ]);
}

/** Students have grades. An import may give them to anyone; then the first record of the person says so. */
function showsGrades(person: Person, { role, sourcedId }: RoleRecord): boolean {
  return role === "student" || (person.idForm === "written" && sourcedId === person.id);
}

/** Students name contacts, and contacts the students whom the word is about; nobody else of Campus has agents. */
function sideOf(person: Person, role: string): AgentSide | undefined {
  if (person.idForm === "written") return "both";
  if (role === "student") return "contacts";
  return role === "guardian" || role === "relative" ? role : undefined;
}
