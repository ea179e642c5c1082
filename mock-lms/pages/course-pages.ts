import { crossListingsInto, passbackSectionOf } from "../rules/cross-listing.ts";
import { isPastSection, type RuleWorld } from "../rules/world.ts";
import type { LmsView } from "../store/lms-store.ts";
import type { CourseRecord, SectionRecord } from "../store/records.ts";
import type { GradebookWorld } from "../rules/gradebook-settings.ts";
import { gradebookPart } from "./gradebook-part.ts";
import { facts, written, link, listed, queryOf, table, type Markup } from "./markup.ts";
import { takeWindow, windowLinks } from "./windows.ts";
import {
  buildingTitle,
  periodTitles,
  sectionLink,
  sourceWord,
  statusWord,
  userLink,
} from "./words.ts";

/** The courses, a page at a time; by a course code or a section school code the one that has it. */
export function renderCourses(
  view: LmsView,
  search: { readonly code: string; readonly from: number },
): Markup {
  const { code, from } = search;
  const section = code === "" ? undefined : view.sections.find("schoolCode", code);
  const found = code === "" ? undefined : view.courses.find("code", code);
  const asked =
    code === ""
      ? undefined
      : [found, view.courses.get(section?.courseId ?? 0)].filter((item) => item !== undefined);
  const window =
    asked === undefined
      ? takeWindow(view.courses.values(), from)
      : { items: [...new Set(asked)], from: 0, next: undefined };
  return written`<form method="get" action="/courses" role="search">
      <label
        >Course code or section school code, by case
        <input type="search" name="code" value="${code}" maxlength="255"
      /></label>
      <button>Search</button>
    </form>
    ${section === undefined ? undefined : written`<p>Section with this code: ${sectionLink(view, section)}</p>`}${table(
      "Courses",
      ["Course", "Code", "Building", "Sections", "Source"],
      window.items.map((course) => [
        written`<bdi>${link(`/courses/${course.id}`, course.title)}</bdi>`,
        course.code,
        buildingTitle(view, course.buildingId),
        view.sections.list("course", course.id).length,
        sourceWord(course.synced),
      ]),
    )}${windowLinks(window, (next) => `/courses${queryOf({ from: next === 0 ? undefined : next })}`)}`;
}

/** A course with its sections, past ones too. */
export function renderCourse(world: RuleWorld, course: CourseRecord, from: number): Markup {
  const { view } = world;
  const window = takeWindow(view.sections.list("course", course.id), from);
  return written`${facts([
    ["Course code", course.code],
    ["Building", buildingTitle(view, course.buildingId)],
    ["Source", sourceWord(course.synced)],
  ])}${table(
    "Sections",
    ["Section", "Section code", "School code", "Grading periods", "State", "Source"],
    window.items.map((section) => [
      written`<bdi>${link(`/sections/${section.id}`, section.title)}</bdi>`,
      section.code,
      section.schoolCode,
      periodTitles(view, section),
      stateWord(world, section),
      sourceWord(section.synced),
    ]),
  )}${windowLinks(window, (next) => `/courses/${course.id}${queryOf({ from: next === 0 ? undefined : next })}`)}`;
}

function stateWord(world: RuleWorld, section: SectionRecord): string {
  return isPastSection(section, world) ? "archived or past" : "current";
}

/** A section: its codes, arrangements, members and gradebook. */
export function renderSection(
  world: RuleWorld & GradebookWorld,
  section: SectionRecord,
  from: number,
): Markup {
  const { view } = world;
  const course = view.courses.get(section.courseId);
  const members = view.enrollments.list("section", section.id);
  const window = takeWindow(members, from);
  return written`${facts([
    [
      "Course",
      course === undefined
        ? ""
        : written`<bdi>${link(`/courses/${course.id}`, course.title)}</bdi>`,
    ],
    ["Section code", section.code],
    ["Section school code", section.schoolCode],
    ["Grading periods", periodTitles(view, section)],
    ["State", stateWord(world, section)],
    ["Source", sourceWord(section.synced)],
    ["Access code", section.accessCode],
    ...arrangementFacts(view, section),
  ])}
    <h2>Members</h2>
    ${table(
      `Members, ${members.length} in all`,
      ["Name", "Unique ID", "As", "Status", "Source", "Grades go to"],
      window.items.map((member) => {
        const user = view.users.get(member.userId);
        return [
          user === undefined ? "(an account that is gone)" : userLink(user),
          user?.schoolUid,
          member.admin === 1 ? "course admin" : "member",
          statusWord(member),
          member.source,
          passbackSectionOf(view, member),
        ];
      }),
    )}${windowLinks(window, (next) => `/sections/${section.id}${queryOf({ from: next === 0 ? undefined : next })}`)}${gradebookPart(world, section, window.items)}`;
}

function arrangementFacts(
  view: LmsView,
  section: SectionRecord,
): readonly (readonly [string, Markup])[] {
  const pairs: (readonly [string, Markup])[] = [];
  const own = view.sectionLinks.find("child", String(section.id));
  const master = own === undefined ? undefined : view.sections.get(own.parentId);
  if (master !== undefined) pairs.push(["Linked to the master", sectionLink(view, master)]);
  const children = view.sectionLinks
    .list("parent", section.id)
    .flatMap(({ childId }) => view.sections.get(childId) ?? []);
  if (children.length > 0) {
    pairs.push(["Linked sections", listed(children.map((child) => sectionLink(view, child)))]);
  }
  const listings = crossListingsInto(view, section);
  if (listings.length > 0) {
    pairs.push([
      "Cross-listed into it",
      listed(listings.map(({ sourceCode }) => written`${sourceCode}`)),
    ]);
  }
  return pairs;
}
