import { termsOf } from "../placements.ts";
import type { LineItem, Section, Term } from "../records.ts";
import type { World } from "../world.ts";

/**
 * The term or grading period that a line item counts for: what it says itself, or else the term of its section
 * in which it is due. 1.1 requires one and clients of 1.2 send none (facts §5.2, §7.2).
 */
export function sessionOf(
  world: World,
  item: Pick<LineItem, "academicSession" | "gradingPeriod" | "section" | "dueDate">,
): string | undefined {
  const said = item.academicSession ?? item.gradingPeriod;
  if (said !== undefined) return said;
  const section = world.sections.get(item.section);
  return section === undefined ? undefined : nearestSession(world, section, item.dueDate);
}

/** The term of a section that holds a day; the later one where two meet. */
export function termHolding(world: World, section: Section, day: string): Term | undefined {
  return knownTerms(world, section).findLast((term) => holdsDay(term, day));
}

/**
 * Whether a session is one of some terms, or lies below or within one of them: the grading periods that the API
 * lists for these terms.
 */
export function liesInTerms(world: World, session: string, terms: readonly string[]): boolean {
  if (terms.includes(session)) return true;
  const found = world.terms.get(session);
  if (found === undefined) return false;
  return terms.some((id) => {
    const term = world.terms.get(id);
    if (term === undefined) return false;
    const isSibling = found.structure !== undefined && found.structure === term.structure;
    const isWithin = found.startDate >= term.startDate && found.endDate <= term.endDate;
    return found.parent === id || (isSibling && isWithin);
  });
}

/** Whether a day lies in a term. The last day counts: Campus terms end on it, whatever OneRoster says of `endDate`. */
function holdsDay({ startDate, endDate }: Term, day: string): boolean {
  return startDate <= day && day <= endDate;
}

/** The term that holds the day, else the last one before it, else the first; without terms the year of the course. */
function nearestSession(world: World, section: Section, dueDate: string): string | undefined {
  const day = dueDate.slice(0, 10);
  const terms = knownTerms(world, section);
  const begun = terms.findLast(({ startDate }) => startDate <= day);
  const term = termHolding(world, section, day) ?? begun ?? terms[0];
  return term?.id ?? world.courses.get(section.course)?.schoolYear;
}

function knownTerms(world: World, section: Section): readonly Term[] {
  const terms = termsOf(section).map((id) => world.terms.get(id));
  return terms.filter((term) => term !== undefined).toSorted(byStart);
}

function byStart(a: Term, b: Term): number {
  if (a.startDate !== b.startDate) return a.startDate < b.startDate ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
