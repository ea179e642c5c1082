import type { DecisionRow } from "../../contracts/run/decision-row.ts";
import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";

/** Whom decisions may name. */
export interface DecisionWorld {
  /** Unique ID that the app would write, by sourcedId. */
  readonly uidOf: ReadonlyMap<string, string>;
  /** LMS id, by the Unique ID that the account has now. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Whether the SIS sends somebody at all, also one who does not sync. */
  readonly isKnown: (sourcedId: string) => boolean;
}

/** What people decided. `pairs` maps the Unique ID that an account has to the sourcedId whose account it is. */
export interface Decisions {
  readonly pairs: ReadonlyMap<string, string>;
  /** Accounts that were said to be nobody's. */
  readonly declined: ReadonlySet<string>;
}

/** Decisions of nobody. */
export const noDecisions: Decisions = { pairs: new Map(), declined: new Set() };

/**
 * Judges the rows of an edited Data Prep report (facts B.2). Where a row has an account, its Integration-Mapping ID is
 * the sourcedId of the person; where it has none, that of the account. A row that cannot count is a finding that names
 * its line, and the others stand. A row about somebody who does not sync waits until the person does.
 *
 * A pair that the app has by Unique ID already needs no decision, nor does one that an earlier sync has carried out.
 */
export function judgeDecisions(
  rows: readonly DecisionRow[],
  world: DecisionWorld,
): Outcome<Decisions> {
  const lookUp = createLookUp(world);
  const wanted: Pairing[] = [];
  const declined = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const row of rows) {
    const read = readRow(row, lookUp);
    if (read === undefined) continue;
    if ("problem" in read) diagnostics.push(read.problem);
    else if (read.person === undefined) {
      declined.add(read.account);
      const uid = world.uidOf.get(row.sisMatching);
      if (uid === read.account) diagnostics.push(withoutEffect(row, read.account));
    } else wanted.push({ row, account: read.account, person: read.person });
  }
  const alone = withoutRepeats(wanted);
  diagnostics.push(...alone.diagnostics);
  const pairs = new Map<string, string>();
  for (const pairing of alone.value) {
    const taken = takenIds(pairing, lookUp);
    if (taken !== undefined) diagnostics.push(taken);
    else if (lookUp.uidOf(pairing.person) !== pairing.account)
      pairs.set(pairing.account, pairing.person);
  }
  return { value: { pairs, declined }, diagnostics };
}

interface Pairing {
  readonly row: DecisionRow;
  /** The Unique ID that the account has. */
  readonly account: string;
  readonly person: string;
}

interface LookUp {
  isKnown(person: string): boolean;
  uidOf(person: string): string | undefined;
  personOfUid(uid: string): string | undefined;
  hasAccount(uid: string): boolean;
  /** The Unique ID of an account named by it, or by `id:` and its LMS id. */
  accountNamed(name: string): string | undefined;
  uidOfLmsId(lmsId: string): string | undefined;
  hint(id: string): string;
}

function createLookUp({ uidOf, accounts, isKnown }: DecisionWorld): LookUp {
  const uidOfLmsId = new Map([...accounts].map(([uid, lmsId]) => [lmsId, uid]));
  const personOfUid = new Map([...uidOf].map(([person, uid]) => [uid, person]));
  let withoutZeros: ReadonlyMap<string, string> | undefined;
  return {
    isKnown,
    uidOf: (person) => uidOf.get(person),
    personOfUid: (uid) => personOfUid.get(uid),
    hasAccount: (uid) => accounts.has(uid),
    accountNamed: (name) => {
      if (accounts.has(name)) return name;
      return name.startsWith("id:") ? uidOfLmsId.get(name.slice(3)) : undefined;
    },
    uidOfLmsId: (lmsId) => uidOfLmsId.get(lmsId),
    hint: (id) => {
      if (/^\d(?:[.,]\d+)?E\+\d+$/i.test(id)) return " A spreadsheet has shortened a long number.";
      withoutZeros ??= new Map(
        [...uidOf.keys(), ...accounts.keys()]
          .filter((known) => known.startsWith("0"))
          .map((known) => [known.replace(/^0+/, ""), known]),
      );
      const near = withoutZeros.get(id);
      return near === undefined ? "" : ` There is ${near}: a spreadsheet may have taken the zeros.`;
    },
  };
}

type ReadRow =
  | { readonly account: string; readonly person: string | undefined }
  | { readonly problem: Diagnostic }
  | undefined;

function readRow(row: DecisionRow, lookUp: LookUp): ReadRow {
  const hasAccount = row.schoologyId !== "" || row.schoologyMatching !== "";
  return hasAccount ? readAccountRow(row, lookUp) : readPersonRow(row, lookUp);
}

