import {
  classNames,
  type ClassName,
  OneRosterVersion,
} from "../../contracts/oneroster/vocabulary.ts";
import { recordFiles } from "../export/record-files.ts";
import { classOfFile } from "../import/file-classes.ts";
import { collectRecords, compareWithSide } from "./compare-records.ts";
import {
  comparePeople,
  compareVersions,
  seePeople,
  type VersionScene,
} from "./compare-versions.ts";
import {
  type AllowedCount,
  createDifferenceList,
  type DifferenceList,
  type Pairing,
  type ParityDifference,
} from "./difference-list.ts";
import type { Difference, Sides } from "./difference.ts";
import { createPackedLists, type PackedLists } from "./packed-lists.ts";
import { ParityError } from "./parity-error.ts";
import { campusPersonMapping, createPersonKeys, type PersonMapping } from "./person-mapping.ts";
import { openSide, type ParitySource, type Side } from "./side.ts";

/** How to compare. */
export interface ParityOptions {
  /** How people of both versions are brought together. That of Infinite Campus unless told otherwise. */
  readonly mapping?: PersonMapping;
  /** The key of anything but a person, where its id changes with the version (Campus facts A.4, idPolicy). */
  readonly keyOf?: (version: OneRosterVersion, className: ClassName, sourcedId: string) => string;
  /** How many differences are listed. All are counted. */
  readonly listedMax?: number;
  readonly onProgress?: (className: ClassName) => void;
}

/** What the comparison of one class gave. */
export interface ClassParity {
  readonly className: ClassName;
  /** How many records each source has of it, by label. Sources that cannot hold the class are left out. */
  readonly counts: Readonly<Record<string, number>>;
  readonly differences: number;
  /** Differences that have to be. */
  readonly allowed: number;
}

/** Whether several forms of one world say the same. */
export interface ParityReport {
  readonly sources: readonly string[];
  readonly classes: readonly ClassParity[];
  readonly differences: readonly ParityDifference[];
  readonly differenceCount: number;
  /** What had to differ, and why. The most frequent come first. */
  readonly allowed: readonly AllowedCount[];
  /** Classes that a server did not serve. They were not compared there. */
  readonly unread: readonly {
    readonly where: string;
    readonly className: ClassName;
    readonly status: number;
  }[];
}

const listedMaxDefault = 200;

/**
 * Compares the same world as REST 1.1, REST 1.2, CSV 1.1 and CSV 1.2, or any of them, record by record and field by field.
 *
 * Sources of one version are compared with the first server of it, and both versions with each other, where the user
 * records that 1.1 has of a person meet the one of 1.2. Differences that the standard or Campus asks for are counted
 * by their reasons. One class is in memory at a time, once for each version.
 */
export async function checkParity(
  sources: readonly ParitySource[],
  options: ParityOptions = {},
): Promise<ParityReport> {
  const sides: Side[] = [];
  try {
    for (const source of sources) sides.push(await openSide(source));
    return await compareSides(sides, options);
  } finally {
    for (const side of sides) await side.close();
  }
}

/** Each class comes after those that its records refer to. */
const classOrder: readonly ClassName[] = [
  ...new Set([...recordFiles.map((file) => classOfFile[file]), ...classNames]),
];

interface Scene extends VersionScene {
  readonly sides: readonly Side[];
  readonly list: DifferenceList;
  readonly unread: { where: string; className: ClassName; status: number }[];
  /** The people of 1.1, by their keys. */
  people: PackedLists;
}

async function compareSides(sides: readonly Side[], options: ParityOptions): Promise<ParityReport> {
  const mapping = options.mapping ?? campusPersonMapping;
  const scene: Scene = {
    sides,
    mapping,
    keys: createPersonKeys(mapping),
    keyOf: options.keyOf ?? ((_version, _class, id) => id),
    list: createDifferenceList(options.listedMax ?? listedMaxDefault),
    unread: [],
    people: createPackedLists(),
  };
  const classes: ClassParity[] = [];
  for (const className of classOrder) {
    if (!sides.some((side) => side.hasClass(className))) continue;
    options.onProgress?.(className);
    classes.push(await compareClass(scene, className));
  }
  const { list, unread } = scene;
  return {
    sources: sides.map(({ label }) => label),
    classes,
    differences: list.listed(),
    differenceCount: list.count,
    allowed: list.allowed(),
    unread,
  };
}

