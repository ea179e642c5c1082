import { enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import type { LmsView } from "../store/lms-store.ts";
import type { SectionRecord } from "../store/records.ts";
import { refuse, type Refusal } from "./decision.ts";

/** The most sections that are linked with each other, the master among them (facts B.3). */
export const linkedSectionsMax = 10;

type LinkView = Pick<LmsView, "sectionLinks" | "enrollments" | "sections">;

/**
 * Why a section may not be linked to a master; undefined when it may (facts B.3): same course, same grading
 * periods, same course admins, no shared students, at most ten, and no set of linked sections to another.
 */
export function refuseSectionLink(
  view: LinkView,
  master: SectionRecord,
  child: SectionRecord,
): Refusal | undefined {
  if (master.id === child.id) return refuse("A section cannot be linked to itself.");
  const arranged = refuseArrangement(view, master, child);
  if (arranged !== undefined) return arranged;
  if (master.courseId !== child.courseId) return refuse("They are sections of different courses.");
  if (!isSame(new Set(master.gradingPeriodIds), new Set(child.gradingPeriodIds))) {
    return refuse("They are in different grading periods.");
  }
  const childAdmins = activeUsers(view, child.id, 1);
  if (!isSame(activeUsers(view, master.id, 1), childAdmins)) {
    return refuse("They have different course admins.");
  }
  const children = activeUsers(view, child.id, 0);
  const shared = linkedTo(view, master).some((section) => {
    const students = activeUsers(view, section.id, 0);
    return [...children].some((userId) => students.has(userId));
  });
  return shared ? refuse("A student is in both of them.") : undefined;
}

function refuseArrangement(
  view: LinkView,
  master: SectionRecord,
  child: SectionRecord,
): Refusal | undefined {
  if (view.sectionLinks.find("child", String(child.id)) !== undefined) {
    return refuse("The section is linked already. Unlink it first.");
  }
  if (view.sectionLinks.find("child", String(master.id)) !== undefined) {
    return refuse("The master is itself linked to another section.");
  }
  if (view.sectionLinks.list("parent", child.id).length > 0) {
    return refuse("Other sections are linked to the section. Unlink them first.");
  }
  return linkedTo(view, master).length >= linkedSectionsMax
    ? refuse(`At most ${linkedSectionsMax} sections can be linked.`)
    : undefined;
}

/** A master with the sections that are linked to it. */
function linkedTo(view: LinkView, master: SectionRecord): readonly SectionRecord[] {
  const children = view.sectionLinks.list("parent", master.id);
  return [master, ...children.flatMap((link) => view.sections.get(link.childId) ?? [])];
}

function activeUsers(view: LinkView, sectionId: number, admin: 0 | 1): ReadonlySet<number> {
  const members = view.enrollments.list("section", sectionId);
  return new Set(
    members
      .filter((member) => member.status === enrollmentStatus.active && member.admin === admin)
      .map((member) => member.userId),
  );
}

function isSame(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  return left.size === right.size && [...left].every((id) => right.has(id));
}
