import { diagnose, type Diagnostic } from "../../../contracts/run/diagnostic.ts";
import type { Change } from "../../../contracts/run/plan.ts";
import { findings, keyIn, type GuardInput, type Verdicts } from "../guard.ts";

function isRemoval({ kind, action }: Change): boolean {
  return kind === "enrollment" && action === "remove";
}

/** Removals of members, by what an earlier sync knew of them. Without a memory nothing is known. */
function removalsOf(
  { changes, memory }: GuardInput,
  wanted: "admin" | "stranger",
): ReadonlySet<Change> {
  if (memory === undefined) return new Set();
  return new Set(
    changes.filter((change) => {
      if (!isRemoval(change)) return false;
      const member = memory.enrollments.get(keyIn(change, 1))?.get(keyIn(change, 2));
      return wanted === "admin" ? member?.admin === true : member === undefined;
    }),
  );
}

function verdictOn(
  removals: ReadonlySet<Change>,
  code: "admin-removed" | "manual-member-removal",
): Verdicts {
  const diagnostics = [...removals].map(({ address: at, school }) =>
    diagnose(code, { at, school }, {}),
  );
  return { diagnostics, holds: (change) => (removals.has(change) ? code : undefined) };
}

/** Course admins whom a sync had enrolled and the SIS no longer lists (F54). Those whom people enrolled stay (R130). */
export function adminRemovedGuard(input: GuardInput): Verdicts {
  return verdictOn(removalsOf(input, "admin"), "admin-removed");
}

/** Students whom no sync had enrolled and the next one takes out (F55), named before it does. */
export function manualMemberGuard(input: GuardInput): Verdicts {
  return verdictOn(removalsOf(input, "stranger"), "manual-member-removal");
}

/** Students who leave one section and join another in the same sync (F58): grades stay behind with the first. */
export function transferGuard({ changes, desired }: GuardInput): Verdicts {
  const left = new Map<string, string[]>();
  for (const change of changes) {
    if (!isRemoval(change)) continue;
    const uid = keyIn(change, 2);
    const sections = left.get(uid);
    if (sections === undefined) left.set(uid, [keyIn(change, 1)]);
    else sections.push(keyIn(change, 1));
  }
  if (left.size === 0) return findings([]);
  const joined = new Map<string, Change[]>();
  for (const change of changes) {
    if (change.kind !== "enrollment" || change.action !== "create") continue;
    const uid = keyIn(change, 2);
    if (!left.has(uid)) continue;
    const group = joined.get(uid);
    if (group === undefined) joined.set(uid, [change]);
    else group.push(change);
  }
  const titleOf = (code: string): string => desired.sections.get(code)?.title ?? code;
  const diagnostics = [...joined].flatMap(([uid, [first, ...more]]): readonly Diagnostic[] => {
    if (first === undefined) return [];
    const args = {
      left: (left.get(uid) ?? []).map(titleOf).join(", "),
      joined: [first, ...more].map((change) => titleOf(keyIn(change, 1))).join(", "),
    };
    return [diagnose("student-transfer", { at: first.address, school: first.school }, args)];
  });
  return findings(diagnostics);
}
