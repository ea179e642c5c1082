import {
  coreOperations,
  type Operation,
  type Subset,
} from "../../contracts/oneroster/operations.ts";
import type { ClassName, OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { compareText } from "../store/compare-text.ts";
import { isSeatVisible, isSectionVisible, type Seat, type World } from "../store/world.ts";
import {
  createProjectionScene,
  projectClass,
  projectCourse,
  projectOrg,
  projectSession,
  type ProjectionScene,
} from "./both-versions.ts";
import { createRefs, renderRecord, type WireRecord } from "./refs.ts";
import { projectEnrollmentV1p1, projectUsersV1p1 } from "./v1p1.ts";
import { projectEnrollmentV1p2, projectOrgV1p2, projectUserV1p2 } from "./v1p2.ts";

/** A record with its JSON as a client at `rootUrl` sees it, once somebody has asked for it. */
export interface Entry {
  readonly record: WireRecord;
  readonly sourcedId: string;
  json: string | undefined;
  rootUrl: string | undefined;
}

/** All records that one path serves, in the order of their sourcedIds. */
export interface Collection {
  readonly entries: readonly Entry[];
  readonly byId: ReadonlyMap<string, Entry>;
}

/** The collections of one version of a world. They are made when asked for and stay until the world changes. */
export interface Projection {
  /** The collection behind an operation: its class, narrowed to its subset. */
  collection(operation: Operation): Collection;
  /** The JSON of a record, kept with it while there is room so that the next page need not make it again. */
  jsonOf(entry: Entry, rootUrl: string): string;
}

/** How many characters of JSON a projection keeps. The rest is made anew for every page. */
const jsonCharactersMax = 96_000_000;

/** Projects a world into one version. The answers hold for the world's present revision only. */
export function createProjection(world: World, version: OneRosterVersion): Projection {
  const scene = createProjectionScene(world, createRefs(version));
  const made = new Map<string, Collection>();
  const collection = (operation: Operation): Collection => {
    const name = nameOf(operation);
    const known = made.get(name);
    if (known !== undefined) return known;
    const { className, subset } = operation;
    const all = wholeClass(className);
    const fresh =
      subset === undefined
        ? toCollection(projectClassName(scene, version, className))
        : narrow(collection(all), subset);
    made.set(name, fresh);
    return fresh;
  };
  let kept = 0;
  const jsonOf = (entry: Entry, rootUrl: string): string => {
    if (entry.json !== undefined && entry.rootUrl === rootUrl) return entry.json;
    const json = renderRecord(entry.record, rootUrl);
    if (entry.json === undefined) kept += json.length;
    if (kept > jsonCharactersMax) return json;
    entry.json = json;
    entry.rootUrl = rootUrl;
    return json;
  };
  return { collection, jsonOf };
}

function nameOf({ className, subset }: Operation): string {
  return subset === undefined ? className : `${className}/${subset.value}`;
}

function wholeClass(className: ClassName): Operation {
  const operation = coreOperations.find(
    (one) => one.className === className && one.subset === undefined,
  );
  if (operation === undefined) throw new RangeError(`No core operation serves ${className}.`);
  return operation;
}

function projectClassName(
  scene: ProjectionScene,
  version: OneRosterVersion,
  className: ClassName,
): readonly WireRecord[] {
  return projectors[version][className]?.(scene) ?? [];
}

type Projector = (scene: ProjectionScene) => readonly WireRecord[];

const inBothVersions: Partial<Record<ClassName, Projector>> = {
  academicSession: (scene) => mapTable(scene.world.sessions, (row) => projectSession(scene, row)),
  course: (scene) => mapTable(scene.world.courses, (row) => projectCourse(scene, row)),
  class: (scene) =>
    [...scene.world.sections.values()]
      .filter((section) => isSectionVisible(scene.world, section))
      .map((section) => projectClass(scene, section)),
};

/** How each class that the mock serves comes out of the world. */
const projectors: Readonly<Record<OneRosterVersion, Partial<Record<ClassName, Projector>>>> = {
  "1.1": {
    ...inBothVersions,
    org: (scene) => mapTable(scene.world.orgs, (org) => projectOrg(scene, org)),
    user: (scene) =>
      [...scene.world.people.values()].flatMap((person) => projectUsersV1p1(scene, person)),
    enrollment: (scene) => visibleSeats(scene).map((seat) => projectEnrollmentV1p1(scene, seat)),
  },
  "1.2": {
    ...inBothVersions,
    org: (scene) => mapTable(scene.world.orgs, (org) => projectOrgV1p2(scene, org)),
    user: (scene) => mapTable(scene.world.people, (person) => projectUserV1p2(scene, person)),
    enrollment: (scene) => visibleSeats(scene).map((seat) => projectEnrollmentV1p2(scene, seat)),
  },
};

function visibleSeats({ world }: ProjectionScene): readonly Seat[] {
  return [...world.seats.values()].filter((seat) => isSeatVisible(world, seat));
}

function mapTable<Row>(
  table: ReadonlyMap<string, Row>,
  project: (row: Row) => WireRecord,
): readonly WireRecord[] {
  return Array.from(table.values(), project);
}

function toCollection(records: readonly WireRecord[]): Collection {
  const entries = records.map((record) => ({
    record,
    sourcedId: String(record["sourcedId"]),
    json: undefined,
    rootUrl: undefined,
  }));
  return indexed(entries.toSorted(comparatorFor(entries)));
}

/** Plain ids are compared by the engine itself, which is many times faster and gives the same order. */
function comparatorFor(entries: readonly Entry[]): (a: Entry, b: Entry) => number {
  if (entries.some(({ sourcedId }) => /[\ud800-\udfff]/.test(sourcedId))) {
    return (a, b) => compareText(a.sourcedId, b.sourcedId);
  }
  return (a, b) => (a.sourcedId < b.sourcedId ? -1 : a.sourcedId > b.sourcedId ? 1 : 0);
}

function narrow(whole: Collection, subset: Subset): Collection {
  return indexed(whole.entries.filter(({ record }) => belongs(record, subset)));
}

function belongs(record: WireRecord, { field, value }: Subset): boolean {
  if (field === "type") return record["type"] === value;
  const roles = record["roles"];
  if (!Array.isArray(roles)) return record["role"] === value;
  return roles.some((role: WireRecord) => role["role"] === value);
}

function indexed(entries: readonly Entry[]): Collection {
  const byId = new Map<string, Entry>();
  for (const entry of entries) {
    if (!byId.has(entry.sourcedId)) byId.set(entry.sourcedId, entry);
  }
  return { entries, byId };
}
