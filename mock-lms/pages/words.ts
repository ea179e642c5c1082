import type { LmsView } from "../store/lms-store.ts";
import type { EnrollmentRecord, SectionRecord, UserRecord } from "../store/records.ts";
import { written, link, type Markup } from "./markup.ts";

const statusWords: readonly string[] = [
  "",
  "active",
  "expired",
  "invite pending",
  "request pending",
  "archived",
];

/** The status of a membership in a word. */
export function statusWord({ status }: EnrollmentRecord): string {
  return statusWords[status] ?? String(status);
}

/** Who made something. */
export function sourceWord(synced: 0 | 1): string {
  return synced === 1 ? "synced" : "manual";
}

/** A link to a person, by name; the direction of the name stays inside. */
export function userLink(user: UserRecord): Markup {
  return written`<bdi>${link(`/people/${user.id}`, `${user.nameFirst} ${user.nameLast}`)}</bdi>`;
}

/** A link to a section, with its course. */
export function sectionLink(view: LmsView, section: SectionRecord): Markup {
  const course = view.courses.get(section.courseId)?.title ?? "";
  return written`<bdi>${link(`/sections/${section.id}`, `${course}: ${section.title}`)}</bdi>`;
}

/** The title of a building, or what stands for one that is gone. */
export function buildingTitle(view: LmsView, id: number): string {
  return view.buildings.get(id)?.title ?? `(building ${id})`;
}

/** The titles of the grading periods of a section. */
export function periodTitles(view: LmsView, section: SectionRecord): string {
  const titles = section.gradingPeriodIds.map((id) => view.gradingPeriods.get(id)?.title ?? "");
  return titles.join(", ");
}
