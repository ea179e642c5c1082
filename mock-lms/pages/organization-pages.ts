import type { LmsJournal } from "../journal.ts";
import { targetOf } from "../rules/cross-listing.ts";
import { isPastPeriod, type RuleWorld } from "../rules/world.ts";
import type { LmsView } from "../store/lms-store.ts";
import { facts, written, link, queryOf, table, type Markup } from "./markup.ts";
import { takeWindow, windowLinks } from "./windows.ts";
import { sectionLink } from "./words.ts";

/** What the organisation holds, in numbers. Sizes only: nothing is counted for it. */
export function renderOverview(world: RuleWorld, journal: LmsJournal): Markup {
  const { view } = world;
  const calls = journal.counters();
  return written`<p>
      It answers under <code>/v1</code> to requests signed with OAuth 1.0a. What is on these
      pages comes from its clients, and from the files or the state that it was started with: it is personal when theirs is.
    </p>
    <h2>What it holds</h2>
    ${facts([
      ["Buildings", link("/buildings", shown(view.buildings.size - 1))],
      ["Accounts, with inactive ones", link("/people", shown(view.users.size))],
      ["Parents' links", shown(view.associations.size)],
      ["Courses", link("/courses", shown(view.courses.size))],
      ["Sections", shown(view.sections.size)],
      ["Memberships, with archived ones", shown(view.enrollments.size)],
      ["Grading periods", link("/grading-periods", shown(view.gradingPeriods.size))],
      ["Linked sections", link("/arrangements", shown(view.sectionLinks.size))],
      ["Cross-listings", link("/arrangements", shown(view.crossListings.size))],
      ["Today, in its time zone", world.today],
    ])}
    <h2>What it was asked</h2>
    ${facts([
      ["Reads", link("/journal", shown(calls.reads))],
      ["Writes", link("/journal", shown(calls.writes))],
      ["Rows written", shown(calls.rowsWritten)],
    ])}`;
}

function shown(count: number): string {
  return count.toLocaleString("en-US");
}

/** The buildings, each with a link to its people. */
export function renderBuildings(view: LmsView, from: number): Markup {
  const window = takeWindow(view.buildings.values(), from);
  return written`${table(
    "Buildings",
    ["Title", "Code", "Kind", "Id", "People"],
    window.items.map(({ id, title, code, kind }) => [
      written`<bdi>${title}</bdi>`,
      code,
      kind === "organization" ? "the organisation itself" : "building",
      id,
      link(`/people${queryOf({ building: id })}`, "people there"),
    ]),
  )}${windowLinks(window, (next) => `/buildings${queryOf({ from: next })}`)}`;
}

/** The grading periods. */
export function renderPeriods(world: RuleWorld, from: number): Markup {
  const window = takeWindow(world.view.gradingPeriods.values(), from);
  return written`${table(
    "Grading periods",
    ["Title", "Start", "End", "State", "Id"],
    window.items.map((period) => [
      written`<bdi>${period.title}</bdi>`,
      period.start,
      period.end,
      isPastPeriod(period, world.today) ? "over" : "running or to come",
      period.id,
    ]),
  )}${windowLinks(window, (next) => `/grading-periods${queryOf({ from: next })}`)}`;
}

/** Linked and cross-listed sections. */
export function renderArrangements(view: LmsView, from: number): Markup {
  const links = takeWindow(view.sectionLinks.values(), from);
  const listings = takeWindow(view.crossListings.values(), from);
  const section = (id: number): Markup | string => {
    const found = view.sections.get(id);
    return found === undefined ? "(a section that is gone)" : sectionLink(view, found);
  };
  return written`${table(
    "Linked sections",
    ["Section", "Master"],
    links.items.map(({ childId, parentId }) => [section(childId), section(parentId)]),
  )}${table(
    "Cross-listed sections",
    ["Section school code", "Its members are in"],
    listings.items.map((listing) => {
      const target = targetOf(view, listing);
      return [
        listing.sourceCode,
        target === undefined ? "nothing: the target is gone" : sectionLink(view, target),
      ];
    }),
  )}${windowLinks({ from, next: links.next ?? listings.next }, (next) => `/arrangements${queryOf({ from: next })}`)}`;
}

/** The last calls, newest first. */
export function renderJournal(journal: LmsJournal): Markup {
  const entries = journal.entries().slice(-200).toReversed();
  return written`<p>The last ${entries.length} calls, newest first.</p>
    ${table(
      "Calls",
      ["Call", "Answer"],
      entries.map(({ method, path, status, unauthorized }) => [
        `${method} ${path}`,
        unauthorized === undefined ? status : `${status} ${unauthorized}`,
      ]),
    )}`;
}
