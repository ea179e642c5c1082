import type { Finding } from "../../contracts/run/run-record.ts";

/** Arguments that are never personal: counts apart, words of ours, and names of things that are no people. */
const safeArgs: ReadonlySet<string> = new Set([
  "account",
  "accounts",
  "collection",
  "dates",
  "field",
  "found",
  "how",
  "kind",
  "missing",
  "problem",
  "reading",
  "role",
  "target",
  "term",
  "what",
  "why",
  "year",
]);

/**
 * A finding without names, usernames and e-mail addresses: what is not known to be harmless is drawn as `…`, evidence is
 * left out, and places whose id holds an address lose it.
 *
 * @param isPersonal tells whether an id is itself personal
 */
export function redactFinding(finding: Finding, isPersonal: (id: string) => boolean): Finding {
  return {
    ...finding,
    examples: finding.examples.map(({ at, args }) => ({
      at: redactPlace(at, isPersonal),
      args: Object.fromEntries(
        Object.entries(args).map(([name, value]) => {
          const isSafe = typeof value === "number" || (safeArgs.has(name) && !isPersonal(value));
          return [name, isSafe ? value : "…"];
        }),
      ),
    })),
    evidence: [],
  };
}

function redactPlace(at: string, isPersonal: (id: string) => boolean): string {
  const parts = at.split("/");
  return parts.map((part) => (isPersonal(decoded(part)) ? "…" : part)).join("/");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