async function compareClass(scene: Scene, className: ClassName): Promise<ClassParity> {
  const { list } = scene;
  const before = [list.count, list.allowedCount] as const;
  const counts: Record<string, number> = {};
  const leads = new Map<OneRosterVersion, { readonly side: Side; readonly records: PackedLists }>();
  for (const version of OneRosterVersion.options) {
    const [lead, ...others] = sidesOf(scene, version, className);
    const records = lead === undefined ? undefined : await read(scene, lead, className);
    if (lead === undefined || records === undefined) continue;
    counts[lead.label] = sizeOf(records);
    leads.set(version, { side: lead, records });
    for (const side of others) {
      const pairing = bindingPairing(scene, lead, { side, className });
      const count = await reading(scene, side, className, () =>
        compareWithSide(className, { lead: records, side }, (found) => list.add(found, pairing)),
      );
      if (count !== undefined) counts[side.label] = count;
    }
  }
  const [v1p1, v1p2] = [leads.get("1.1"), leads.get("1.2")];
  if (className === "user" && v1p2 !== undefined) seePeople(scene, v1p2.records);
  if (v1p1 !== undefined && v1p2 !== undefined) {
    const pairing = versionPairing(scene, v1p1.side, v1p2.side);
    const both = { v1p1: v1p1.records, v1p2: v1p2.records };
    const onDifference = (found: Difference): void => list.add(found, pairing);
    if (className === "user") scene.people = comparePeople(scene, both, onDifference);
    else compareVersions(scene, className, both, onDifference);
  }
  list.settle();
  return {
    className,
    counts,
    differences: list.count - before[0],
    allowed: list.allowedCount - before[1],
  };
}

/** The sources of a version that can hold a class, servers first. */
function sidesOf(
  { sides }: Scene,
  version: OneRosterVersion,
  className: ClassName,
): readonly Side[] {
  const able = sides.filter((side) => side.version === version && side.hasClass(className));
  return [
    ...able.filter(({ kind }) => kind === "rest"),
    ...able.filter(({ kind }) => kind === "csv"),
  ];
}

function read(scene: Scene, side: Side, className: ClassName): Promise<PackedLists | undefined> {
  return reading(scene, side, className, () => collectRecords(side, className));
}

/** Statuses by which a server says that it does not serve a class. */
const notServed: ReadonlySet<number> = new Set([401, 403, 404, 501]);

async function reading<Answer>(
  { unread }: Scene,
  { label }: Side,
  className: ClassName,
  run: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof ParityError) || !notServed.has(error.status)) throw error;
    unread.push({ where: label, className, status: error.status });
    return undefined;
  }
}

function sizeOf(records: PackedLists): number {
  let size = 0;
  for (let index = 0; index < records.size; index += 1) size += records.textsAt(index).length;
  return size;
}

function bindingPairing(
  scene: Scene,
  lead: Side,
  { side, className }: { readonly side: Side; readonly className: ClassName },
): Pairing {
  return {
    where: `${lead.label} | ${side.label}`,
    between: lead.kind === "rest" && side.kind === "csv" ? "bindings" : undefined,
    sides: sidesBetween(scene, side, side.modeOf(className)),
  };
}

function versionPairing(scene: Scene, left: Side, right: Side): Pairing {
  return {
    where: `${left.label} | ${right.label}`,
    between: "versions",
    sides: sidesBetween(scene, right, undefined),
  };
}

function sidesBetween(scene: Scene, right: Side, rightMode: Sides["rightMode"]): Sides {
  return {
    version: right.version,
    rightMode,
    rightHas: (className, id) => right.idsOf(className).find(id) !== -1,
    leftHasPerson: (key) => scene.people.find(key) !== -1,
    rightHasPerson: (key) => scene.keys.has(key),
  };
}
