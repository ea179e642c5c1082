import type { Random } from "../../core/random.ts";

/**
 * The code by which a parent could join an account as its parent. It depends on the seed and the account
 * alone, and holds its id, so that it is looked up without an index.
 */
export function parentAccessCode(random: Random, userId: number): string {
  const check = random.fork(`parent-access-code/${userId}`).hex(6);
  return `${userId.toString(36)}-${check}`.toUpperCase();
}

/** The account that a parent access code is of, whatever the case; undefined when it is of none. */
export function readParentAccessCode(random: Random, code: string): number | undefined {
  const [part = ""] = code.split("-");
  if (!/^[0-9a-z]{1,10}$/i.test(part)) return undefined;
  const userId = Number.parseInt(part, 36);
  return parentAccessCode(random, userId) === code.toUpperCase() ? userId : undefined;
}
