import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { Change } from "../../contracts/run/plan.ts";
import {
  associationKey,
  type DesiredAssociation,
  type DesiredState,
  type LmsState,
} from "../mapping/lms-state.ts";
import { addressOf, toChange } from "./change.ts";
import type { PlanPart } from "./diff-users.ts";
import type { SyncMemory } from "./sync-memory.ts";

/** What the comparison of links may ask: which accounts exist or are planned, and what earlier syncs made. */
export interface LinkPorts {
  readonly userExists: (uid: string) => boolean;
  readonly memory: SyncMemory | undefined;
}

/**
 * Plans the links that the SIS designates and the LMS lacks (guide R112), and by a reading the end of those that it no
 * longer has (F46). Links of people who do not sync stay as they are; so do all when the roster is incomplete, or when it
 * has no link at all, for then a permission was lost rather than every custody (F47).
 */
export function diffAssociations(
  desired: DesiredState,
  current: LmsState,
  ports: LinkPorts,
): Outcome<PlanPart> {
  const added: Change[] = [];
  let untouched = 0;
  for (const link of desired.associations) {
    const { parentUid, studentUid } = link;
    if (!ports.userExists(parentUid) || !ports.userExists(studentUid)) continue;
    if (current.associations.has(associationKey(parentUid, studentUid))) untouched += 1;
    else added.push(linkChange(link, "create"));
  }
  const ended = endedLinks(desired, current);
  const removed: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const link of ended) {
    const why = whyKept(link, desired, ports.memory);
    if (why === undefined) removed.push(linkChange(link, "remove"));
    else {
      const place = { at: addressOf("associations", link.parentUid, link.studentUid) };
      const { school } = link;
      diagnostics.push(diagnose("association-not-in-source", { ...place, school }, { why }));
    }
  }
  return { value: { changes: [...added, ...removed], untouched }, diagnostics };
}

/** The links between two people who sync that the LMS has and the SIS has not. */
function endedLinks(desired: DesiredState, current: LmsState): readonly DesiredAssociation[] {
  if (!desired.complete || desired.associations.length === 0) return [];
  const wanted = new Set(
    desired.associations.map(({ parentUid, studentUid }) => associationKey(parentUid, studentUid)),
  );
  return [...current.associations].flatMap((key) => {
    if (wanted.has(key)) return [];
    const [parentUid = "", studentUid = ""] = key.split("\n");
    const student = desired.users.get(studentUid);
    if (student === undefined || !desired.users.has(parentUid)) return [];
    return [{ parentUid, studentUid, school: student.school }];
  });
}

/** Why a link that has ended is left alone; undefined when it is not. */
function whyKept(
  { parentUid, studentUid }: DesiredAssociation,
  { endedAssociations }: DesiredState,
  memory: SyncMemory | undefined,
): string | undefined {
  if (endedAssociations === "remove-all") return undefined;
  if (endedAssociations === "keep") return "readings.endedAssociations is keep";
  if (memory === undefined) return "it is not known whether a sync made it";
  return memory.associations.has(associationKey(parentUid, studentUid))
    ? undefined
    : "no sync made it";
}

function linkChange(link: DesiredAssociation, action: "create" | "remove"): Change {
  const { parentUid, studentUid, school } = link;
  const fields = { parent: parentUid, student: studentUid };
  return toChange({
    address: addressOf("associations", parentUid, studentUid),
    kind: "association",
    action,
    reason: action === "create" ? "relationship-in-source" : "relationship-ended",
    school,
    before: action === "create" ? null : fields,
    after: action === "create" ? fields : null,
  });
}
