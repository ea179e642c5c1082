import Papa from "papaparse";
import * as z from "zod";
import type { UserRecord } from "../../store/records.ts";
import type { LiveWorld } from "../live-world.ts";
import { UnknownObjectError } from "../people-actions.ts";
import { findUser, NameText, roleTitled } from "./find-objects.ts";

/** A system admin looks at a user's password in Manage Users. */
export const ViewPassword = z.strictObject({ schoolUid: NameText });
export type ViewPassword = z.infer<typeof ViewPassword>;

/**
 * The password of an account, as Manage Users shows it (facts B.2). This and `exportPasswords` are the only ways
 * to read one.
 *
 * @throws UnknownObjectError when there is no such account
 */
export function viewPassword(world: LiveWorld, { schoolUid }: ViewPassword): string {
  return world.passwords.reveal(findUser(world.store, schoolUid).id);
}

/** A system admin exports passwords from Manage Users, of everybody active or of one role. */
export const ExportPasswords = z.strictObject({ role: NameText.exactOptional() });
export type ExportPasswords = z.infer<typeof ExportPasswords>;

/**
 * The active accounts with their passwords as CSV, in the columns of an import file: what comes out goes in
 * again, so nothing is rewritten. Do not open it in a spreadsheet that runs formulas.
 *
 * @throws UnknownObjectError when there is no such role
 */
export function exportPasswords(world: LiveWorld, { role }: ExportPasswords = {}): string {
  const roleId = role === undefined ? undefined : roleTitled(world.store, role)?.id;
  if (role !== undefined && roleId === undefined) {
    throw new UnknownObjectError(`Failed to export passwords: no role is called ${role}.`);
  }
  const rows: string[][] = [];
  for (const user of world.store.users.values()) {
    if (user.inactiveAtMs !== null || (roleId !== undefined && user.roleId !== roleId)) continue;
    rows.push(rowOf(user, world.passwords.reveal(user.id)));
  }
  return `${Papa.unparse({ fields: [...fields], data: rows }, { newline: "\n" })}\n`;
}

const fields = [
  "First Name",
  "Last Name",
  "Username",
  "Email",
  "User Unique ID",
  "Password",
] as const;

function rowOf(user: UserRecord, password: string): string[] {
  return [user.nameFirst, user.nameLast, user.username, user.email, user.schoolUid, password];
}
