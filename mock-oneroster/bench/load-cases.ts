import { activeFilter, classPath, type District } from "./inspect-district.ts";

/** The servers that are compared: the mock, bare `node:http`, and WireMock as it starts and without its log. */
export type ServerName = "mock" | "bare" | "wiremock" | "wiremock, no log";

/** What a load case is known by. */
export type CaseId =
  | "first"
  | "deep"
  | "turn"
  | "active"
  | "active-turn"
  | "cold"
  | "cold-active"
  | "few-turn"
  | "class-turn"
  | "bulk"
  | "bulk-turn";

/** One thing that is measured: paths, asked in turn. */
export interface LoadCase {
  readonly id: CaseId;
  readonly title: string;
  readonly paths: readonly string[];
  /** How many records each answer has, where that is known beforehand. */
  readonly records?: number;
  readonly servers: readonly ServerName[];
}

/** Where the requirement looks for a deep page. A smaller district has its deep page at nine tenths. */
const deepOffset = 90_000;
const userLimit = 100;
const bulkLimit = 5_000;
const turns = 50;
/** More pages than the mock keeps answers for: each is made anew, as for a client that reads the whole district. */
const coldTurns = 500;
/** Pages of 5,000 are megabytes each, and the bare server keeps all of them. */
const bulkTurns = 10;
const two: readonly ServerName[] = ["mock", "bare"];
/** WireMock looks through its stubs one by one. It is asked for one page only, which is its best. */
const all: readonly ServerName[] = [...two, "wiremock", "wiremock, no log"];

/** Decides what to ask a district of this size. */
export function createLoadCases(district: District): readonly LoadCase[] {
  return [...userCases(district), ...enrollmentCases(district)];
}

function userCases({ basePath, users, activeUsers }: District): readonly LoadCase[] {
  const deep = Math.min(deepOffset, Math.floor(users * 0.9));
  const everyone = pages(`${basePath}/users?`, userLimit);
  const active = pages(`${basePath}/users?${activeFilter}&`, userLimit);
  const everywhere = everyone(spread(turns, users - userLimit));
  const everyActive = active(spread(turns, activeUsers - userLimit));
  const cold = everyone(spread(coldTurns, users - userLimit));
  const coldActive = active(spread(coldTurns, activeUsers - userLimit));
  return [
    { id: "first", title: "100 users, first page", ...everyone([0]), servers: all },
    { id: "deep", title: `100 users, offset ${deep}`, ...everyone([deep]), servers: two },
    { id: "turn", title: `100 users, ${turns} pages`, ...everywhere, servers: two },
    { id: "active", title: "100 active users, first page", ...active([0]), servers: two },
    { id: "active-turn", title: `100 active users, ${turns} pages`, ...everyActive, servers: two },
    { id: "cold", title: `100 users, ${coldTurns} pages`, ...cold, servers: ["mock"] },
    {
      id: "cold-active",
      title: `100 active users, ${coldTurns} pages`,
      ...coldActive,
      servers: ["mock"],
    },
  ];
}

function enrollmentCases(district: District): readonly LoadCase[] {
  const { basePath, enrollments, enrollmentsPerClass: few, classIds } = district;
  const bulk = pages(`${basePath}/enrollments?`, bulkLimit);
  const everywhere = bulk(spread(bulkTurns, enrollments - bulkLimit));
  const fewEverywhere = pages(`${basePath}/enrollments?`, few)(spread(turns, enrollments - few));
  const classes = { paths: classIds.map((id) => `${basePath}/${classPath(id)}`) };
  return [
    { id: "few-turn", title: `${few} enrollments, ${turns} pages`, ...fewEverywhere, servers: two },
    { id: "class-turn", title: `enrollments of ${turns} classes`, ...classes, servers: two },
    { id: "bulk", title: "5,000 enrollments, first page", ...bulk([0]), servers: two },
    {
      id: "bulk-turn",
      title: `5,000 enrollments, ${bulkTurns} pages`,
      ...everywhere,
      servers: two,
    },
  ];
}

type Pages = Pick<LoadCase, "paths"> & { readonly records: number };

function pages(start: string, limit: number): (offsets: readonly number[]) => Pages {
  return (offsets) => ({
    paths: offsets.map((offset) => `${start}limit=${limit}&offset=${offset}`),
    records: limit,
  });
}

/** Whole numbers from 0 to `last`, evenly apart. */
function spread(count: number, last: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Math.floor((index * last) / (count - 1)));
}
