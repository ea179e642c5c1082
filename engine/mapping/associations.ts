import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Person } from "../snapshot/roster.ts";
import { byText, type MappingContext } from "./context.ts";
import { associationKey, type DesiredAssociation } from "./lms-state.ts";
import { mappedRoleOf } from "./roles.ts";
import type { UserMap } from "./users.ts";

/**
 * Maps the parent-child associations that the SIS designates (guide R112).
 *
 * A link counts whichever side names it. Only links between two provisioned people are made; a link to
 * somebody who was not sent, or whom a data problem keeps out, is a finding (F43, F44).
 */
export function mapAssociations(
  context: MappingContext,
  userMap: UserMap,
): Outcome<readonly DesiredAssociation[]> {
  const found = new Map<string, DesiredAssociation>();
  const diagnostics: Diagnostic[] = [];
  const linkedGuardians = new Set<string>();
  for (const person of context.roster.people.values()) {
    if (!userMap.uidOf.has(person.sourcedId)) continue;
    for (const agentId of person.agentIds) {
      if (agentId === person.sourcedId) continue;
      const other = context.roster.people.get(agentId);
      const pair = other === undefined ? undefined : asPair(person, other, context);
      if (other !== undefined && pair === undefined) continue;
      const problem = linkProblem(person, { agentId, other, userMap });
      if (problem !== undefined) diagnostics.push(problem);
      const link = pair === undefined ? undefined : toAssociation(pair, userMap);
      if (link === undefined) continue;
      linkedGuardians.add(link.parentUid);
      found.set(associationKey(link.parentUid, link.studentUid), link);
    }
  }
  const value = [...found]
    .toSorted(([left], [right]) => byText(left, right))
    .map(([, link]) => link);
  const lonely = lonelyGuardians(context, userMap, linkedGuardians);
  return { value, diagnostics: [...diagnostics, ...lonely] };
}

interface Pair {
  readonly guardian: Person;
  readonly student: Person;
}

function asPair(one: Person, other: Person, context: MappingContext): Pair | undefined {
  if (isGuardian(one, context) && isStudent(other)) return { guardian: one, student: other };
  if (isGuardian(other, context) && isStudent(one)) return { guardian: other, student: one };
  return undefined;
}

function isStudent(person: Person): boolean {
  return person.roles.some(({ role }) => mappedRoleOf(role) === "student");
}

/** Relatives count by that reading only (F45), also those who sync in another role. */
function isGuardian(person: Person, { settings }: MappingContext): boolean {
  return person.roles.some(({ role }) => {
    const mapped = mappedRoleOf(role);
    if (mapped === "relative") return settings.readings.relatives === "include";
    return mapped === "guardian";
  });
}

function linkProblem(
  person: Person,
  link: { readonly agentId: string; readonly other: Person | undefined; readonly userMap: UserMap },
): Diagnostic | undefined {
  const school =
    link.userMap.users.get(link.userMap.uidOf.get(person.sourcedId) ?? "")?.school ?? "";
  const place = { at: `sis/users/${person.sourcedId}`, school };
  if (link.other === undefined) {
    return diagnose("association-dangling", place, {
      other: link.agentId,
      why: "the SIS did not send that user",
    });
  }
  if (!link.userMap.refused.has(link.agentId)) return undefined;
  return diagnose("association-dangling", place, {
    other: link.agentId,
    why: "that user cannot be synced",
  });
}

function toAssociation(pair: Pair, userMap: UserMap): DesiredAssociation | undefined {
  const parentUid = userMap.uidOf.get(pair.guardian.sourcedId);
  const studentUid = userMap.uidOf.get(pair.student.sourcedId);
  if (parentUid === undefined || studentUid === undefined) return undefined;
  return { parentUid, studentUid, school: userMap.users.get(studentUid)?.school ?? "" };
}

function lonelyGuardians(
  context: MappingContext,
  userMap: UserMap,
  linked: ReadonlySet<string>,
): readonly Diagnostic[] {
  const lonely: Diagnostic[] = [];
  for (const person of context.roster.people.values()) {
    const uid = userMap.uidOf.get(person.sourcedId);
    if (uid === undefined || linked.has(uid)) continue;
    if (!person.roles.some(({ role }) => mappedRoleOf(role) === "guardian")) continue;
    const place = {
      at: `sis/users/${person.sourcedId}`,
      school: userMap.users.get(uid)?.school ?? "",
    };
    lonely.push(diagnose("guardian-without-student", place, {}));
  }
  return lonely;
}
