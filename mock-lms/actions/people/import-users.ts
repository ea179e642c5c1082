import * as z from "zod";
import type { UserWrite } from "../../../contracts/lms/user.ts";
import { parseCsvTable, type CsvRow } from "../../seed/csv-table.ts";
import { OrganizationFileError } from "../../seed/organization-file-error.ts";
import { postUser } from "../user-actions.ts";
import type { LiveWorld } from "../live-world.ts";
import { UnknownObjectError } from "../people-actions.ts";
import { buildingNamed, findBuilding, NameText, roleTitled } from "./find-objects.ts";
import type { ImportedRow } from "./cross-list-people.ts";

/**
 * A system admin imports users from a CSV file (facts B.2, SG-IMPU). `role` and `building` are what is chosen
 * beside the file; a row's own Role or School counts instead.
 */
export const ImportUsers = z.strictObject({
  csv: z.string().max(200_000_000),
  role: NameText.exactOptional(),
  building: NameText.exactOptional(),
  /** Whether accounts with the Unique ID of a row are updated, or the row is refused. */
  updateExisting: z.boolean().default(true),
});
export type ImportUsers = z.infer<typeof ImportUsers>;

/**
 * The columns of a file of users, with the names that Schoology's help and exports of other systems give them
 * (uc.powerschool-docs.com/en/schoology/latest/import-users-with-a-csv-xls-file-enterprise;
 * help.ascendertx.com, LMS Export, which separates additional schools by pipes).
 */
export const userColumns = {
  nameFirst: { names: ["First Name"], required: true },
  nameLast: { names: ["Last Name"], required: true },
  username: { names: ["Username", "User Name"], about: "a user has this or an e-mail address" },
  email: { names: ["Email", "E-mail", "E-mail Address", "Email Address", "Mail"] },
  schoolUid: {
    names: ["User Unique ID", "Unique User ID", "Unique ID"],
    required: true,
    about: "unique, also among inactive accounts",
  },
  preferredFirst: { names: ["First Name (Preferred)", "Preferred First Name"] },
  role: {
    names: ["Role", "Role Name"],
    about: "its title, whatever the case, in each row; one that is not there is made and told",
  },
  building: {
    names: ["School", "Building"],
    about: "title or code of a building; empty for the organisation itself",
  },
  additional: {
    names: ["Additional Schools", "Additional Buildings"],
    about: "buildings, with | between several",
  },
  password: { names: ["Password", "Pwd"], about: "one is made when it is empty" },
  synced: { names: ["Synced"], about: "1 or 0; 0 when empty: made by hand" },
  inactive: { names: ["Inactive"], about: "1 or 0; 0 when empty" },
} as const;

/** A row of a file of users. */
export type UserRow = CsvRow<keyof typeof userColumns>;

/**
 * Imports users from a file with school-issued passwords. A row that is wrong fails alone and is named with why.
 * A blank password keeps the one that there is; a new account without one gets one generated.
 *
 * @throws UnknownObjectError when the role or building that was chosen is not there
 * @throws OrganizationFileError when the file cannot be read; nothing is imported then
 */
export function importUsers(
  world: LiveWorld,
  input: z.input<typeof ImportUsers>,
): readonly ImportedRow[] {
  const { csv, role, building, updateExisting } = ImportUsers.parse(input);
  const table = parseCsvTable("users file", csv, userColumns);
  if (table.problems.length > 0) throw new OrganizationFileError(table.problems);
  const chosen = {
    roleId: role === undefined ? undefined : roleTitled(world.store, role)?.id,
    buildingId: building === undefined ? undefined : findBuilding(world.store, building),
  };
  if (role !== undefined && chosen.roleId === undefined) {
    throw new UnknownObjectError(`Failed to import users: no role is called ${role}.`);
  }
  return table.rows.map((row) => importUser(world, row, { ...chosen, updateExisting }));
}

function importUser(
  world: LiveWorld,
  row: UserRow,
  chosen: {
    readonly roleId: number | undefined;
    readonly buildingId: number | undefined;
    readonly updateExisting: boolean;
  },
): ImportedRow {
  const { at } = row;
  const write = toUserWrite(world, row);
  if (typeof write === "string") return { at, result: "refused", error: write };
  const existed = world.store.users.find("schoolUid", row.cell("schoolUid")) !== undefined;
  const applied = postUser(
    world,
    {
      ...(chosen.roleId === undefined ? {} : { role_id: String(chosen.roleId) }),
      ...(chosen.buildingId === undefined ? {} : { building_id: String(chosen.buildingId) }),
      ...write,
    },
    {
      updateExisting: chosen.updateExisting,
      email: { ignoreOutside: false, resolution: "none" },
    },
  );
  if (applied.kind === "refuse") return { at, result: "refused", error: applied.error };
  return { at, result: existed ? "updated" : "created" };
}

/** A row as the API has it, or why it cannot be. Cells that are empty say nothing. */
export function toUserWrite(world: LiveWorld, { cell }: UserRow): UserWrite | string {
  const role = cell("role") === "" ? undefined : roleTitled(world.store, cell("role"));
  if (cell("role") !== "" && role === undefined) {
    return "The Role is not one of the organisation's. Correct it, or add the role first.";
  }
  const building =
    cell("building") === "" ? undefined : buildingNamed(world.store, cell("building"));
  if (cell("building") !== "" && building === undefined) {
    return "The School is not one of the organisation's. Correct it, or add the building first.";
  }
  const additional = splitList(cell("additional")).map((name) => buildingNamed(world.store, name));
  if (additional.includes(undefined)) {
    return "One of the Additional Schools is not the organisation's. Correct it, or add it first.";
  }
  return {
    school_uid: cell("schoolUid"),
    name_first: cell("nameFirst"),
    name_last: cell("nameLast"),
    ...filled("username", cell("username")),
    ...filled("primary_email", cell("email")),
    ...filled("name_first_preferred", cell("preferredFirst")),
    ...filled("password", cell("password")),
    ...(role === undefined ? {} : { role_id: String(role.id) }),
    ...(building === undefined ? {} : { building_id: String(building) }),
    ...filled("additional_buildings", additional.join(",")),
  };
}

/** The parts of a cell that lists several things: separated by pipes. */
export function splitList(cell: string): readonly string[] {
  return cell
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function filled<Name extends string>(name: Name, value: string): Partial<Record<Name, string>> {
  const field: Partial<Record<string, string>> = value === "" ? {} : { [name]: value };
  return field;
}
