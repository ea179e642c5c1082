import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import type {
  DesiredMember,
  DesiredSection,
  DesiredState,
  LmsState,
} from "../mapping/lms-state.ts";
import { addressOf, toChange } from "./change.ts";
import type { PlanPart } from "./diff-users.ts";
import type { SyncMemory } from "./sync-memory.ts";

/** What the comparison of members may ask: which sections and accounts exist or are planned. */
export interface MemberPorts {
  readonly sectionExists: (schoolCode: string) => boolean;
  readonly userExists: (uid: string) => boolean;
  /** The person's name for the label of a change; the Unique ID when there is none. */
  readonly nameOf: (uid: string) => string;
  readonly memory: SyncMemory | undefined;
}

/**
 * Compares the members of the sections that the SIS lists (guide R129, R130).
 *
 * Students are added and removed as the SIS says. Course admins are added, and removed only when an earlier sync is
 * known to have enrolled them (F54): one who was added by hand stays. From an incomplete roster nothing is
 * removed at all: absence proves nothing there (F77). Whom the SIS enrolls without syncing them stays as
 * they are (R8, R123), and where it cannot be told who that is, everybody does. All additions come before
 * all removals (F58).
 */
export function diffEnrollments(
  desired: DesiredState,
  current: LmsState,
  ports: MemberPorts,
): Outcome<PlanPart> {
  const added: Change[] = [];
  const removed: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  let untouched = 0;
  for (const [code, wanted] of desired.enrollments) {
    const section = desired.sections.get(code);
    if (section === undefined || !ports.sectionExists(code)) continue;
    const present = current.enrollments.get(code) ?? new Map<string, DesiredMember>();
    for (const [uid, member] of wanted) {
      if (!ports.userExists(uid)) continue;
      const change = memberChange({
        section,
        uid,
        name: ports.nameOf(uid),
        wanted: member,
        present: present.get(uid),
      });
      if (change === undefined) untouched += 1;
      else added.push(change);
    }
    const leaving = leavingMembers({ section, wanted, present }, desired, ports);
    diagnostics.push(...leaving.diagnostics);
    for (const change of leaving.value) removed.push(change);
  }
  if (desired.complete)
    return { value: { changes: [...added, ...removed], untouched }, diagnostics };
  if (removed.length > 0) {
    diagnostics.push(diagnose("removals-withheld", { at: "plan" }, { count: removed.length }));
  }
  return { value: { changes: added, untouched }, diagnostics };
}

interface Compared {
  readonly section: DesiredSection;
  readonly wanted: ReadonlyMap<string, DesiredMember>;
  readonly present: ReadonlyMap<string, DesiredMember>;
}

/** The removals of a section's members whom the SIS no longer enrolls. */
function leavingMembers(
  { section, wanted, present }: Compared,
  desired: DesiredState,
  ports: MemberPorts,
): Outcome<readonly Change[]> {
  const { schoolCode: code } = section;
  const skipped = desired.skippedMembers.get(code);
  const ended = desired.endedMembers.get(code);
  const synced = ports.memory?.enrollments.get(code);
  const diagnostics: Diagnostic[] = [];
  const removed: Change[] = [];
  for (const [uid, member] of present) {
    if (wanted.has(uid) || skipped?.has(uid) === true) continue;
    const reason = ended?.has(uid) === true ? "ended-in-source" : "absent-from-full-pull";
    const isOurs = synced?.get(uid)?.admin === true;
    if (member.admin && !isOurs) diagnostics.push(keptAdmin(section, uid));
    else removed.push(removal({ section, uid, name: ports.nameOf(uid), reason, member }));
  }
  if (removed.length === 0 || !desired.unclearSections.has(code)) {
    return { value: removed, diagnostics };
  }
  return { value: [], diagnostics: [...diagnostics, unclear(section, removed.length)] };
}

function memberChange(parts: {
  readonly section: DesiredSection;
  readonly uid: string;
  readonly name: string;
  readonly wanted: DesiredMember;
  readonly present: DesiredMember | undefined;
}): Change | undefined {
  const { section, uid, name, wanted, present } = parts;
  const frame = {
    address: addressOf("enrollments", section.schoolCode, uid),
    kind: "enrollment",
    school: section.school,
    label: labelOf({ name, section, admin: wanted.admin }),
    after: { admin: wanted.admin },
  } as const;
  if (present === undefined) {
    return toChange({ ...frame, action: "create", reason: "enrolled-in-source", before: null });
  }
  // A member whom somebody made course admin by hand stays one (R130).
  if (present.admin || present.admin === wanted.admin) return undefined;
  return toChange({
    ...frame,
    action: "update",
    reason: "role-in-section-differs",
    before: { admin: present.admin },
  });
}

function labelOf(member: {
  readonly name: string;
  readonly section: DesiredSection;
  readonly admin: boolean;
}): string {
  return `${member.name} in ${member.section.title}, as ${member.admin ? "course admin" : "student"}`;
}

function unclear(section: DesiredSection, count: number): Diagnostic {
  const place = { at: addressOf("sections", section.schoolCode), school: section.school };
  return diagnose("removals-unclear", place, { count });
}

function removal(leaving: {
  readonly section: DesiredSection;
  readonly uid: string;
  readonly name: string;
  readonly member: DesiredMember;
  readonly reason: "ended-in-source" | "absent-from-full-pull";
}): Change {
  const { section, uid, reason, name } = leaving;
  const { admin } = leaving.member;
  return toChange({
    address: addressOf("enrollments", section.schoolCode, uid),
    kind: "enrollment",
    action: "remove",
    reason,
    school: section.school,
    label: labelOf({ name, section, admin }),
    before: { admin },
    after: null,
  });
}

function keptAdmin(section: DesiredSection, uid: string): Diagnostic {
  return diagnose(
    "admin-kept",
    { at: addressOf("enrollments", section.schoolCode, uid), school: section.school },
    {},
  );
}
