import { organizationKey } from "../../contracts/run/plan.ts";
import { buildingKey, type HeldObject } from "../mapping/lms-state.ts";
import type { Person } from "../snapshot/roster.ts";
import { syncedPeople, type AllMatches, type PrepWorld } from "./match-all.ts";
import type { Naming } from "./privacy.ts";
import { pairRows, reasonCells, reasonColumns, summarize, type Sheet } from "./sheet.ts";

/** The columns by which a row is read back. */
export const decisionColumns = {
  schoologyId: "Schoology ID",
  schoologyMatching: "Schoology Matching",
  sisMatching: "SIS Matching",
  mappingId: "Integration-Mapping ID",
} as const;

const columns = [
  decisionColumns.schoologyMatching,
  decisionColumns.schoologyId,
  "Schoology First Name",
  "Schoology Last Name",
  "Schoology Username",
  "Schoology Email",
  "Schoology Role",
  "Schoology School",
  decisionColumns.mappingId,
  decisionColumns.sisMatching,
  "SIS First Name",
  "SIS Last Name",
  "SIS Username",
  "SIS Email",
  "SIS Role",
  "SIS School",
  "SIS Syncs",
  ...reasonColumns,
] as const;

/**
 * The Data Prep report (facts B.2): Schoology left, the SIS right, and between them the Integration-Mapping ID, the only
 * column to edit. It holds the sourcedId of the person whose account it is; beside a person without an account, the
 * Schoology Matching of the account may be written instead.
 *
 * `Schoology Matching` is the account's Unique ID, `SIS Matching` the person's sourcedId.
 */
export function userSheet(world: PrepWorld, { users }: AllMatches, naming: Naming): Sheet {
  const synced = syncedPeople(world.desired);
  const { buildings } = world.current;
  const titleOf = new Map(buildings.map((building) => [buildingKey(building), building.title]));
  const nobodyThere = columns.slice(0, 8).map(() => "");
  const nobodyHere = columns.slice(9, 17).map(() => "");
  const rows = function* (): Generator<readonly string[]> {
    for (const row of pairRows(users)) {
      const held = row.right === undefined ? undefined : world.current.users.get(row.right);
      const person = row.left === undefined ? undefined : world.roster.people.get(row.left);
      const isPair = row.match !== undefined;
      yield [
        ...(held === undefined
          ? nobodyThere
          : accountCells(row.right ?? "", held, { titleOf, naming })),
        isPair ? naming.person(row.left ?? "") : "",
        ...(person === undefined ? nobodyHere : personCells(person, { world, naming, synced })),
        ...reasonCells(row, naming.account),
      ];
    }
  };
  return { summary: summarize("users", users), columns, rows };
}

function accountCells(
  uid: string,
  { id, fields }: HeldObject,
  { titleOf, naming }: { readonly titleOf: ReadonlyMap<string, string>; readonly naming: Naming },
): readonly string[] {
  const text = (name: string): string => String(fields[name] ?? "");
  const building = text("building");
  return [
    naming.account(uid),
    id,
    naming.text(text("name_first")),
    naming.text(text("name_last")),
    naming.text(text("username")),
    naming.text(text("primary_email")),
    text("role"),
    building === organizationKey ? "" : (titleOf.get(building) ?? building),
  ];
}

function personCells(
  person: Person,
  seen: {
    readonly world: PrepWorld;
    readonly naming: Naming;
    readonly synced: ReadonlySet<string>;
  },
): readonly string[] {
  const { naming, world } = seen;
  const nameOf = (id: string): string => world.roster.orgs.get(id)?.name ?? id;
  return [
    naming.person(person.sourcedId),
    naming.text(person.givenName),
    naming.text(person.familyName),
    naming.text(person.username),
    naming.text(person.email),
    joined(person.roles.map(({ role }) => role)),
    joined(person.roles.map(({ orgId }) => nameOf(orgId))),
    seen.synced.has(person.sourcedId) ? "yes" : "no",
  ];
}

function joined(words: readonly string[]): string {
  return [...new Set(words)].join(" | ");
}