function readPersonRow(row: DecisionRow, lookUp: LookUp): ReadRow {
  const { sisMatching, mappingId } = row;
  if (mappingId === "" || mappingId === sisMatching) return undefined;
  if (lookUp.uidOf(sisMatching) === undefined) {
    if (lookUp.isKnown(sisMatching)) return undefined;
    return unknown(row, { what: "the person", id: sisMatching }, lookUp);
  }
  const account = lookUp.accountNamed(mappingId);
  if (account !== undefined) return { account, person: sisMatching };
  if (isDone(sisMatching, lookUp)) return undefined;
  return unknown(row, { what: "the account", id: mappingId }, lookUp);
}

function readAccountRow(row: DecisionRow, lookUp: LookUp): ReadRow {
  const { schoologyMatching, mappingId } = row;
  if (mappingId !== "" && lookUp.uidOf(mappingId) === undefined) {
    if (lookUp.isKnown(mappingId)) return undefined;
    return unknown(row, { what: "the person", id: mappingId }, lookUp);
  }
  const account = accountOf(row, lookUp);
  if (typeof account === "object") return account;
  if (account !== undefined) {
    return { account, person: mappingId === "" ? undefined : mappingId };
  }
  if (mappingId === "" || isDone(mappingId, lookUp)) return undefined;
  return unknown(row, { what: "the account", id: schoologyMatching }, lookUp);
}

/** The account of a row, whose two names must agree; undefined when there is none such. */
function accountOf(row: DecisionRow, lookUp: LookUp): string | { problem: Diagnostic } | undefined {
  const { schoologyId, schoologyMatching, mappingId } = row;
  const named = lookUp.accountNamed(schoologyMatching);
  if (schoologyId === "") return named;
  const present = lookUp.uidOfLmsId(schoologyId);
  if (present !== undefined && present === named) return named;
  // The sync has carried it out since: the account has the person's Unique ID now.
  if (present !== undefined && present === lookUp.uidOf(mappingId)) return present;
  if (present === undefined && named === undefined) return undefined;
  const args = {
    line: row.line,
    seen: schoologyMatching || "(empty)",
    account: schoologyId,
    present: present ?? "no Unique ID, for it is not there",
  };
  return { problem: diagnose("decision-matching-edited", placeOf(row), args) };
}

function isDone(person: string, lookUp: LookUp): boolean {
  const uid = lookUp.uidOf(person);
  return uid !== undefined && lookUp.hasAccount(uid);
}

function unknown(
  row: DecisionRow,
  { what, id }: { readonly what: string; readonly id: string },
  lookUp: LookUp,
): { readonly problem: Diagnostic } {
  const args = { line: row.line, what, id: id || "(empty)", hint: lookUp.hint(id) };
  return { problem: diagnose("decision-id-unknown", placeOf(row), args) };
}

/** One account for one person: of rows that disagree none counts. Rows that say the same are one. */
function withoutRepeats(pairings: readonly Pairing[]): Outcome<readonly Pairing[]> {
  const byAccount = firstBy(pairings, ({ account }) => account);
  const byPerson = firstBy(pairings, ({ person }) => person);
  const clashing = new Set<Pairing>();
  const diagnostics: Diagnostic[] = [];
  for (const pairing of pairings) {
    const { account, person } = pairing;
    for (const [what, id, first] of [
      ["the account", account, byAccount.get(account)],
      ["the person", person, byPerson.get(person)],
    ] as const) {
      if (first === undefined || (first.account === account && first.person === person)) continue;
      clashing.add(pairing);
      const args = { line: pairing.row.line, what, id, other: first.row.line };
      diagnostics.push(diagnose("decision-repeated", placeOf(pairing.row), args));
    }
  }
  const accounts = new Set([...clashing].map(({ account }) => account));
  const people = new Set([...clashing].map(({ person }) => person));
  const value = pairings.filter(({ account, person }) => {
    return !accounts.has(account) && !people.has(person);
  });
  return { value, diagnostics };
}

function firstBy(
  pairings: readonly Pairing[],
  keyOf: (pairing: Pairing) => string,
): ReadonlyMap<string, Pairing> {
  const first = new Map<string, Pairing>();
  for (const pairing of pairings) {
    if (!first.has(keyOf(pairing))) first.set(keyOf(pairing), pairing);
  }
  return first;
}

/** An account cannot get a Unique ID that another has, nor be taken from the person whose Unique ID it has. */
function takenIds(pairing: Pairing, lookUp: LookUp): Diagnostic | undefined {
  const { row, account, person } = pairing;
  const uid = lookUp.uidOf(person) ?? "";
  if (uid === account) return undefined;
  const owner = lookUp.personOfUid(account);
  const why = lookUp.hasAccount(uid)
    ? `another account has the Unique ID of ${person} already`
    : owner === undefined
      ? undefined
      : `the account has the Unique ID of ${owner}`;
  return why === undefined
    ? undefined
    : diagnose("decision-id-taken", placeOf(row), { line: row.line, why });
}

function withoutEffect(row: DecisionRow, account: string): Diagnostic {
  return diagnose("decision-without-effect", placeOf(row), { line: row.line, account });
}

function placeOf(row: DecisionRow): { readonly at: string } {
  return { at: `decisions:${row.line}` };
}
