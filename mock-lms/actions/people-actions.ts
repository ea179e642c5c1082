import { enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import { forgetOrigins } from "./section-ties.ts";
import { emailKey, pairKey, type LmsStore } from "../store/lms-store.ts";
import type { EnrollmentRecord, SectionRecord } from "../store/records.ts";

/** A mock whose state people can change by hand. */
export interface HasStore {
  readonly store: LmsStore;
}

/** Something was to be done by hand to an object that is not there. */
export class UnknownObjectError extends Error {
  override readonly name = "UnknownObjectError";
  readonly code = "unknown-object";
  readonly retryable = false;
}

/**
 * Adds a member or course admin to a section by hand, as people do in the product: marked manual, so that
 * a sync that clears only its own enrollments leaves it alone (guide R130).
 *
 * A membership that exists becomes active, manual, and admin or not as asked.
 *
 * @throws UnknownObjectError when the section or the active account does not exist
 */
export function addManualEnrollment(
  mock: HasStore,
  by: { readonly sectionSchoolCode: string; readonly schoolUid: string; readonly admin: boolean },
): EnrollmentRecord {
  const { store } = mock;
  const section = sectionNamed(store, by.sectionSchoolCode);
  if (section === undefined) {
    throw new UnknownObjectError(
      `Failed to add a member by hand: no section has the section_school_code ${by.sectionSchoolCode}.`,
    );
  }
  const user = store.users.find("schoolUid", by.schoolUid);
  if (user?.inactiveAtMs !== null) {
    throw new UnknownObjectError(
      `Failed to add a member by hand: no active account has the school_uid ${by.schoolUid}.`,
    );
  }
  const fields = {
    sectionId: section.id,
    userId: user.id,
    admin: by.admin ? 1 : 0,
    status: enrollmentStatus.active,
    source: "manual",
    archivedBy: "",
  } as const;
  const existing = store.enrollments.find("member", pairKey(section.id, user.id));
  if (existing === undefined) return store.enrollments.add((id) => ({ id, ...fields }));
  const record = { id: existing.id, ...fields };
  if (existing.status === enrollmentStatus.archived) forgetOrigins(store, existing.id);
  store.enrollments.replace(record);
  return record;
}

/** A section by its section school code or, as sections made by hand have none, by its id. */
export function sectionNamed(
  store: Pick<LmsStore, "sections">,
  name: string,
): SectionRecord | undefined {
  const byCode = store.sections.find("schoolCode", name);
  return byCode ?? (/^\d{1,15}$/.test(name) ? store.sections.get(Number(name)) : undefined);
}

/**
 * Says that an account of another organisation holds an e-mail address (F20). `domainVerified` marks an
 * address on a domain that this organisation has verified, whose accounts it may merge.
 */
export function takeEmailElsewhere(
  mock: HasStore,
  by: { readonly email: string; readonly domainVerified: boolean },
): void {
  const { email, domainVerified } = by;
  const existing = mock.store.outsideEmails.find("email", emailKey(email));
  if (existing === undefined) mock.store.outsideEmails.add((id) => ({ id, email, domainVerified }));
  else mock.store.outsideEmails.replace({ id: existing.id, email, domainVerified });
}
