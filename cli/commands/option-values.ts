import { InvalidArgumentError } from "commander";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

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

/** Parses how many rows to show: a whole number from 1. */
export function parseRowCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Write a whole number from 1.");
}
