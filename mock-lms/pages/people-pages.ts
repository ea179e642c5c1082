import type { LmsView } from "../store/lms-store.ts";
import type { UserRecord } from "../store/records.ts";
import { facts, written, listed, queryOf, table, type Markup } from "./markup.ts";
import { takeWindow, windowLinks } from "./windows.ts";
import { buildingTitle, sectionLink, sourceWord, statusWord, userLink } from "./words.ts";

/** What people are looked for by. */
export interface PeopleSearch {
  readonly text: string;
  readonly roleId: number | undefined;
  readonly buildingId: number | undefined;
  readonly from: number;
}

/** The people of the organisation, searched by name or Unique ID, filtered by role and building, a page at a time. */
export function renderPeople(view: LmsView, search: PeopleSearch): Markup {
  const window = takeWindow(view.users.values(), search.from, matcherOf(search));
  const exact = search.text === "" ? undefined : view.users.find("schoolUid", search.text);
  const others = window.items.filter((user) => user.id !== exact?.id);
  const rows = exact === undefined ? others : [exact, ...others];
  const hrefOf = (from: number): string =>
    `/people${queryOf({
      q: search.text,
      role: search.roleId,
      building: search.buildingId,
      from: from === 0 ? undefined : from,
    })}`;
  return written`${searchForm(view, search)}${table(
    "People",
    ["Name", "Unique ID", "Username", "Role", "Building", "Account", "Source"],
    rows.map((user) => [
      userLink(user),
      user.schoolUid,
      user.username,
      view.roles.get(user.roleId)?.title,
      buildingTitle(view, user.buildingId),
      accountWord(user),
      sourceWord(user.synced),
    ]),
  )}${windowLinks(window, hrefOf)}`;
}

function accountWord(user: UserRecord): string {
  return user.inactiveAtMs === null ? "active" : "inactive";
}

function matcherOf({ text, roleId, buildingId }: PeopleSearch): (user: UserRecord) => boolean {
  const wanted = text.toLowerCase();
  return (user) =>
    (roleId === undefined || user.roleId === roleId) &&
    (buildingId === undefined ||
      user.buildingId === buildingId ||
      user.additionalBuildings.includes(buildingId)) &&
    (wanted === "" ||
      user.schoolUid.toLowerCase() === wanted ||
      `${user.nameFirst} ${user.nameLast}`.toLowerCase().includes(wanted));
}

function searchForm(view: LmsView, search: PeopleSearch): Markup {
  const roles = [...view.roles.values()].slice(0, 200);
  const buildings = [...view.buildings.values()].slice(0, 2_000);
  return written`<form method="get" action="/people" role="search">
    <label
      >Name or Unique ID <input type="search" name="q" value="${search.text}" maxlength="100"
    /></label>
    <label
      >Role
      <select name="role">
        <option value="">any</option>
        ${roles.map(option(search.roleId))}
      </select></label
    >
    <label
      >Building
      <select name="building">
        <option value="">any</option>
        ${buildings.map(option(search.buildingId))}
      </select></label
    >
    <button>Search</button>
  </form> `;
}

function option(
  chosen: number | undefined,
): (item: { readonly id: number; readonly title: string }) => Markup {
  return ({ id, title }) =>
    id === chosen
      ? written`<option value="${id}" selected>${title}</option>`
      : written`<option value="${id}">${title}</option>`;
}

const membershipsMax = 200;

/** A person: role, buildings, parents and children, sections. Never a password. */
export function renderPerson(view: LmsView, user: UserRecord): Markup {
  const preferred = user.profile["name_first_preferred"];
  const memberships = view.enrollments.list("user", user.id);
  return written`${facts([
    ["Unique ID", user.schoolUid],
    ["Username", user.username],
    ["E-mail", user.email],
    ["Preferred first name", typeof preferred === "string" ? preferred : ""],
    ["Role", view.roles.get(user.roleId)?.title],
    ["Main building", buildingTitle(view, user.buildingId)],
    [
      "Additional buildings",
      user.additionalBuildings.map((id) => buildingTitle(view, id)).join(", ") || "none",
    ],
    ["Account", accountWord(user)],
    ["Source", sourceWord(user.synced)],
    ["Parents", relatives(view, view.associations.list("student", user.id), "parentId")],
    ["Children", relatives(view, view.associations.list("parent", user.id), "studentId")],
  ])}
    <h2>Sections</h2>
    ${memberships.length > membershipsMax ? written`<p>The first ${membershipsMax} of ${memberships.length}.</p>` : undefined}${table(
      "Sections of this person",
      ["Section", "As", "Status", "Source"],
      memberships.slice(0, membershipsMax).map((member) => {
        const section = view.sections.get(member.sectionId);
        return [
          section === undefined ? "(a section that is gone)" : sectionLink(view, section),
          member.admin === 1 ? "course admin" : "member",
          statusWord(member),
          member.source,
        ];
      }),
    )}`;
}

function relatives(
  view: LmsView,
  links: readonly { readonly parentId: number; readonly studentId: number }[],
  side: "parentId" | "studentId",
): Markup {
  const people = links.slice(0, membershipsMax).flatMap((item) => {
    const user = view.users.get(item[side]);
    return user === undefined ? [] : [userLink(user)];
  });
  return listed(people);
}
