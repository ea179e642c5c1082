import { InvalidArgumentError } from "commander";
import { parse } from "yaml";
import { z } from "zod";
import { toIso } from "../../core/clock.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { SisFault } from "../../mock-oneroster/index.ts";

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

/** Parses a day that exists, `YYYY-MM-DD`. */
export function parseDay(text: string): string {
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(ms) && toIso(ms).startsWith(text))
    return text;
  throw new InvalidArgumentError("Write a day such as 2026-08-03.");
}

/** Parses a fault and adds it to those given before. */
export function parseFaults(text: string, before: readonly SisFault[]): readonly SisFault[] {
  const parsed = SisFault.safeParse(readYaml(text));
  if (parsed.success) return [...before, parsed.data];
  throw new InvalidArgumentError(`\n${z.prettifyError(parsed.error)}`);
}

function readYaml(text: string): unknown {
  try {
    const value: unknown = parse(text);
    return value;
  } catch {
    throw new InvalidArgumentError('Write a fault such as {"fault":"server-error","times":1}.');
  }
}
