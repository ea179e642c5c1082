import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { Fields } from "./canonical-record.ts";
import { type CommonScene, legacyIdOf, toCommon, toCommonPerson } from "./common-form.ts";
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

/** Compares the records of a class, whichever ids they have in each version. Gives the keys of 1.1. */
export function compareVersions(
  scene: VersionScene,
  className: ClassName,
  { v1p1, v1p2 }: BothVersions,
  onDifference: OnDifference,
): PackedLists {
  const left = byCommonId(scene, className, { version: "1.1", records: v1p1 });
  const right = byCommonId(scene, className, { version: "1.2", records: v1p2 });
  const fieldsOf = (version: OneRosterVersion, lists: PackedLists, index: number): Fields => {
    const texts = lists.textsAt(index).map(parseFields);
    return className === "user" ? toCommonPerson({ ...scene, version }, texts) : (texts[0] ?? {});
  };
  for (let index = 0; index < left.size; index += 1) {
    const id = left.keyAt(index);
    const other = right.find(id);
    const here = fieldsOf("1.1", left, index);
    if (other === -1) onDifference(absence({ className, id, left: here }));
    else {
      right.mark(other);
      compareFields(
        { className, id, left: here, right: fieldsOf("1.2", right, other) },
        onDifference,
      );
    }
  }
  for (let index = 0; index < right.size; index += 1) {
    if (right.isMarked(index)) continue;
    const there = fieldsOf("1.2", right, index);
    onDifference(absence({ className, id: right.keyAt(index), right: there }));
  }
  return left;
}

/** The records of a version by their common ids: of a person those of all roles, of anything else one. */
function byCommonId(
  scene: VersionScene,
  className: ClassName,
  { version, records }: { readonly version: OneRosterVersion; readonly records: PackedLists },
): PackedLists {
  const common = createPackedLists();
  for (let index = 0; index < records.size; index += 1) {
    const text = records.textsAt(index)[0];
    const id = records.keyAt(index);
    if (className === "user") common.add(scene.keys.of(version, id), text ?? "{}");
    else {
      const record = toCommon({ ...scene, version }, className, { id, fields: parseFields(text) });
      common.add(record.id, JSON.stringify(record.fields));
    }
  }
  return common;
}
