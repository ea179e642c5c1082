import type { RosterRole } from "../../contracts/run/settings.ts";

/** The four roles of the app, `relative` apart, and `none` for what it does not transfer (guide R19, R25, R110). */
export type MappedRole = RosterRole | "relative" | "none";

const roles: Readonly<Record<string, MappedRole>> = {
  student: "student",
  teacher: "staff",
  aide: "staff",
  counselor: "staff",
  administrator: "administrator",
  principal: "administrator",
  districtadministrator: "administrator",
  siteadministrator: "administrator",
  systemadministrator: "administrator",
  guardian: "guardian",
  parent: "guardian",
  relative: "relative",
};

/** What a role word of OneRoster 1.1 or 1.2 means to the app. */
export function mappedRoleOf(word: string): MappedRole {
  const key = word.toLowerCase();
  return Object.hasOwn(roles, key) ? (roles[key] ?? "none") : "none";
}
