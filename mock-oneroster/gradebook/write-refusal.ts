import type { RefusalReason } from "../routes/refusal.ts";

/** A write that may not be: thrown where it is noticed, and made an answer in `answerWrite` alone. */
export class WriteRefusal extends Error {
  override readonly name = "WriteRefusal";
  readonly code = "write-refused";
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, description: string) {
    super(description);
    this.reason = reason;
  }
}

/** Well-formed but wrong: 422, with words that name the field. */
export function invalid(description: string): WriteRefusal {
  return new WriteRefusal("invalid-data", description);
}
