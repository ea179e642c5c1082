import { basePath } from "../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import type { PathStyle } from "./profiles/profile.ts";
import { profileNamed } from "./profiles/profiles.ts";

/** Where a client of one version finds what. */
export interface SisUrls {
  readonly baseUrl: string;
  readonly gradebookUrl: string;
  readonly resourcesUrl: string;
  readonly tokenUrl: string;
}

/** What decides where things lie. */
export interface PathSetting {
  readonly paths: PathStyle;
  readonly appName: string;
  /** Whether the token URL names the application. It does not unless told so. */
  readonly requireAppName?: boolean;
}

/** The URLs of a version under a root address, by the paths of a profile. Those of the standard unless told otherwise. */
export function createSisUrls(
  rootUrl: string,
  version: OneRosterVersion,
  { paths, appName, requireAppName = false }: PathSetting = {
    paths: profileNamed("standard").paths,
    appName: "",
  },
): SisUrls {
  const root = rootUrl.replace(/\/+$/, "");
  const name = encodeURIComponent(appName);
  const prefix = (paths.prefixes[version][0] ?? "").replace("{appName}", name);
  const tokenPath = paths.tokenPaths[0] ?? "/token";
  const query = requireAppName ? `?appName=${name}` : "";
  return {
    baseUrl: root + prefix + basePath(version, "rostering"),
    gradebookUrl: root + prefix + basePath(version, "gradebook"),
    resourcesUrl: root + prefix + basePath(version, "resources"),
    tokenUrl: root + tokenPath + query,
  };
}
