import { atLeast, over, percent, times, under, type Bound } from "./bound.ts";
import type { CaseId, ServerName } from "./load-cases.ts";
import type { Figures } from "./medians.ts";

/** One server on one case. */
export type Side = readonly [CaseId, ServerName];

/** A ratio of two measurements that the mock must keep to. */
export interface PromisedRatio {
  readonly title: string;
  readonly figure: keyof Figures;
  readonly of: Side;
  readonly to: Side;
  readonly bound: Bound;
}

/** What two equally fast pages may differ by: as much as two rounds of one page do. */
const asFast = atLeast(0.9, percent);
const half = atLeast(0.5, percent);
const third = atLeast(1 / 3, percent);
const twice = over(2, times);
const threeTimes = under(3, times);

/** The promises about serving (issue 3, "Must hold", first point), each for one page and for many in turn. */
export const promisedRatios: readonly PromisedRatio[] = [
  ...againstBare("first page", "first"),
  ...againstBare("deep page", "deep"),
  ...againstBare("50 pages", "turn"),
  againstWireMock("first page", "first"),
  againstWireMock("50 pages", "turn"),
  withinMock("deep page: requests/s of the first", ["deep", "first"], asFast),
  withinMock("active users, first page: requests/s of unfiltered", ["active", "first"], half),
  withinMock("active users, 50 pages: requests/s of unfiltered", ["active-turn", "turn"], half),
  withinMock("active users, 500 pages: requests/s of unfiltered", ["cold-active", "cold"], half),
  withinMock("enrollments by class: requests/s of unfiltered", ["class-turn", "few-turn"], half),
  bulkBytes("5,000 enrollments, first page", "bulk"),
  bulkBytes("5,000 enrollments, 10 pages", "bulk-turn"),
];

function againstBare(title: string, id: CaseId): readonly PromisedRatio[] {
  const sides = { of: [id, "mock"], to: [id, "bare"] } as const;
  return [
    { title: `${title}: requests/s of bare`, figure: "perSecond", ...sides, bound: half },
    { title: `${title}: p99 of bare`, figure: "p99Ms", ...sides, bound: threeTimes },
  ];
}

/** WireMock has one page, whatever the mock is asked for. */
function againstWireMock(title: string, id: CaseId): PromisedRatio {
  const sides = { of: [id, "mock"], to: ["first", "wiremock"] } as const;
  return { title: `${title}: requests/s of WireMock`, figure: "perSecond", ...sides, bound: twice };
}

function withinMock(
  title: string,
  [id, other]: readonly [CaseId, CaseId],
  bound: Bound,
): PromisedRatio {
  return { title, figure: "perSecond", of: [id, "mock"], to: [other, "mock"], bound };
}

function bulkBytes(title: string, id: CaseId): PromisedRatio {
  const sides = { of: [id, "mock"], to: [id, "bare"] } as const;
  return { title: `${title}: bytes/s of bare`, figure: "mbPerSecond", ...sides, bound: third };
}
