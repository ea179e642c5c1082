import type { RecordFile } from "../../contracts/oneroster/csv/wire.ts";
import type { ClassName } from "../../contracts/oneroster/vocabulary.ts";
import type { Stamped } from "../store/records.ts";
import type { Table } from "../store/table/table.ts";
import type { World } from "../store/world.ts";

/** The class of the records that a file holds. */
export const classOfFile: Readonly<Record<RecordFile, ClassName>> = {
  academicSessions: "academicSession",
  categories: "category",
  classes: "class",
  courses: "course",
  demographics: "demographics",
  enrollments: "enrollment",
  lineItems: "lineItem",
  orgs: "org",
  resources: "resource",
  results: "result",
  scoreScales: "scoreScale",
  users: "user",
};

/** Says whether a world holds a record of a file. */
export function holdsRecord(world: World, file: RecordFile, id: string): boolean {
  return stores(world, file).some((store) => store.has(id));
}

/** Marks a record that is there as deleted at a moment; the rest of it stays. Says whether it was there. */
export function markDeleted(
  world: World,
  file: RecordFile,
  { id, modified }: { readonly id: string; readonly modified: string },
): boolean {
  const store = stores(world, file).find((one) => one.has(id));
  store?.mark(id, modified);
  return store !== undefined;
}

/** Where the rows of a file may stand. */
interface Store {
  has(id: string): boolean;
  mark(id: string, modified: string): void;
}

function stores(world: World, file: RecordFile): readonly Store[] {
  switch (file) {
    case "academicSessions":
      return [storeOf(world.terms), storeOf(world.schoolYears)];
    case "enrollments":
      return [storeOf(world.rosters), storeOf(world.staff)];
    case "categories":
      return [storeOf(world.categories)];
    case "classes":
      return [storeOf(world.sections)];
    case "courses":
      return [storeOf(world.courses)];
    case "demographics":
      return [storeOf(world.demographics)];
    case "lineItems":
      return [storeOf(world.lineItems)];
    case "orgs":
      return [storeOf(world.orgs)];
    case "resources":
      return [storeOf(world.resources)];
    case "results":
      return [storeOf(world.results)];
    case "scoreScales":
      return [storeOf(world.scoreGroups)];
    case "users":
      return [storeOf(world.people)];
  }
}

function storeOf<Row extends Stamped>(table: Table<Row>): Store {
  return {
    has: (id) => table.has(id),
    mark: (id, modified) => {
      const row = table.get(id);
      if (row !== undefined) table.put({ ...row, status: "tobedeleted", modified });
    },
  };
}
