import type { Roster } from "../store/records.ts";
import { dayNumber, writeDay } from "./days.ts";
import type { Layout } from "./layout.ts";
import { termsMet } from "./offer.ts";
import type { SectionPlan } from "./plan-schedule.ts";
import { lateEntryOf } from "./students.ts";

/** The ids of a section and of its school, as text made once for all rows. */
export interface RosterPlace {
  readonly section: string;
  readonly school: string;
  /** What the ids of the rosters begin with. */
  readonly rosters: string;
}

/** What a roster writer needs. `studentKeys` are the ids of students by index. */
export interface RosterWriterParts {
  readonly layout: Layout;
  readonly studentKeys: readonly string[];
  readonly put: (row: Roster) => void;
}

/** Writes the rosters of a section: the largest table, so that each row makes one object and one text. */
export type WriteRosters = (section: SectionPlan, at: RosterPlace) => void;

/** Creates the writer of rosters. */
export function createRosterWriter({ layout, studentKeys, put }: RosterWriterParts): WriteRosters {
  const isEmpty = layout.dirt.die("emptySections");
  const isDoubled = layout.dirt.die("duplicateSeats");
  const toRow = createRosterRows(layout);
  return (section, at) => {
    const { number } = section;
    if (isEmpty(number)) return;
    const { start, end } = spanOf(section);
    const again: number[] = [];
    let place = 0;
    for (const index of section.students) {
      const entry = lateEntryOf(layout, index);
      // Over before the student came.
      if (entry !== undefined && entry > end) continue;
      place += 1;
      const beginDate = entry !== undefined && entry > start ? entry : undefined;
      put(toRow({ number, place, index, person: studentKeys[index] ?? "", beginDate }, at));
      if (isDoubled(number, place)) again.push(index);
    }
    for (const index of again) {
      place += 1;
      const person = studentKeys[index] ?? "";
      put(toRow({ number, place, index, person, beginDate: undefined }, at));
    }
  };
}

/** A student's place in a section. */
interface Seat {
  readonly number: number;
  readonly place: number;
  readonly index: number;
  readonly person: string;
  readonly beginDate: string | undefined;
}

/** Higher than any person's number. */
const unknownPerson = 9_000_000;

function createRosterRows(layout: Layout): (seat: Seat, at: RosterPlace) => Roster {
  const { dirt, draws, frame } = layout;
  const today = dayNumber(layout.asOf);
  const isOrphan = dirt.die("orphanReferences");
  const isDeleted = dirt.die("deletedRows");
  const hasEnded = dirt.die("endedEnrollments");
  const isFuture = dirt.die("futureEnrollments");
  return ({ number, place, index, person, beginDate }, at) => {
    const orphan = isOrphan(number, place) ? (place % 2 === 0 ? "person" : "section") : undefined;
    const ended = hasEnded(number, place);
    const future = !ended && isFuture(number, place);
    return {
      id: at.rosters + (placeTexts[place] ?? place),
      status: isDeleted(number, place) ? "tobedeleted" : frame.status,
      modified: frame.modified,
      metadata: undefined,
      section: orphan === "section" ? `${at.section}999` : at.section,
      school: at.school,
      person: orphan === "person" ? String(unknownPerson + index) : person,
      role: "student",
      primary: undefined,
      beginDate: future ? writeDay(today + 7 + draws.dates.int(50, number, place)) : beginDate,
      endDate: ended ? writeDay(today - 1 - draws.dates.int(20, number, place)) : undefined,
    };
  };
}

const placeTexts = Array.from({ length: 100 }, (_, place) => String(place).padStart(2, "0"));

function spanOf({ course, meets }: SectionPlan): { readonly start: string; readonly end: string } {
  const { terms } = course.structure;
  const met = termsMet(meets);
  return {
    start: terms[met[0] ?? "year"].startDate,
    end: terms[met.at(-1) ?? "year"].endDate,
  };
}
