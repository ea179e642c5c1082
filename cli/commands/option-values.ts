import { InvalidArgumentError } from "commander";
import { parse } from "yaml";
import * as z from "zod";
import { toIso } from "../../core/clock.ts";
import { Dirt } from "../../contracts/run/dirt.ts";
import {
  classNames,
  OneRosterVersion,
  type ClassName,
} from "../../contracts/oneroster/vocabulary.ts";
import { SisFault, type SettingText } from "../../mock-oneroster/index.ts";

/** Parses a seed: a whole number from 0 to 4294967295. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (/^\d{1,10}$/.test(text) && seed <= 0xffff_ffff) return seed;
  throw new InvalidArgumentError("Write a whole number from 0 to 4294967295.");
}

/** Parses a TCP port; 0 asks for a free one. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("Write a port from 0 to 65535; 0 takes a free one.");
}

/** Parses a version of OneRoster. */
export function parseVersion(text: string): OneRosterVersion {
  const parsed = OneRosterVersion.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError("Write 1.1 or 1.2.");
}

/** Parses the name of a Campus application, which becomes a segment of a path: none, `.` and `..` would lead elsewhere. */
export function parseAppName(text: string): string {
  if (!/^\.{0,2}$/.test(text)) return text;
  throw new InvalidArgumentError("Write a name such as rehearsal.");
}

/** Parses a bearer token (RFC 6750 §2.1): a header could not carry another. */
export function parseToken(text: string): string {
  if (/^[\w.~+/-]+=*$/.test(text)) return text;
  throw new InvalidArgumentError("Write letters, digits and -._~+/ only.");
}

/** Parses a number of things: a whole number from 1. */
export function parseCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write a whole number from 1.");
}

/** Parses a share from 0 to 1. */
export function parseShare(text: string): number {
  const share = Number(text);
  if (/^\d*\.?\d+$/.test(text) && share <= 1) return share;
  throw new InvalidArgumentError("Write a share from 0 to 1, such as 0.02.");
}

/** Parses a path. An empty one would be the current folder. */
export function parsePath(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("Write the path of a file or folder.");
}

/** Parses a day that exists, `YYYY-MM-DD`. */
export function parseDay(text: string): string {
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(ms) && toIso(ms).startsWith(text))
    return text;
  throw new InvalidArgumentError("Write a day such as 2026-08-03.");
}

/** Parses a moment by ISO 8601, or a day, which begins in UTC. Gives it as `YYYY-MM-DDTHH:mm:ss.SSSZ`. */
export function parseMoment(text: string): string {
  if (z.iso.date().safeParse(text).success) return `${text}T00:00:00.000Z`;
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return toIso(Date.parse(text));
  throw new InvalidArgumentError("Write a moment such as 2026-09-02T06:00:00Z, or a day.");
}

/** Parses `setting=value` and adds it to those given before. Which settings there are is not known here. */
export function parseSettings(
  text: string,
  before: readonly SettingText[],
): readonly SettingText[] {
  const at = text.indexOf("=");
  if (at > 0) return [...before, { name: text.slice(0, at), value: text.slice(at + 1) }];
  throw new InvalidArgumentError(
    "Write setting=value, such as writes.deletes=refused; --settings lists all settings.",
  );
}

/** Adds a text to those given before. */
export function collectText(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

/** Parses a kind of records and adds it to those given before. */
export function parseClassNames(text: string, before: readonly ClassName[]): readonly ClassName[] {
  const found = classNames.find((name) => name === text);
  if (found !== undefined) return [...before, found];
  throw new InvalidArgumentError(`Write one of ${classNames.join(", ")}.`);
}

/** Parses a fault and adds it to those given before. */
export function parseFaults(text: string, before: readonly SisFault[]): readonly SisFault[] {
  const parsed = SisFault.safeParse(readYaml(text, 'a fault such as {"fault":"server-error"}'));
  if (parsed.success) return [...before, parsed.data];
  throw new InvalidArgumentError(`\n${z.prettifyError(parsed.error)}`);
}

/** Parses the dials of data problems: one share for all, or a share for each as JSON or YAML. */
export function parseDirt(text: string): Dirt {
  const example = '0.02, or {"duplicateEmails":0.05}';
  const parsed = Dirt.safeParse(readYaml(text, example));
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(
    `Write ${example}; --dirt list names them all.\n${z.prettifyError(parsed.error)}`,
  );
}

function readYaml(text: string, example: string): unknown {
  try {
    const value: unknown = parse(text);
    return value;
  } catch {
    throw new InvalidArgumentError(`Write ${example}.`);
  }
}

/** Reads one more origin, such as `https://sis.example.org`. */
export function parseOrigins(text: string, before: readonly string[]): readonly string[] {
  if (URL.canParse(text) && /^https?:\/\/[^/]+\/?$/i.test(text)) {
    return collectText(new URL(text).origin, before);
  }
  throw new InvalidArgumentError("Write an origin such as https://lms.example.org.");
}
