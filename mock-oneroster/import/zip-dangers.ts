import type { Entry } from "yauzl";
import { expansionRatioMax, ratioFreeBytes } from "./limits.ts";

const encryptedFlag = 1;
const typeMask = 0o170000;
const linkType = 0o120000;

/** Says why an entry of a zip may not be opened, or undefined when it may. Looks at what the zip states only. */
export function dangerOf(entry: Entry, name: string): string | undefined {
  if (/[\0\\]/.test(name)) return "has a character in its name that no path may have";
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) return "has an absolute path";
  if (name.split("/").includes("..")) return "leads out of the zip by its path";
  if ((entry.generalPurposeBitFlag & encryptedFlag) !== 0) return "is encrypted";
  if (((entry.externalFileAttributes >>> 16) & typeMask) === linkType) return "is a link";
  if (expandsTooFar(entry)) {
    return `would become more than ${expansionRatioMax} times larger when unpacked`;
  }
  return undefined;
}

/** What some systems add to every zip they make. */
export function isClutter(name: string): boolean {
  return name.startsWith("__MACOSX/") || /(^|\/)\.[^/]*$/.test(name);
}

function expandsTooFar({ compressedSize, uncompressedSize }: Entry): boolean {
  return uncompressedSize > ratioFreeBytes && uncompressedSize > compressedSize * expansionRatioMax;
}
