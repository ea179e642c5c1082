import type { BuildingWrite } from "../../contracts/lms/building.ts";
import type { BuildingRecord } from "../store/records.ts";
import { isBlank, passiveFields, refuse, type Decision } from "./decision.ts";

const ruled: ReadonlySet<string> = new Set(["title", "building_code"]);

/** A new building needs a title (Schoology API: schools). */
export function decideBuildingCreate(row: BuildingWrite): Decision<BuildingRecord> {
  const title = row.title ?? "";
  if (isBlank(title)) return refuse("A building needs a title.");
  const code = row.building_code ?? "";
  return {
    kind: "create",
    build: (id) => ({ id, kind: "building", title, code, profile: passiveFields(row, ruled) }),
  };
}

/** Fields that are left out keep their value; a title cannot be emptied. */
export function decideBuildingUpdate(
  before: BuildingRecord,
  row: BuildingWrite,
): Decision<BuildingRecord> {
  const title = row.title ?? before.title;
  if (isBlank(title)) return refuse("A building needs a title.");
  const profile = { ...before.profile, ...passiveFields(row, ruled) };
  return {
    kind: "update",
    record: { ...before, title, code: row.building_code ?? before.code, profile },
  };
}
