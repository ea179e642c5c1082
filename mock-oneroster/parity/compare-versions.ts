import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Fields } from "./canonical-record.ts";
import { commonId, type CommonScene, legacyIdOf, toCommon, toCommonPerson } from "./common-form.ts";
import { absence, compareFields, type OnDifference, parseFields } from "./compare-records.ts";
import { createPackedLists, type PackedLists } from "./packed-lists.ts";

/** The records of a class in both versions. */
export interface BothVersions {
  readonly v1p1: PackedLists;
  readonly v1p2: PackedLists;
}

/** What people and ids of both versions are brought together with. */
export type VersionScene = Omit<CommonScene, "version">;

/** Takes the users of 1.2 into account: the ids of people in everything else go by them. */
export function seePeople({ keys, mapping }: VersionScene, users: PackedLists): void {
  for (let index = 0; index < users.size; index += 1) {
    keys.see(users.keyAt(index), legacyIdOf(mapping, parseFields(users.textsAt(index)[0])));
  }
}

/** Compares the users of both versions, person by person. Gives the people of 1.1 by their keys. */
export function comparePeople(
  scene: VersionScene,
  { v1p1, v1p2 }: BothVersions,
  onDifference: OnDifference,
): PackedLists {
  const left = byPerson(scene, "1.1", v1p1);
  const right = byPerson(scene, "1.2", v1p2);
  const fieldsOf = (version: OneRosterVersion, texts: readonly string[]): Fields =>
    toCommonPerson({ ...scene, version }, texts.map(parseFields));
  compareKeys("user", onDifference, {
    left: {
      size: left.size,
      idAt: left.keyAt,
      fieldsAt: (at) => fieldsOf("1.1", left.textsAt(at)),
    },
    right: {
      size: right.size,
      idAt: right.keyAt,
      fieldsAt: (at) => fieldsOf("1.2", right.textsAt(at)),
    },
    find: right.find,
  });
  return left;
}

/** Compares the records of any other class, whichever ids they have in each version. */
export function compareVersions(
  scene: VersionScene,
  className: ClassName,
  { v1p1, v1p2 }: BothVersions,
  onDifference: OnDifference,
): void {
  const side = (version: OneRosterVersion, records: PackedLists): KeyedRecords => {
    const common: CommonScene = { ...scene, version };
    return {
      size: records.size,
      idAt: (at) => commonId(common, className, records.keyAt(at)),
      fieldsAt: (at) => toCommon(common, className, parseFields(records.textsAt(at)[0])),
    };
  };
  const right = side("1.2", v1p2);
  compareKeys(className, onDifference, {
    left: side("1.1", v1p1),
    right,
    find: createFind(v1p2, right),
  });
}

/** Records of one version by their common ids. Fields are made when asked for. */
interface KeyedRecords {
  readonly size: number;
  readonly idAt: (at: number) => string;
  readonly fieldsAt: (at: number) => Fields;
}

interface KeyedSides {
  readonly left: KeyedRecords;
  readonly right: KeyedRecords;
  /** The place on the right of a common id, or -1. */
  readonly find: (id: string) => number;
}

function compareKeys(
  className: ClassName,
  onDifference: OnDifference,
  { left, right, find }: KeyedSides,
): void {
  const met = new Uint8Array(right.size);
  for (let at = 0; at < left.size; at += 1) {
    const id = left.idAt(at);
    const other = find(id);
    const here = left.fieldsAt(at);
    if (other === -1) onDifference(absence({ className, id, left: here }));
    else {
      met[other] = 1;
      compareFields({ className, id, left: here, right: right.fieldsAt(other) }, onDifference);
    }
  }
  for (let at = 0; at < right.size; at += 1) {
    if (met[at] === 1) continue;
    onDifference(absence({ className, id: right.idAt(at), right: right.fieldsAt(at) }));
  }
}

/** Finds by common ids. Most are the ids of the records themselves, and then need no index of their own. */
function createFind(records: PackedLists, { size, idAt }: KeyedRecords): (id: string) => number {
  let isSame = true;
  for (let at = 0; isSame && at < size; at += 1) isSame = idAt(at) === records.keyAt(at);
  if (isSame) return records.find;
  const index = createPackedLists();
  for (let at = 0; at < size; at += 1) index.add(idAt(at), String(at));
  return (id) => {
    const found = index.find(id);
    return found === -1 ? -1 : Number(index.textsAt(found)[0]);
  };
}

/** The user records of a version by person. */
function byPerson(
  { keys }: VersionScene,
  version: OneRosterVersion,
  records: PackedLists,
): PackedLists {
  const people = createPackedLists();
  for (let at = 0; at < records.size; at += 1) {
    people.add(keys.of(version, records.keyAt(at)), records.textsAt(at)[0] ?? "{}");
  }
  return people;
}
