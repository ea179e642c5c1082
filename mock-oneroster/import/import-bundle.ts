import { toIso, type Clock } from "../../core/clock.ts";
import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { diagnose, type Outcome } from "../../contracts/run/diagnostic.ts";
import { createWorld, type PersonProfile, type PersonRole, type World } from "../store/world.ts";
import type { Bundle } from "./bundle.ts";
import { createReferenceCheck, type KnownIds } from "./check-references.ts";
import { createDetach, type Detach } from "./detach-text.ts";
import { createFindings, type Findings } from "./findings.ts";
import { openBundle } from "./open-bundle.ts";
import { planBundle, type PlannedFile } from "./read-manifest.ts";
import { readTable, type TableRow } from "./read-table.ts";
import {
  rolesInUserRow,
  toCourse,
  toOrg,
  toPerson,
  toProfile,
  toRole,
  toSeat,
  toSection,
  toSession,
} from "./to-records.ts";

/** The world that a bundle describes, and the version whose files it was. */
export interface ImportedWorld extends World {
  readonly bundleVersion: OneRosterVersion;
}

/** Files in the order in which they are read: a file comes after those it refers to. */
const readingOrder: readonly CsvFile[] = [
  "orgs",
  "academicSessions",
  "courses",
  "resources",
  "classes",
  "users",
  "userProfiles",
  "roles",
  "enrollments",
];
const servedFiles: ReadonlySet<string> = new Set(
  readingOrder.filter((file) => file !== "resources"),
);

/**
 * Makes a world of a OneRoster CSV bundle, a folder or a zip of 1.1 or 1.2.
 *
 * SourcedIds stay as written in whichever version the world is served. Dirty rows are kept, with a
 * diagnostic that names file, line and column; rows without a sourcedId are not. Rows of a bulk file count
 * as last changed when they are imported. Throws a BundleError when the bundle cannot be read at all.
 */
export async function importBundle(
  bundlePath: string,
  clock: Clock,
): Promise<Outcome<ImportedWorld>> {
  const opened = await openBundle(bundlePath);
  try {
    const findings = createFindings(opened.diagnostics);
    const value = await readBundle(opened.value, { findings, modified: toIso(clock.now()) });
    return { value, diagnostics: findings.all() };
  } finally {
    await opened.value.close();
  }
}

interface ImportScene {
  readonly findings: Findings;
  readonly modified: string;
}

async function readBundle(bundle: Bundle, scene: ImportScene): Promise<ImportedWorld> {
  const plan = await planBundle(bundle, scene.findings);
  const world: ImportedWorld = { ...createWorld(), bundleVersion: plan.version };
  const detach = createDetach();
  const takers = createTakers(world, plan.version, scene.modified);
  const known = new Map<string, ReadonlyMap<string, number>>();
  for (const planned of inReadingOrder(plan.files)) {
    const { version } = plan;
    await readFile(planned, { ...scene, version, known, detach, take: takers.get(planned.file) });
  }
  return world;
}

interface FileScene extends ImportScene {
  readonly version: OneRosterVersion;
  readonly known: Map<string, ReadonlyMap<string, number>>;
  readonly detach: Detach;
  readonly take: ((row: TableRow) => void) | undefined;
}

async function readFile(planned: PlannedFile, scene: FileScene): Promise<void> {
  const { findings, version } = scene;
  const target = { version, file: planned.file };
  const known: KnownIds = scene.known;
  const references = createReferenceCheck(target, known, findings);
  const reading = {
    ...target,
    source: planned.source,
    mode: planned.mode,
    findings,
    detach: scene.detach,
  };
  const { lines, passwords } = await readTable(reading, (row) => {
    references.row(row);
    scene.take?.(row);
  });
  scene.known.set(planned.file, lines);
  references.end();
  const file = planned.source.name;
  if (passwords > 0) {
    findings.add(diagnose("bundle-password-dropped", { at: file }, { file, count: passwords }));
  }
  if (!servedFiles.has(planned.file)) {
    findings.add(diagnose("bundle-file-unused", { at: file }, { file, rows: lines.size }));
  }
}

function inReadingOrder(files: readonly PlannedFile[]): readonly PlannedFile[] {
  return files.toSorted((a, b) => rankOf(a.file) - rankOf(b.file));
}

function rankOf(file: CsvFile): number {
  const place = readingOrder.indexOf(file);
  return place === -1 ? laterRank(file) : place;
}

/** Gradebook files after the roster, results after line items, join files last. */
function laterRank(file: CsvFile): number {
  const order: readonly CsvFile[] = [
    "demographics",
    "categories",
    "lineItems",
    "results",
    "scoreScales",
  ];
  const place = order.indexOf(file);
  return readingOrder.length + (place === -1 ? order.length : place);
}

type Takers = ReadonlyMap<CsvFile, (row: TableRow) => void>;

function createTakers(world: World, version: OneRosterVersion, modified: string): Takers {
  const context = { modified };
  const roles = new Map<string, PersonRole[]>();
  const profiles = new Map<string, PersonProfile[]>();
  const takers: [CsvFile, (row: TableRow) => void][] = [
    ["orgs", ({ sourcedId, values }) => world.orgs.set(sourcedId, toOrg(values, context))],
    [
      "academicSessions",
      ({ sourcedId, values }) => world.sessions.set(sourcedId, toSession(values, context)),
    ],
    ["courses", ({ sourcedId, values }) => world.courses.set(sourcedId, toCourse(values, context))],
    [
      "classes",
      ({ sourcedId, values }) => world.sections.set(sourcedId, toSection(values, context)),
    ],
    ["enrollments", ({ sourcedId, values }) => world.seats.set(sourcedId, toSeat(values, context))],
    [
      "users",
      ({ sourcedId, values }) => {
        const own = version === "1.1" ? [...rolesInUserRow(values)] : [];
        const parts = { roles: own, profiles: [] as PersonProfile[] };
        roles.set(sourcedId, own);
        profiles.set(sourcedId, parts.profiles);
        world.people.set(sourcedId, toPerson(values, context, parts));
      },
    ],
    ["roles", ({ values }) => joinTo(roles, values, toRole)],
    ["userProfiles", ({ values }) => joinTo(profiles, values, toProfile)],
  ];
  return new Map(takers);
}

/** Joins a row to its user. One that is to be deleted, or whose user is unknown, has nowhere to go. */
function joinTo<Part>(
  lists: ReadonlyMap<string, Part[]>,
  values: TableRow["values"],
  make: (values: TableRow["values"]) => Part,
): void {
  const user = values["userSourcedId"];
  if (typeof user !== "string" || values["status"] === "tobedeleted") return;
  lists.get(user)?.push(make(values));
}
