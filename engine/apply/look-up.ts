import * as z from "zod";
import { BuildingList } from "../../contracts/lms/building.ts";
import { CourseList } from "../../contracts/lms/course.ts";
import { EnrollmentList, enrollmentStatus } from "../../contracts/lms/enrollment.ts";
import { GradingPeriodList } from "../../contracts/lms/grading-period.ts";
import { SectionList } from "../../contracts/lms/section.ts";
import { UserList, type User } from "../../contracts/lms/user.ts";
import { pageLimitMax } from "../../contracts/lms/wire-values.ts";
import { organizationKey, type Change } from "../../contracts/run/plan.ts";
import { RequestError } from "../http/errors.ts";
import type { LmsClient } from "../http/lms-client.ts";
import type { Ids } from "./ids.ts";
import { keyOf } from "./rows.ts";

/** A change on its way, and the row that carries it. */
export interface Sendable {
  readonly change: Change;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Which changes the LMS shows already, each with the id of its object (empty where none is needed). */
export type Found = ReadonlyMap<Change, string>;

/**
 * Asks the LMS which of the changes are carried out, by natural key: for a call whose answer was lost (F81),
 * and for the one that was on its way when a run was killed. All changes are of one kind and one action.
 *
 * @throws RequestError when the LMS cannot be asked
 */
export async function lookUp(
  client: LmsClient,
  sent: readonly Sendable[],
  ids: Ids,
): Promise<Found> {
  const [first] = sent;
  if (first === undefined) return new Map();
  const { kind, action } = first.change;
  const ask = { client, sent, ids };
  if (kind === "enrollment") return findEnrollments(ask);
  if (kind === "association") return findAssociations(ask);
  if (action === "update") return findUpdated(ask);
  const idOf = await existing[kind](ask);
  const found = new Map<Change, string>();
  for (const { change } of sent) {
    const id = idOf.get(keyOf(change));
    if (id !== undefined) found.set(change, id);
  }
  return found;
}

interface Ask {
  readonly client: LmsClient;
  readonly sent: readonly Sendable[];
  readonly ids: Ids;
}

type Existing = (ask: Ask) => Promise<ReadonlyMap<string, string>>;

/** Natural key to id of what the LMS holds, at least of what was asked for. */
const existing: Readonly<
  Record<"building" | "grading-period" | "user" | "course" | "section", Existing>
> = {
  building: async ({ client, ids }) => {
    const path = `/schools/${ids.find("buildings", organizationKey) ?? ""}/buildings`;
    const { building } = await readAs(client, path, BuildingList);
    return new Map(building.map(({ building_code: code = "", id }) => [code, id]));
  },
  "grading-period": async ({ client }) => {
    const path = "/gradingperiods?";
    const periods = await readPages(client, path, GradingPeriodList, (page) => page.gradingperiods);
    return new Map(periods.map(({ title, id }) => [title, id]));
  },
  user: async ({ client, sent }) => {
    const users = await readUsers(
      client,
      sent.map(({ change }) => keyOf(change)),
    );
    return new Map(users.map(({ school_uid: uid, uid: id }) => [uid, id]));
  },
  course: async ({ client }) => {
    const courses = await readPages(client, "/courses?", CourseList, (page) => page.course);
    return new Map(courses.map(({ course_code: code, id }) => [code, id]));
  },
  section: async ({ client, sent, ids }) => {
    const course = ids.find("courses", String(sent[0]?.change.after?.["course_code"] ?? "")) ?? "";
    const path = `/courses/${course}/sections?include_past=1&`;
    const sections = await readPages(client, path, SectionList, (page) => page.section);
    return new Map(sections.map(({ section_school_code: code, id }) => [code, id]));
  },
};

/** Compares the members of the sections concerned, each section read once. */
async function findEnrollments({ client, sent, ids }: Ask): Promise<Found> {
  const found = new Map<Change, string>();
  const members = new Map<string, ReadonlyMap<string, boolean>>();
  for (const { change, row } of sent) {
    const code = keyOf(change);
    const present = members.get(code) ?? (await readMembers(client, ids.find("sections", code)));
    members.set(code, present);
    const admin = present.get(keyOf(change, 2));
    const isDone =
      change.action === "remove" ? admin === undefined : admin === (row["admin"] === 1);
    if (isDone) found.set(change, "");
  }
  return found;
}

/** Unique ID to whether the member is a course admin. */
async function readMembers(
  client: LmsClient,
  sectionId: string | undefined,
): Promise<ReadonlyMap<string, boolean>> {
  if (sectionId === undefined) return new Map();
  const path = `/sections/${sectionId}/enrollments?enrollment_status=${enrollmentStatus.active}&`;
  const rows = await readPages(client, path, EnrollmentList, (page) => page.enrollment);
  return new Map(rows.map(({ school_uid: uid, admin }) => [uid, admin === 1]));
}

async function findAssociations({ client, sent, ids }: Ask): Promise<Found> {
  const parents = await readUsers(client, [...new Set(sent.map(({ change }) => keyOf(change)))]);
  const childrenOf = new Map(
    parents.map(({ school_uid: uid, child_uids: children = [] }) => [uid, new Set(children)]),
  );
  const found = new Map<Change, string>();
  for (const { change } of sent) {
    const child = ids.find("users", keyOf(change, 2));
    const isLinked = child !== undefined && childrenOf.get(keyOf(change))?.has(child) === true;
    if (isLinked === (change.action !== "remove")) found.set(change, "");
  }
  return found;
}

/** A section is written as `title` and read as `section_title`. */
const readNames: Readonly<Record<string, string>> = { title: "section_title" };

const WireRecord = z.record(z.string(), z.unknown());

/** Reads each object by its id and compares the fields that were sent. */
async function findUpdated({ client, sent }: Ask): Promise<Found> {
  const found = new Map<Change, string>();
  for (const { change, row } of sent) {
    const id = change.lmsId ?? "";
    const held = await readAs(client, `/${change.kind}s/${id}`, WireRecord);
    const isDone = Object.entries(row).every(([name, value]) => {
      if (name === "id") return true;
      const read = change.kind === "section" ? (readNames[name] ?? name) : name;
      return textOf(held[read]) === textOf(value);
    });
    if (isDone) found.set(change, id);
  }
  return found;
}

/** A value as text, for ids come as numbers and as text, and lists in any order. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).toSorted().join(",");
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

/** Reads accounts by Unique ID. A list of them cannot name one with a comma: then all are read. */
async function readUsers(client: LmsClient, uids: readonly string[]): Promise<readonly User[]> {
  const canList = uids.every((uid) => !uid.includes(","));
  const filter = canList ? `school_uids=${uids.map(encodeURIComponent).join(",")}&` : "";
  return readPages(client, `/users?${filter}`, UserList, (page) => page.user);
}

interface Paged {
  readonly links?: { readonly next?: string };
}

async function readPages<Page extends Paged, Item>(
  client: LmsClient,
  path: string,
  schema: z.ZodType<Page>,
  items: (page: Page) => readonly Item[],
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (;;) {
    const url = `${path}start=${all.length}&limit=${pageLimitMax}`;
    const page: Page = await readAs(client, url, schema);
    const got = items(page);
    for (const item of got) all.push(item);
    if (got.length === 0 || page.links?.next === undefined) return all;
  }
}

async function readAs<Page>(
  client: LmsClient,
  path: string,
  schema: z.ZodType<Page>,
): Promise<Page> {
  const parsed = schema.safeParse(await client.read(path));
  if (parsed.success) return parsed.data;
  throw new RequestError({
    code: "unreadable",
    status: 200,
    message: `Failed to look up ${path.split("?")[0] ?? path} of the LMS: its answer could not be read.`,
  });
}
