import type { Verdict } from "../../contracts/run/verdict.ts";
import { verdictWords } from "../wording.ts";

/** A verdict as a badge: words first, colour second. */
export function renderVerdict(verdict: Verdict): string {
  return `<span class="verdict v-${verdict}">${verdictWords[verdict]}</span>`;
}
