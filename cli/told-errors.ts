import { RequestError } from "../engine/index.ts";
import { InputError } from "../harness/index.ts";
import { OrganizationFileError, ServeError, StoreFileError } from "../mock-lms/index.ts";
import {
  BundleError,
  CrawlError,
  DistrictError,
  ExportError,
  NothingReadError,
  RecordingError,
} from "../mock-oneroster/index.ts";
import { exitCodes } from "./exit-codes.ts";

/** The errors whose message says what was given wrongly, and how to give it. */
const usageErrors = [
  InputError,
  BundleError,
  CrawlError,
  DistrictError,
  ExportError,
  RecordingError,
  OrganizationFileError,
  StoreFileError,
] as const;

/** The errors whose message says what stood in the way. */
const stoppers = [NothingReadError, RequestError, ServeError] as const;

/**
 * The exit code of an error whose message tells a person all there is to know; undefined of any other.
 *
 * This module knows every part of the program, so it is loaded only when something has gone wrong.
 */
export function exitCodeOf(error: unknown): number | undefined {
  if (usageErrors.some((kind) => error instanceof kind)) return exitCodes.usage;
  if (stoppers.some((kind) => error instanceof kind)) return exitCodes.couldNotRun;
  return undefined;
}
