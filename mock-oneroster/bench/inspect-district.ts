import * as z from "zod";
import type { Answer, MockClient } from "./mock-client.ts";

/** What the load cases need to know of the district that is served. */
export interface District {
  readonly basePath: string;
  readonly users: number;
  readonly activeUsers: number;
  readonly enrollments: number;
  /** Records of all classes of rostering. */
  readonly rows: number;
  /** Classes from the middle of the collection. */
  readonly classIds: readonly string[];
  /** The mean over those classes. */
  readonly enrollmentsPerClass: number;
}

const classCount = 50;

/** Asks the mock how large its district is. */
export async function inspectDistrict(client: MockClient): Promise<District> {
  const { basePath } = client;
  const count = async (path: string): Promise<number> =>
    totalOf(await client.ask(`${basePath}/${path}`));
  const classes = await count("classes?limit=1");
  const offset = Math.max(0, Math.floor((classes - classCount) / 2));
  const page = await client.ask(`${basePath}/classes?limit=${classCount}&offset=${offset}`);
  const classIds = recordsOf(page).map(({ sourcedId }) => sourcedId);
  let ofClasses = 0;
  for (const id of classIds) ofClasses += await count(classPath(id));
  const [users, enrollments] = [await count("users?limit=1"), await count("enrollments?limit=1")];
  let rows = users + enrollments + classes;
  for (const list of ["orgs", "academicSessions", "courses", "demographics"]) {
    rows += await count(`${list}?limit=1`);
  }
  return {
    basePath,
    users,
    activeUsers: await count(`users?limit=1&${activeFilter}`),
    enrollments,
    rows,
    classIds,
    enrollmentsPerClass: Math.max(1, Math.round(ofClasses / Math.max(1, classIds.length))),
  };
}

/** The filter that nearly every record passes. */
export const activeFilter = new URLSearchParams({ filter: "status='active'" }).toString();

/** The path of the enrollments of a class, by filter, under the base path. */
export function classPath(sourcedId: string): string {
  const filter = `class.sourcedId='${sourcedId}'`;
  return `enrollments?limit=100&${new URLSearchParams({ filter }).toString()}`;
}

/** The records of a page, whatever its wrapper is called. */
export function recordsOf({ body }: Answer): readonly { readonly sourcedId: string }[] {
  const page = z.record(z.string(), z.unknown()).parse(JSON.parse(body.toString("utf8")));
  const records = z.array(z.object({ sourcedId: z.string() }));
  return records.parse(Object.values(page).find(Array.isArray) ?? []);
}

function totalOf({ headers }: Answer): number {
  return z.coerce.number().int().nonnegative().parse(headers.get("X-Total-Count"));
}
