import type { CsvFile } from "../../contracts/oneroster/csv/tables.ts";
import { diagnose } from "../../contracts/run/diagnostic.ts";
import type { World } from "../store/world.ts";
import { createLateLinks } from "./agent-links.ts";
import { createReferenceCheck, type KnownIds } from "./check-references.ts";
import { createDetach, type Detach } from "./detach-text.ts";
import { classOfFile, holdsRecord } from "./file-classes.ts";
import type { Findings } from "./findings.ts";
import type { BundlePlan, PlannedFile } from "./read-manifest.ts";
import { readTable } from "./read-table.ts";
import type { SeenIds } from "./seen-ids.ts";
import { createRowTaker, type RowScene } from "./take-rows.ts";

/** The world that the files of a bundle go into. */
export interface ReadingScene {
  readonly world: World;
  readonly findings: Findings;
  readonly modified: string;
  /** Whether the rows are changes to what the world holds already. */
  readonly isChange: boolean;
}

/** Reads every file of a bundle into a world: first those that others refer to, agents when all roles are known. */
export async function readFiles(plan: BundlePlan, scene: ReadingScene): Promise<void> {
  const links = createLateLinks(scene.world);
  const seen = new Map<string, SeenIds>();
  const known = scene.isChange ? createKnownIds(scene.world, seen) : seen;
  const rows = { ...scene, version: plan.version, links };
  const detach = createDetach();
  for (const planned of plan.files.toSorted((a, b) => rankOf(a.file) - rankOf(b.file))) {
    await readFile(planned, { rows, known, seen, detach });
  }
  links.link();
}

interface FileScene {
  readonly rows: RowScene;
  readonly known: KnownIds;
  readonly seen: Map<string, SeenIds>;
  readonly detach: Detach;
}

async function readFile({ file, source, mode }: PlannedFile, scene: FileScene): Promise<void> {
  const { version, findings } = scene.rows;
  const target = { version, file };
  const references = createReferenceCheck(target, scene.known, findings);
  const taker = createRowTaker(scene.rows, file);
  const reading = { ...target, source, mode, findings, detach: scene.detach };
  const { ids, passwords } = await readTable(reading, (row) => {
    references.row(row);
    taker.row(row);
  });
  scene.seen.set(file, ids);
  references.end();
  taker.end();
  if (passwords === 0) return;
  const args = { file: source.name, count: passwords };
  findings.add(diagnose("bundle-password-dropped", { at: source.name }, args));
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
  "userResources",
  "classResources",
  "courseResources",
  "enrollments",
  "demographics",
  "categories",
  "scoreScales",
  "lineItems",
  "results",
];

/** Join files of the grade book come last. */
function rankOf(file: CsvFile): number {
  const place = readingOrder.indexOf(file);
  return place === -1 ? readingOrder.length : place;
}

/**
 * What a change may refer to: the records of the world, in which the rows read so far stand already. Profiles are
 * no records of their own and are not judged.
 */
function createKnownIds(world: World, seen: ReadonlyMap<string, SeenIds>): KnownIds {
  const has = (file: string, id: string): boolean => {
    if (seen.get(file)?.has(id) === true) return true;
    return isRecordFile(file) ? holdsRecord(world, file, id) : true;
  };
  return { get: (file) => ({ has: (id) => has(file, id) }) };
}

function isRecordFile(file: string): file is keyof typeof classOfFile {
  return file in classOfFile;
}
