import type { Diagnostic, Outcome } from "../../contracts/run/diagnostic.ts";
import type { SisClient } from "../http/sis-client.ts";
import { createRosterBuilder } from "../snapshot/build-roster.ts";
import { collections, type Roster } from "../snapshot/roster.ts";
import { pullCollection, type PullOptions } from "./pull-collection.ts";

/**
 * Reads all six collections in the order that Infinite Campus recommends, one after the other (guide R18, R20, R21).
 *
 * @throws RequestError when a collection cannot be read at all
 */
export async function pullRoster(
  client: SisClient,
  options: PullOptions,
): Promise<Outcome<Roster>> {
  const builder = createRosterBuilder(options.version);
  const noticed: Diagnostic[] = [];
  for (const collection of collections) {
    noticed.push(...(await pullCollection(client, collection, builder, options)));
  }
  const { value, diagnostics } = builder.finish();
  return { value, diagnostics: [...noticed, ...diagnostics] };
}
