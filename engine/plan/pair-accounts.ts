import type { DecisionRow } from "../../contracts/run/decision-row.ts";
import type { Outcome } from "../../contracts/run/diagnostic.ts";
import {
  associationKey,
  type DesiredState,
  type HeldObject,
  type LmsState,
} from "../mapping/lms-state.ts";
import { judgeDecisions, noDecisions, type Decisions } from "../matching/judge-decisions.ts";

/** What people decided, and the present state as it reads with that. */
export interface PairedState {
  readonly current: LmsState;
  readonly decisions: Decisions;
  /** The Unique IDs that accounts will have only when the Users tab has run. */
  readonly pending: ReadonlySet<string>;
}

/** Decisions as they came back, and whom the SIS knows at all. */
export interface DecisionsGiven {
  readonly rows: readonly DecisionRow[];
  readonly isKnown: (sourcedId: string) => boolean;
}

/**
 * Lays decisions of data preparation over the present state: an account that is a person's by decision stands under the
 * Unique ID that the person gets, and remembers its own in `school_uid`, so that the plan updates it in place (R114).
 */
export function pairAccounts(
  desired: DesiredState,
  current: LmsState,
  { rows, isKnown }: DecisionsGiven,
): Outcome<PairedState> {
  if (rows.length === 0) {
    return { value: { current, decisions: noDecisions, pending: new Set() }, diagnostics: [] };
  }
  const uidOf = new Map([...desired.users.values()].map(({ personId, uid }) => [personId, uid]));
  const accounts = new Map([...current.users].map(([uid, { id }]) => [uid, id]));
  const judged = judgeDecisions(rows, { uidOf, accounts, isKnown });
  const newUid = new Map<string, string>();
  for (const [account, person] of judged.value.pairs) {
    const uid = uidOf.get(person);
    if (uid !== undefined) newUid.set(account, uid);
  }
  const value = {
    current: newUid.size === 0 ? current : renamed(current, newUid),
    decisions: judged.value,
    pending: new Set(newUid.values()),
  };
  return { value, diagnostics: judged.diagnostics };
}

function renamed(current: LmsState, newUid: ReadonlyMap<string, string>): LmsState {
  const nameOf = (uid: string): string => newUid.get(uid) ?? uid;
  const users = [...current.users].map(([uid, held]): readonly [string, HeldObject] => {
    const name = newUid.get(uid);
    if (name === undefined) return [uid, held];
    return [name, { ...held, fields: { ...held.fields, school_uid: uid } }];
  });
  const associations = [...current.associations].map((key) => {
    const [parent = "", student = ""] = key.split("\n");
    return associationKey(nameOf(parent), nameOf(student));
  });
  const enrollments = [...current.enrollments].map(([code, members]) => {
    const renamedMembers = [...members].map(([uid, member]) => [nameOf(uid), member] as const);
    return [code, new Map(renamedMembers)] as const;
  });
  return {
    ...current,
    users: new Map(users),
    associations: new Set(associations),
    enrollments: new Map(enrollments),
  };
}
