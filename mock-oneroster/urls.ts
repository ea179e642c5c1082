import { basePath } from "../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";

/** Where a client of one version finds what. */
export interface SisUrls {
  readonly baseUrl: string;
  readonly gradebookUrl: string;
  readonly tokenUrl: string;
}

/** The URLs of a version under a root address, which is everything before `/ims/oneroster`. */
export function createSisUrls(rootUrl: string, version: OneRosterVersion): SisUrls {
  const root = rootUrl.replace(/\/+$/, "");
  return {
    baseUrl: root + basePath(version, "rostering"),
    gradebookUrl: root + basePath(version, "gradebook"),
    tokenUrl: `${root}/token`,
  };
}
