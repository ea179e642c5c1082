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

/**
 * Starts WireMock on the mappings in a folder as its npm package does, but for the journal of requests, which keeps
 * every body that was sent until the memory ends. `logs` says whether it notes requests, as it does unless told.
 */
export async function startWireMock(
  jar: string,
  { folder, logs }: { readonly folder: string; readonly logs: boolean },
): Promise<ChildServer> {
  const quiet = ["--no-request-journal", "--disable-banner"];
  if (!logs) quiet.push("--disable-request-logging");
  const place = ["--port", "0", "--bind-address", "127.0.0.1", "--root-dir", folder];
  const args = ["-jar", jar, ...place, ...quiet];
  return startServer({ title: "WireMock", command: "java", args, ready: /^port: +\d+/ });
}
