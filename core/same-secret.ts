import { createHash, timingSafeEqual } from "node:crypto";

/** Compares secrets in a time that does not tell where they differ. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
