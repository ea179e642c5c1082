import type { Clock } from "../../../core/clock.ts";
import { pairKey } from "../../store/lms-store.ts";
import type { GradebookSettings } from "../../rules/gradebook-settings.ts";
import type {
  AssignmentRecord,
  EnrollmentRecord,
  GradingCategoryRecord,
  GradingPeriodRecord,
  GradingScaleRecord,
  SectionRecord,
} from "../../store/records.ts";
import { scalesOf } from "../../rules/grading-scale.ts";
import type { GradebookDesk } from "../gradebook-actions.ts";
import type { Applied } from "../live-world.ts";
import { sectionNamed, UnknownObjectError, type HasStore } from "../people-actions.ts";

/** A mock in whose gradebooks people can write. */
export interface HasGradebook extends HasStore {
  readonly clock: Clock;
  readonly gradebook: GradebookSettings;
}

/** An item of a section's gradebook: by its id, or by its title if no other item there has it. */
export interface ItemName {
  readonly sectionSchoolCode: string;
  readonly item: number | string;
}

/** A cell of a section's gradebook: an item, and a member by Unique ID. */
export interface CellName extends ItemName {
  readonly schoolUid: string;
}

/** Something that people tried by hand goes against a rule of the gradebook. */
export class RefusedActionError extends Error {
  override readonly name = "RefusedActionError";
  readonly code = "refused-action";
  readonly retryable = false;
}

/** The desk that a mock's gradebook is changed from. */
export function deskOf(mock: HasGradebook): GradebookDesk {
  return { store: mock.store, view: mock.store, clock: mock.clock, gradebook: mock.gradebook };
}

/**
 * What an action came to.
 *
 * @throws UnknownObjectError when it speaks of what is not there
 * @throws RefusedActionError when a rule forbids it
 */
export function settled<Item>(applied: Applied<Item>): Item {
  if (applied.kind === "done") return applied.record;
  const message = `Failed to change a gradebook by hand: ${applied.error}`;
  throw applied.code === 404 ? new UnknownObjectError(message) : new RefusedActionError(message);
}

/** @throws UnknownObjectError when no section has the code */
export function findSection(mock: HasStore, schoolCode: string): SectionRecord {
  return found(
    sectionNamed(mock.store, schoolCode),
    `no section has the section_school_code ${schoolCode}`,
  );
}

/** @throws UnknownObjectError when the section or the item is not there, or several have the title */
export function findItem(mock: HasStore, by: ItemName): AssignmentRecord {
  const section = findSection(mock, by.sectionSchoolCode);
  if (typeof by.item === "number") {
    const item = mock.store.assignments.get(by.item);
    return found(
      item?.sectionId === section.id ? item : undefined,
      `the section ${section.id} has no item ${by.item}`,
    );
  }
  return onlyOne(
    mock.store.assignments.list("section", section.id).filter(({ title }) => title === by.item),
    `item of the section ${section.id}`,
  );
}

/** A membership, whatever its status. */
export function findMember(
  mock: HasStore,
  by: Pick<CellName, "sectionSchoolCode" | "schoolUid">,
): EnrollmentRecord {
  const section = findSection(mock, by.sectionSchoolCode);
  const user = found(
    mock.store.users.find("schoolUid", by.schoolUid),
    `no account has the school_uid ${by.schoolUid}`,
  );
  return found(
    mock.store.enrollments.find("member", pairKey(section.id, user.id)),
    `the account ${user.id} is no member of the section ${section.id}`,
  );
}

/** @throws UnknownObjectError when none or several categories of the section have the title */
export function findCategoryTitled(
  mock: HasStore,
  section: SectionRecord,
  title: string,
): GradingCategoryRecord {
  return onlyOne(
    mock.store.gradingCategories
      .list("section", section.id)
      .filter((category) => category.title === title),
    `grading category of the section ${section.id}`,
  );
}

/** @throws UnknownObjectError when none or several scales of the section have the title */
export function findScaleTitled(
  mock: HasStore,
  section: SectionRecord,
  title: string,
): GradingScaleRecord {
  return onlyOne(
    scalesOf({ view: mock.store }, section.id).filter((scale) => scale.title === title),
    `grading scale of the section ${section.id}`,
  );
}

/** @throws UnknownObjectError when no grading period has the title */
export function findPeriodTitled(mock: HasStore, title: string): GradingPeriodRecord {
  return found(mock.store.gradingPeriods.find("title", title), "no grading period has this title");
}

function found<Item>(item: Item | undefined, why: string): Item {
  if (item === undefined) throw unknown(why);
  return item;
}

function onlyOne<Item>(items: readonly Item[], what: string): Item {
  const [first] = items;
  if (first === undefined) throw unknown(`no ${what} has this title`);
  if (items.length > 1) throw unknown(`more than one ${what} has this title`);
  return first;
}

function unknown(why: string): UnknownObjectError {
  return new UnknownObjectError(`Failed to use a gradebook by hand: ${why}.`);
}
