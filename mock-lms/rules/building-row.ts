import type { BuildingWrite } from "../../contracts/lms/building.ts";
import type { BuildingRecord } from "../store/records.ts";
import { isBlank, passiveFields, refuse, type Decision, type Refusal } from "./decision.ts";
import type { RuleWorld } from "./world.ts";

const ruled: ReadonlySet<string> = new Set(["title", "building_code"]);

/** A new school or building needs a title (Schoology API: schools). `schoolId` is given when it is another school's. */
export function decideBuildingCreate(
  row: BuildingWrite,
  place: { readonly kind: BuildingRecord["kind"]; readonly schoolId?: number } = {
    kind: "building",
  },
): Decision<BuildingRecord> {
  const title = row.title ?? "";
  if (isBlank(title)) return refuse("A building needs a title.");
  const code = row.building_code ?? "";
  return {
    kind: "create",
    build: (id) => ({ id, ...place, title, code, profile: passiveFields(row, ruled) }),
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

/** The school that a school or building belongs to; a school belongs to itself. */
export function schoolOf(world: RuleWorld, record: BuildingRecord): number {
  if (record.kind === "organization") return record.id;
  return record.schoolId ?? world.organizationId;
}

/** Says whether an id is the organisation's or one of its buildings'. */
export function isOwnBuilding(world: RuleWorld, id: number): boolean {
  const record = world.view.buildings.get(id);
  return record !== undefined && schoolOf(world, record) === world.organizationId;
}

/**
 * A school or building goes only when nothing hangs on it, so that no reference is left dangling; the
 * organisation itself never does. What the original does here is not established.
 */
export function refuseBuildingDelete(
  world: RuleWorld,
  record: BuildingRecord,
): Refusal | undefined {
  if (record.id === world.organizationId) return refuse("The organisation itself stays.");
  const { buildings, users, courses, roles } = world.view;
  for (const other of buildings.values()) {
    if (other.schoolId === record.id) return refuse(`The building ${other.id} belongs to it.`);
  }
  for (const role of roles.values()) {
    if (role.buildingId === record.id) return refuse(`The role ${role.id} belongs to it.`);
  }
  for (const course of courses.values()) {
    if (course.buildingId === record.id) return refuse(`The course ${course.id} belongs to it.`);
  }
  for (const user of users.values()) {
    if (user.buildingId === record.id || user.additionalBuildings.includes(record.id)) {
      return refuse(`The account ${user.id} belongs to it.`);
    }
  }
  return undefined;
}
