import { enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import type { LmsCounts } from "../../contracts/run/run-record.ts";
import type { LmsView } from "../store/lms-store.ts";

/**
 * How the LMS looks: active accounts, active memberships, and all else that there is.
 *
 * The organisation itself is no building. A section is a duplicate when an earlier one has its course,
 * title and set of grading periods (F01).
 */
export function countObjects(view: LmsView): LmsCounts {
  return {
    buildings: countWhere(view.buildings.values(), (building) => building.kind === "building"),
    gradingPeriods: view.gradingPeriods.size,
    users: countWhere(view.users.values(), (user) => user.inactiveAtMs === null),
    associations: view.associations.size,
    courses: view.courses.size,
    sections: view.sections.size,
    activeEnrollments: countWhere(
      view.enrollments.values(),
      (member) => member.status === enrollmentStatus.active,
    ),
    duplicateSections: view.sections.size - view.sections.groupCount("twin"),
  };
}

function countWhere<Item>(items: Iterable<Item>, holds: (item: Item) => boolean): number {
  let count = 0;
  for (const item of items) if (holds(item)) count += 1;
  return count;
}
