import { InvalidArgumentError, Option, type Command } from "commander";
import { createSystemClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import {
  loadOrganizationFiles,
  loadPresentOrganization,
  mismatchKinds,
  partlyMatching,
  readOrganizationFiles,
  type MismatchKind,
  type MockLms,
} from "../../mock-lms/index.ts";
import { importBundle } from "../../mock-oneroster/index.ts";
import type { Terminal } from "../terminal.ts";
import { districtRowsOf } from "./lms-district.ts";
import { parsePath } from "./option-values.ts";

/** What a mock LMS holds when it starts. */
export interface LmsSourceOptions {
  readonly organization?: string;
  readonly partlyMatching?: string;
  readonly share: number;
  readonly mismatches?: Readonly<Partial<Record<MismatchKind, number>>>;
  readonly seed: number;
}

/** Adds the options that say what the mock LMS holds when it starts: nothing, an export, or part of a district. */
export function addLmsSourceOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--organization <path>",
        "start with the users.csv, courses.csv and enrollments.csv of a Schoology export, a folder or a zip, with the columns in docs/reference/organization-files.md; once, the state keeps them",
      )
        .argParser(parsePath)
        .conflicts("partlyMatching"),
    )
    .addOption(
      new Option(
        "--partly-matching <bundle>",
        "start with a part of the district of a OneRoster CSV bundle, as if it had been used before",
      ).argParser(parsePath),
    )
    .addOption(
      new Option("--share <percent>", "of --partly-matching: how much is there")
        .argParser(parsePercent)
        .default(0.6, "60"),
    )
    .option(
      "--mismatches <kind=percent,...>",
      `of --partly-matching: how many of the people there differ, by ${Object.keys(mismatchKinds).join(", ")}`,
      parseMismatches,
    );
}

/**
 * Fills a mock LMS that has just been started, and says how much of what there is.
 *
 * @throws OrganizationFileError, BundleError
 */
export async function fillLms(
  mock: MockLms,
  options: LmsSourceOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.organization !== undefined) {
    const files = await readOrganizationFiles(options.organization);
    const counts = loadOrganizationFiles(mock.world, files);
    terminal.note(
      `Loaded ${counts.users} users, ${counts.courses} courses, ${counts.sections} sections and ${counts.enrollments} enrollments.`,
    );
    for (const { title, at } of counts.newRoles) {
      terminal.note(`  The role ${title} of ${at} is new, and not a teacher's. Is it spelt so?`);
    }
  }
  if (options.partlyMatching === undefined) return;
  const imported = await importBundle(options.partlyMatching, createSystemClock());
  const { present, counts } = partlyMatching(districtRowsOf(imported.value), {
    share: options.share,
    mismatches: options.mismatches ?? {},
    random: createRandom(options.seed).fork("partly-matching"),
  });
  loadPresentOrganization(mock.world, present);
  terminal.note(`${counts.people} people and ${counts.courses} courses of the district are there.`);
  if (counts.leftOut > 0) {
    terminal.note(`${counts.leftOut} people are left out: their ids or logins repeat others'.`);
  }
  for (const [kind, count] of Object.entries(counts.mismatches)) {
    if (count > 0) terminal.note(`  ${kind.padEnd(18)} ${count}`);
  }
}

function parsePercent(text: string): number {
  const percent = Number.parseFloat(text);
  if (/^\d{1,3}(\.\d+)?%?$/.test(text) && percent <= 100) return percent / 100;
  throw new InvalidArgumentError("Write a percentage from 0 to 100, such as 60.");
}

function parseMismatches(text: string): Readonly<Partial<Record<MismatchKind, number>>> {
  const shares: Partial<Record<MismatchKind, number>> = {};
  for (const part of text.split(",")) {
    const [name = "", percent = ""] = part.split("=").map((word) => word.trim());
    if (!isKind(name)) {
      throw new InvalidArgumentError(
        `Write kind=percent with a kind of ${Object.keys(mismatchKinds).join(", ")}.`,
      );
    }
    shares[name] = parsePercent(percent);
  }
  return shares;
}

function isKind(name: string): name is MismatchKind {
  return Object.hasOwn(mismatchKinds, name);
}
