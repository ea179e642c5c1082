import * as z from "zod";
import { UnknownObjectError } from "../people-actions.ts";
import type { ActionOutcome, ActionTarget, LmsActionRecord } from "./action-record.ts";
import { addMember } from "./add-member.ts";
import { LmsAction } from "./lms-action.ts";
import { emailTakenElsewhere } from "./take-email-elsewhere.ts";

/** An action was not carried out: it cannot be read, or what it speaks of is not there. Nothing has changed. */
export class LmsActionError extends Error {
  override readonly name = "LmsActionError";
  readonly code: "unreadable-action" | "impossible-action";
  readonly retryable = false;

  constructor(code: LmsActionError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What each kind of action does. */
const records: {
  readonly [Kind in LmsAction["kind"]]: LmsActionRecord<
    z.ZodType<Extract<LmsAction, { readonly kind: Kind }>>
  >;
} = {
  "add-member": addMember,
  "take-email-elsewhere": emailTakenElsewhere,
};

/**
 * Lets people do something in a mock LMS.
 *
 * @param action a `LmsAction`, unread
 * @throws LmsActionError `unreadable-action` when it is none, `impossible-action` when it cannot be done
 */
export function applyLmsAction(target: ActionTarget, action: unknown): ActionOutcome {
  const parsed = LmsAction.safeParse(action);
  if (!parsed.success) {
    throw new LmsActionError("unreadable-action", z.prettifyError(parsed.error));
  }
  try {
    return perform(target, parsed.data);
  } catch (cause) {
    if (!(cause instanceof UnknownObjectError)) throw cause;
    throw new LmsActionError("impossible-action", cause.message, { cause });
  }
}

function perform<Kind extends LmsAction["kind"]>(
  target: ActionTarget,
  action: Extract<LmsAction, { readonly kind: Kind }>,
): ActionOutcome {
  const kind: Kind = action.kind;
  return records[kind].perform(target, action);
}
