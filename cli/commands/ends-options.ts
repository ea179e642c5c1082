import path from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { PlanSource, PlanTarget } from "../../contracts/run/plan-file.ts";
import { parseDay, parsePath, parseSeed, parseVersion } from "./option-values.ts";

/** Between what a sync is planned: a roster, and the LMS that it is for. */
export interface EndsCommandOptions {
  readonly bundle?: string;
  readonly sis?: URL;
  readonly tokenUrl?: URL;
  readonly iHaveTheOwnersConsent?: boolean;
  readonly lms?: URL;
  readonly lmsState?: string;
  readonly settings?: string;
  readonly version?: OneRosterVersion;
  readonly asOf?: string;
  readonly seed: number;
}

/** Adds the options that name both ends, the settings and the day. */
export function addEndsOptions(command: Command): Command {
  return addLmsOptions(
    command
      .addOption(
        new Option(
          "--bundle <path>",
          "the roster: a OneRoster 1.1 or 1.2 CSV bundle, a folder or a zip",
        )
          .argParser(parsePath)
          .conflicts("sis"),
      )
      .addOption(
        new Option(
          "--sis <url>",
          "the roster: a OneRoster server, by everything before /ims/oneroster; it is only read",
        ).argParser(parseUrl),
      )
      .addOption(
        new Option(
          "--token-url <url>",
          "of --sis: where tokens are to be had; /token of it by default",
        )
          .argParser(parseUrl)
          .conflicts("bundle"),
      )
      .option(
        "--i-have-the-owners-consent",
        "of --sis: required for a server that is not of this machine, for it holds data of real people",
      ),
  )
    .option("--settings <file>", "settings of the app (YAML); without it everything is mapped")
    .option(
      "--version <version>",
      "1.1 or 1.2; by default that of the settings, else the bundle's own, else 1.1",
      parseVersion,
    )
    .option("--as-of <date>", "the day of the sync, YYYY-MM-DD; today by default", parseDay)
    .option("--seed <number>", "the seed of everything random", parseSeed, 1);
}

/** Adds the options that name the LMS. */
export function addLmsOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--lms <url>", "the LMS: a running rehearse mock lms; nothing else is written to")
        .argParser(parseUrl)
        .conflicts("lmsState"),
    )
    .addOption(
      new Option(
        "--lms-state <path>",
        "the LMS: a state of rehearse mock lms --state, which must not be running",
      ).argParser(parsePath),
    );
}

/** The roster that the options name. Ends the command when they name none, or a server without consent. */
export function readSource(options: EndsCommandOptions, command: Command): PlanSource {
  const { bundle, sis, tokenUrl } = options;
  if (bundle !== undefined) return { kind: "bundle", path: path.resolve(bundle) };
  if (sis === undefined) {
    return command.error("error: name the roster: --bundle <path>, or --sis <url> of a server.");
  }
  if (!isOfThisMachine(sis) && options.iHaveTheOwnersConsent !== true) {
    return command.error(
      `error: ${sis.host} may hold data of real people. It is only read, but ask their district, then add --i-have-the-owners-consent.`,
    );
  }
  const url = trimUrl(sis).replace(/\/ims\/oneroster(?:\/.*)?$/, "");
  return { kind: "server", url, tokenUrl: tokenUrl === undefined ? `${url}/token` : tokenUrl.href };
}

/** The LMS that the options name; an empty one when they name none. */
export function readTarget({ lms, lmsState }: EndsCommandOptions): PlanTarget {
  if (lms !== undefined) {
    const url = trimUrl(lms);
    return { kind: "server", url: url.endsWith("/v1") ? url : `${url}/v1` };
  }
  if (lmsState === undefined) return { kind: "empty" };
  // The slash says that it is a folder.
  const slash = /[/\\]$/.test(lmsState) ? "/" : "";
  return { kind: "state", path: path.resolve(lmsState) + slash };
}

function isOfThisMachine({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function trimUrl(url: URL): string {
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isUsable =
    url !== undefined &&
    (url.protocol === "http:" || url.protocol === "https:") &&
    url.username === "" &&
    url.password === "";
  if (isUsable) return url;
  throw new InvalidArgumentError(
    "Write an address such as http://127.0.0.1:4010, without a password.",
  );
}
