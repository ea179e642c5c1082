import { randomInt } from "node:crypto";

/**
 * The passwords of accounts, kept apart from the state: no rule, route, id, record or report looks here.
 *
 * Only Manage Users does (facts B.2: generated when absent, visible to admins).
 */
export interface PasswordVault {
  /**
   * The password of an account. One that was never given a password gets its own now: until somebody
   * looks, nobody can tell, and a million accounts that nobody looks at cost nothing.
   */
  reveal(userId: number): string;
  /** Keeps a password that was given. */
  set(userId: number, password: string): void;
  /** Resolves when all that was changed so far is kept safely. */
  flush(): Promise<void>;
}

/** Keeps passwords as long as the process lives. */
export function createMemoryPasswords(): PasswordVault {
  return createPasswords(
    new Map(),
    () => undefined,
    () => Promise.resolve(),
  );
}

/** Keeps passwords in a map, and says when it has changed. */
export function createPasswords(
  known: Map<number, string>,
  onChange: () => void,
  flush: () => Promise<void>,
): PasswordVault {
  const set = (userId: number, password: string): void => {
    known.set(userId, password);
    onChange();
  };
  return {
    reveal: (userId) => {
      const kept = known.get(userId);
      if (kept !== undefined) return kept;
      const made = generatePassword();
      set(userId, made);
      return made;
    },
    set,
    flush,
  };
}

/** Letters and digits that nobody mistakes for each other on a printed list. */
const alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const passwordLength = 14;

/** A password of about 80 bits from the machine's secure source. It is no part of what a seed reproduces. */
function generatePassword(): string {
  return Array.from({ length: passwordLength }, () => alphabet[randomInt(alphabet.length)]).join(
    "",
  );
}
