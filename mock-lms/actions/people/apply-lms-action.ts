import type * as z from "zod";
import { issueWords } from "../../../contracts/run/issue-words.ts";
import { UnknownObjectError } from "../people-actions.ts";
import { OrganizationFileError } from "../../seed/organization-file-error.ts";
import type { ActionOutcome, ActionTarget, LmsActionRecord } from "./action-record.ts";
import { addMember } from "./add-member.ts";
import { PeopleActionError } from "./find-objects.ts";
import { RefusedActionError } from "./gradebook-names.ts";
import * as gradebook from "./gradebook-records.ts";
import { LmsAction } from "./lms-action.ts";
import * as organization from "./organization-records.ts";
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

/** How an action says that it cannot be carried out. */
const refusals = [UnknownObjectError, PeopleActionError, RefusedActionError, OrganizationFileError];

/** What each kind of action does. */
const records: {
  readonly [Kind in LmsAction["kind"]]: LmsActionRecord<
    z.ZodType<Extract<LmsAction, { readonly kind: Kind }>>
  >;
} = {
  "add-member": addMember,
  "take-email-elsewhere": emailTakenElsewhere,
  "create-course": organization.createCourse,
  "remove-member": organization.removeMember,
  "delete-course": organization.deleteCourse,
  "archive-section": organization.archiveSection,
  "edit-user": organization.editUser,
  "set-role": organization.setRole,
  "add-building": organization.addBuilding,
  "deactivate-user": organization.deactivateUser,
  "link-sections": organization.linkSections,
  "unlink-section": organization.unlinkSection,
  "import-cross-listings": organization.importCrossListings,
  "undo-cross-listing": organization.undoCrossListing,
  "import-users": organization.importUsers,
  "set-time-zone": organization.setTimeZone,
  "view-password": organization.viewPassword,
  "export-passwords": organization.exportPasswords,
  "create-item": gradebook.createItem,
  "delete-item": gradebook.deleteItem,
  "publish-item": gradebook.publishItem,
  "move-item": gradebook.moveItem,
  "set-sync-to-sis": gradebook.setSyncToSis,
  "set-grading-task": gradebook.setGradingTask,
  grade: gradebook.grade,
  "set-exception": gradebook.setException,
  comment: gradebook.comment,
  "score-automatically": gradebook.scoreAutomatically,
  "override-final-grade": gradebook.overrideFinalGrade,
  "create-category": gradebook.createCategory,
  "delete-category": gradebook.deleteCategory,
  "create-group": gradebook.createGroup,
  "add-scale": gradebook.addScale,
  "set-up-gradebook": gradebook.setUpGradebook,
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
    throw new LmsActionError("unreadable-action", issueWords(parsed.error));
  }
  try {
    return perform(target, parsed.data);
  } catch (cause) {
    if (!(cause instanceof Error) || !refusals.some((kind) => cause instanceof kind)) throw cause;
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
