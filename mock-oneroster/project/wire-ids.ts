import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { guidOf } from "../store/guid.ts";
import { campusRows } from "../store/people.ts";
import { markedWords, markRoles } from "../store/role-marks.ts";
import { campusRecordId, recordIdFor } from "../store/user-ids.ts";
import type { IdClass, World } from "../store/world.ts";

/** The ids of one version. */
export interface WireIds {
  /** The sourcedId of a thing that has one id. */
  of(idClass: IdClass, id: string): string;
  /** The sourcedId by which a person is referred to from a place where he plays one of these roles. */
  ofPerson(id: string, roles: readonly string[]): string;
  /** Whether ids of a class become GUIDs. */
  isGuid(idClass: IdClass): boolean;
}

/** Creates the ids of a version. They hold for the world's present id policy. */
export function createWireIds(world: World, version: OneRosterVersion): WireIds {
  const isGuid = (idClass: IdClass): boolean =>
    version === "1.2" && world.view.idPolicy[idClass] === "newGuid";
  const of = (idClass: IdClass, id: string): string => (isGuid(idClass) ? guidOf(idClass, id) : id);
  const isCampus = campusRows(world);
  const ofPerson = (id: string, roles: readonly string[]): string => {
    const row = world.people.rows.find(id);
    if (row === -1) return id;
    if (version === "1.2") return isCampus(row) ? of("user", id) : id;
    if (!isCampus(row)) return recordIdFor(world, id, roles);
    const mark = markRoles(world).of(world.people.rows.codeAt(row));
    return campusRecordId(wordFor(mark, roles), id);
  };
  return { of, isGuid, ofPerson };
}

/** The role by which a person is named: one that is asked for, else one that he has. */
function wordFor(mark: number, preferred: readonly string[]): string {
  const held = markedWords.filter((_, bit) => (mark & (1 << bit)) !== 0);
  return held.find((word) => preferred.includes(word)) ?? held[0] ?? preferred[0] ?? "";
}
