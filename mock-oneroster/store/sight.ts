import { changeCount } from "./change-count.ts";
import type {
  Course,
  Relationship,
  Seat,
  SchoolEnrollment,
  Section,
  StaffRow,
  Term,
} from "./records.ts";
import type { World } from "./world.ts";

/**
 * What the API shows of a world at one moment: one school year, one trial of each schedule, and the schools of
 * the connection (Campus facts A.2, A.7, A.10). What belongs to no calendar, as in an import, is always shown.
 */
export interface Sight {
  /** Says whether the connection may see a school. Orgs that are no schools are always seen. */
  readonly school: (id: string | undefined) => boolean;
  /** Says whether a calendar is of the active year, at a school that is seen. */
  readonly calendar: (id: string | undefined) => boolean;
  readonly term: (term: Term) => boolean;
  readonly course: (course: Course) => boolean;
  readonly section: (section: Section) => boolean;
  /** Says whether a seat is shown. One whose section is unknown stays visible, as dirty data would. */
  readonly seat: (seat: Seat | StaffRow) => boolean;
  /** A student's place at a school in the active year. No-shows are not sent (F39). */
  readonly schoolEnrollment: (enrollment: SchoolEnrollment) => boolean;
  /**
   * Says whether a relationship makes the contact a user: with portal access, and with Grade Book Sync where Campus
   * wants it (facts A.5). What an import wrote stays as written.
   */
  readonly contact: (link: Relationship) => boolean;
  /** The id of the district, where the world holds one. */
  readonly district: string | undefined;
  /** One byte for each row of `world.sections`: 1 when it is shown. For loops over millions of seats. */
  readonly sectionRows: Uint8Array;
}

const deciding = ["calendars", "structures", "trials", "sections", "orgs"] as const;
const remembered = new WeakMap<World, { readonly stamp: number; readonly sight: Sight }>();

/** Looks at a world as it is now. The answer is kept until something changes that it depends on. */
export function lookAt(world: World): Sight {
  const stamp = changeCount(world, deciding);
  const known = remembered.get(world);
  if (known?.stamp === stamp) return known.sight;
  const sight = createSight(world);
  remembered.set(world, { stamp, sight });
  return sight;
}

function createSight(world: World): Sight {
  const { activeYear, connectionSchools, trials } = world.view;
  const school = (id: string | undefined): boolean =>
    id === undefined ||
    connectionSchools === undefined ||
    connectionSchools.has(id) ||
    world.orgs.get(id)?.type !== "school";
  const calendars = new Set<string>();
  for (const { id, schoolYear, school: place } of world.calendars.values()) {
    const isOfYear = activeYear === "" || schoolYear === "" || schoolYear === activeYear;
    if (isOfYear && school(place)) calendars.add(id);
  }
  const calendar = (id: string | undefined): boolean => id === undefined || calendars.has(id);
  const structure = (id: string | undefined): boolean =>
    id === undefined || calendar(world.structures.get(id)?.calendar);
  const shownTrials = new Set<string>();
  for (const trial of world.trials.values()) {
    if ((trial.active || trials === "all") && structure(trial.structure)) shownTrials.add(trial.id);
  }
  const section = (one: Pick<Section, "trial" | "school">): boolean =>
    (one.trial === undefined || shownTrials.has(one.trial)) && school(one.school);
  return {
    school,
    calendar,
    term: (term) => structure(term.structure),
    course: (course) => calendar(course.calendar) && school(course.org),
    section,
    seat: (seat) => {
      if ("staffType" in seat && seat.staffType === "S") return false;
      const place = world.sections.get(seat.section);
      return place === undefined ? school(seat.school) : section(place);
    },
    schoolEnrollment: (enrollment) =>
      !enrollment.noShow && calendar(enrollment.calendar) && school(enrollment.school),
    contact: (link) => link.portal && (isOpenFor(world, link) || isWritten(world, link.contact)),
    district: districtOf(world),
    sectionRows: shownSections(world, section),
  };
}

function isOpenFor({ view }: World, { guardian }: Relationship): boolean {
  return view.gradeBookSync || (guardian && view.guardians === "always");
}

function isWritten({ people }: World, id: string): boolean {
  return people.get(id)?.idForm === "written";
}

function districtOf(world: World): string | undefined {
  for (const org of world.orgs.values()) if (org.type === "district") return org.id;
  return undefined;
}

function shownSections(world: World, isShown: (section: Section) => boolean): Uint8Array {
  const { rows } = world.sections;
  const shown = new Uint8Array(rows.end);
  for (let row = 0; row < rows.end; row += 1) {
    if (rows.isLive(row) && isShown(rows.at(row))) shown[row] = 1;
  }
  return shown;
}
