import { enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import { pairKey } from "../store/lms-store.ts";
import type { EnrollmentRecord, SectionRecord, UserRecord } from "../store/records.ts";
import { refuse, type Decision } from "./decision.ts";
import { withStatus } from "./enrollment-status.ts";
import type { RuleWorld } from "./world.ts";

/** Joining by access code makes an active member who is no admin, and counts as done by hand. */
export function decideAccessCode(
  world: RuleWorld,
  by: {
    readonly section: SectionRecord;
    readonly user: UserRecord;
    readonly accessCode: string;
  },
): Decision<EnrollmentRecord> {
  const { section, user } = by;
  if (by.accessCode.trim().toUpperCase() !== section.accessCode) {
    return refuse("This is not the access code of the section.");
  }
  const existing = world.view.enrollments.find("member", pairKey(section.id, user.id));
  if (existing === undefined) {
    return {
      kind: "create",
      build: (id) => ({
        id,
        sectionId: section.id,
        userId: user.id,
        admin: 0,
        status: enrollmentStatus.active,
        source: "manual",
        archivedBy: "",
      }),
    };
  }
  if (existing.status === enrollmentStatus.active) {
    return refuse(`The enrollment ${existing.id} has this account in this section already.`);
  }
  return {
    kind: "update",
    record: withStatus({ ...existing, admin: 0, source: "manual" }, enrollmentStatus.active),
  };
}
