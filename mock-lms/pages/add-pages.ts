import type { Context, Hono } from "hono";
import type { LiveWorld } from "../actions/live-world.ts";
import type { LmsJournal } from "../journal.ts";
import { readWhole } from "../routes/call.ts";
import { renderCourse, renderCourses, renderSection } from "./course-pages.ts";
import { pageHeaders, renderPage, type PagePlace } from "./layout.ts";
import { written, link, type Markup } from "./markup.ts";
import {
  renderArrangements,
  renderBuildings,
  renderJournal,
  renderOverview,
  renderPeriods,
} from "./organization-pages.ts";
import { renderPeople, renderPerson } from "./people-pages.ts";

/** What the pages show. */
export interface PagesContext {
  readonly world: LiveWorld;
  readonly journal: LmsJournal;
}

interface Shown {
  readonly title: string;
  readonly place: PagePlace;
  readonly body: Markup;
}

/** Adds the pages for people: the organisation, so that one can look at what a sync made of it. Reading only. */
export function addPages(app: Hono, { world, journal }: PagesContext): void {
  const { view } = world;
  const organization = (): string => view.buildings.get(world.organizationId)?.title ?? "";
  const show = (path: string, read: (c: Context) => Shown | undefined): void => {
    app.get(path, (c) => {
      const shown = read(c);
      const page = shown ?? missing;
      const status = shown === undefined ? 404 : 200;
      return c.html(renderPage({ ...page, organization: organization() }), status, pageHeaders);
    });
  };

  show("/", () => ({
    title: organization() === "" ? "Overview" : organization(),
    place: "/",
    body: renderOverview(world, journal),
  }));
  show("/buildings", (c) => ({
    title: "Buildings",
    place: "/buildings",
    body: renderBuildings(view, fromIn(c)),
  }));
  show("/people", (c) => ({
    title: "People",
    place: "/people",
    body: renderPeople(view, {
      text: (c.req.query("q") ?? "").trim().slice(0, 255),
      roleId: readWhole(c.req.query("role")),
      buildingId: readWhole(c.req.query("building")),
      from: fromIn(c),
    }),
  }));
  show("/people/:id", (c) => {
    const user = view.users.get(readWhole(c.req.param("id")) ?? 0);
    if (user === undefined) return undefined;
    const title = `${user.nameFirst} ${user.nameLast}`;
    return { title, place: "/people", body: renderPerson(view, user) };
  });
  show("/courses", (c) => ({
    title: "Courses",
    place: "/courses",
    body: renderCourses(view, {
      code: (c.req.query("code") ?? "").slice(0, 255),
      from: fromIn(c),
    }),
  }));
  show("/courses/:id", (c) => {
    const course = view.courses.get(readWhole(c.req.param("id")) ?? 0);
    if (course === undefined) return undefined;
    return { title: course.title, place: "/courses", body: renderCourse(world, course, fromIn(c)) };
  });
  show("/sections/:id", (c) => {
    const section = view.sections.get(readWhole(c.req.param("id")) ?? 0);
    if (section === undefined) return undefined;
    const course = view.courses.get(section.courseId)?.title ?? "";
    const title = `${course}: ${section.title}`;
    return { title, place: "/courses", body: renderSection(world, section, fromIn(c)) };
  });
  show("/grading-periods", (c) => ({
    title: "Grading periods",
    place: "/grading-periods",
    body: renderPeriods(world, fromIn(c)),
  }));
  show("/arrangements", (c) => ({
    title: "Linked and cross-listed sections",
    place: "/arrangements",
    body: renderArrangements(view, fromIn(c)),
  }));
  show("/journal", () => ({
    title: "Journal of calls",
    place: "/journal",
    body: renderJournal(journal),
  }));
}

const missing: Shown = {
  title: "Not here",
  place: "/",
  body: written`<p>Nothing has this address any more. Go to the ${link("/", "overview")}.</p>`,
};

function fromIn(c: Context): number {
  return readWhole(c.req.query("from")) ?? 0;
}
