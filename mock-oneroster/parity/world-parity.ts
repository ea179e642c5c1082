import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import { basePath, scopeUris } from "../../contracts/oneroster/operations.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createMockOneroster } from "../app.ts";
import { exportBundle } from "../export/export-bundle.ts";
import { ownStyle } from "../export/own-style.ts";
import { profileNamed } from "../profiles/profiles.ts";
import type { World } from "../store/world.ts";
import { checkParity, type ParityOptions, type ParityReport } from "./check-parity.ts";
import type { ParityGet } from "./rest-records.ts";
import { createWorldKeys } from "./world-keys.ts";

/** What a check of a whole world needs. */
export interface WorldParityOptions extends ParityOptions {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Serves a world as REST of both versions, writes it as bundles of both, and compares the four record by record.
 * The bundles are written to a folder for temporary files and removed afterwards.
 */
export async function checkWorldParity(
  world: World,
  { clock, random, ...options }: WorldParityOptions,
): Promise<ParityReport> {
  const folder = await mkdtemp(path.join(tmpdir(), "rehearse-parity-"));
  try {
    const bundles: { readonly kind: "csv"; readonly path: string }[] = [];
    for (const version of OneRosterVersion.options) {
      const target = path.join(folder, `${version}.zip`);
      await exportBundle(world, { version, mode: "bulk", target, clock });
      bundles.push({ kind: "csv", path: target });
    }
    const get = await openRest(world, { clock, random });
    const servers = OneRosterVersion.options.map(
      (version) => ({ kind: "rest", version, get }) as const,
    );
    const keyOf = createWorldKeys(world);
    return await checkParity([...servers, ...bundles], { keyOf, ...options });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openRest(
  world: World,
  parts: { readonly clock: Clock; readonly random: Random },
): Promise<ParityGet> {
  const credentials = { clientId: "parity", clientSecret: parts.random.fork("secret").hex(32) };
  const profile = { ...profileNamed("standard"), style: ownStyle(world) };
  const { app } = createMockOneroster({ world, credentials, profile, ...parts });
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
    scope: OneRosterVersion.options.flatMap(scopeUris).join(" "),
  });
  const answer: unknown = await (await app.request("/token", { method: "POST", body })).json();
  const token =
    typeof answer === "object" && answer !== null && "access_token" in answer
      ? String(answer.access_token)
      : "";
  return async (version, where, service = "rostering") =>
    app.request(basePath(version, service) + where, {
      headers: { Authorization: `Bearer ${token}` },
    });
}
