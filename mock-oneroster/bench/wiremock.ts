import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer, type ChildServer } from "./child-server.ts";

/** WireMock as it can be started here, or what is missing. */
export type WireMockFound =
  | { readonly jar: string; readonly java: string }
  | { readonly missing: string };

/** Looks for Java and for the jar, which the npm package ships in its folder `build`. */
export function findWireMock(): WireMockFound {
  const { error, stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  if (error !== undefined) return { missing: "Java (`apt-get install default-jre-headless`)" };
  const java = /version "([^"]+)"/.exec(stderr)?.[1] ?? "of an unknown version";
  try {
    const manifest = fileURLToPath(import.meta.resolve("wiremock/package.json"));
    const build = join(dirname(manifest), "build");
    const jar = readdirSync(build).find((name) => name.endsWith(".jar"));
    if (jar !== undefined) return { jar: join(build, jar), java: `Java ${java}` };
  } catch {
    // Not installed: the answer below says so.
  }
  return { missing: "the npm package wiremock (`npm ci`)" };
}

/** Starts WireMock on the mappings in a folder, without the journal and the logs that would slow it down. */
export async function startWireMock(jar: string, folder: string): Promise<ChildServer> {
  const quiet = ["--no-request-journal", "--disable-request-logging", "--disable-banner"];
  const place = ["--port", "0", "--bind-address", "127.0.0.1", "--root-dir", folder];
  const args = ["-jar", jar, ...place, ...quiet];
  return startServer({ title: "WireMock", command: "java", args, ready: /^port: +\d+/ });
}
