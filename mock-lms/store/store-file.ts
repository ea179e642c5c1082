import * as z from "zod";
import { BugError } from "../../core/assert.ts";
import type { LmsCollections } from "./lms-store.ts";
import {
  AssociationRecord,
  BuildingRecord,
  CourseRecord,
  EnrollmentRecord,
  GradingPeriodRecord,
  OutsideEmailRecord,
  RoleRecord,
  SectionRecord,
  UserRecord,
} from "./records.ts";

const saved = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ nextId: z.int().min(1), items: z.array(item) });

/** The state of a mock LMS as it stands in a file. */
export const StoreFile = z.strictObject({
  format: z.literal("rehearse-mock-lms"),
  formatVersion: z.literal(1),
  buildings: saved(BuildingRecord),
  roles: saved(RoleRecord),
  gradingPeriods: saved(GradingPeriodRecord),
  users: saved(UserRecord),
  associations: saved(AssociationRecord),
  courses: saved(CourseRecord),
  sections: saved(SectionRecord),
  enrollments: saved(EnrollmentRecord),
  outsideEmails: saved(OutsideEmailRecord),
});
export type StoreFile = z.infer<typeof StoreFile>;

/** The file that holds a mock LMS's state cannot be used. The message names the file and says why. */
export class StoreFileError extends Error {
  override readonly name = "StoreFileError";
  readonly code = "store-file-unusable";
  readonly retryable = false;
  readonly path: string;

  constructor(path: string, why: string, options?: ErrorOptions) {
    super(`Failed to use ${path} as the state of the mock LMS: ${why}`, options);
    this.path = path;
  }
}

/** The text of a state file. The same state gives the same text. */
export function formatStoreFile(collections: LmsCollections): string {
  const file: StoreFile = {
    format: "rehearse-mock-lms",
    formatVersion: 1,
    buildings: save(collections.buildings),
    roles: save(collections.roles),
    gradingPeriods: save(collections.gradingPeriods),
    users: save(collections.users),
    associations: save(collections.associations),
    courses: save(collections.courses),
    sections: save(collections.sections),
    enrollments: save(collections.enrollments),
    outsideEmails: save(collections.outsideEmails),
  };
  return `${JSON.stringify(file)}\n`;
}

/**
 * Reads the text of a state file.
 *
 * @throws StoreFileError when it is not JSON, not ours, of another version, or damaged
 */
export function parseStoreFile(path: string, text: string): StoreFile {
  const json = parseJson(path, text);
  const head = z.looseObject({
    format: z.literal("rehearse-mock-lms"),
    formatVersion: z.unknown(),
  });
  const kind = head.safeParse(json);
  if (!kind.success) {
    throw new StoreFileError(path, "it was not written by one. Choose another file.");
  }
  if (kind.data.formatVersion !== 1) {
    const version = JSON.stringify(kind.data.formatVersion) ?? "none";
    throw new StoreFileError(
      path,
      `its formatVersion is ${version.slice(0, 40)}, and this program reads version 1. Start with a new file.`,
    );
  }
  const file = StoreFile.safeParse(json);
  if (file.success) return file.data;
  const [issue] = file.error.issues;
  const at = issue === undefined ? "the file" : issue.path.join(".");
  throw new StoreFileError(path, `it is damaged at ${at}. Start with a new file.`);
}

/**
 * Fills empty collections with what a file held.
 *
 * @throws StoreFileError when records of the file contradict each other
 */
export function restoreCollections(path: string, file: StoreFile, into: LmsCollections): void {
  try {
    into.buildings.restore(file.buildings.items, file.buildings.nextId);
    into.roles.restore(file.roles.items, file.roles.nextId);
    into.gradingPeriods.restore(file.gradingPeriods.items, file.gradingPeriods.nextId);
    into.users.restore(file.users.items, file.users.nextId);
    into.associations.restore(file.associations.items, file.associations.nextId);
    into.courses.restore(file.courses.items, file.courses.nextId);
    into.sections.restore(file.sections.items, file.sections.nextId);
    into.enrollments.restore(file.enrollments.items, file.enrollments.nextId);
    into.outsideEmails.restore(file.outsideEmails.items, file.outsideEmails.nextId);
  } catch (error) {
    if (!(error instanceof BugError)) throw error;
    throw new StoreFileError(path, "its records contradict each other. Start with a new file.", {
      cause: error,
    });
  }
}

function save<Item>(collection: { readonly nextId: number; values(): IterableIterator<Item> }): {
  nextId: number;
  items: Item[];
} {
  return { nextId: collection.nextId, items: [...collection.values()] };
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreFileError(path, "it is not JSON. Choose another file.", { cause: error });
  }
}
