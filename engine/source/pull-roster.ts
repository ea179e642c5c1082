import { toIso } from "../../core/clock.ts";
import { diagnose, type Diagnostic, type Outcome } from "../../contracts/run/diagnostic.ts";
import type { SisClient } from "../http/sis-client.ts";
import { applyDelta } from "../snapshot/apply-delta.ts";
import { createRosterBuilder, type RosterBuilder } from "../snapshot/build-roster.ts";
import { collections, type Collection, type Roster } from "../snapshot/roster.ts";
import { isThere } from "./is-there.ts";
import { pullCollection, type PullOptions } from "./pull-collection.ts";

/** A roster and when the reading of it began, in epoch milliseconds: what the next delta builds upon. */
export interface KeptRoster {
  readonly roster: Roster;
  readonly readAtMs: number;
}

/**
 * How the SIS is read: everything, or only what changed since a roster that was kept (Infinite Campus: guidelines
 * for OneRoster API consumers, a full sync weekly and a differential one nightly).
 */
export type Reading =
  | { readonly mode: "full" }
  | { readonly mode: "delta"; readonly previous: KeptRoster };

/**
 * Reads all six collections in the order that Infinite Campus recommends, one after the other (R18, R20, R21).
 *
 * A delta reads only records that changed since the roster kept, and puts them in their place: what it does not
 * speak of stays (F83). When that roster is of another version or was itself not read to its end, everything is read.
 *
 * @throws RequestError when a collection cannot be read at all
 */
export async function pullRoster(
  client: SisClient,
  options: PullOptions,
  reading: Reading,
): Promise<Outcome<KeptRoster>> {
  const readAtMs = options.clock.now();
  const from = reading.mode === "delta" ? baseOf(reading.previous, options) : undefined;
  if (from === undefined || "why" in from) {
    const { value, diagnostics } = await pullAll(client, options);
    const impossible =
      from === undefined ? [] : [diagnose("delta-impossible", { at: "sis" }, { why: from.why })];
    return { value: { roster: value, readAtMs }, diagnostics: [...impossible, ...diagnostics] };
  }
  const { value, diagnostics } = await pullChanges(client, options, from);
  return { value: { roster: value, readAtMs }, diagnostics };
}

interface Base {
  readonly roster: Roster;
  readonly changedAfter: string;
}

function baseOf(previous: KeptRoster, options: PullOptions): Base | { readonly why: string } {
  const { roster, readAtMs } = previous;
  if (roster.version !== options.version) {
    return { why: `it is of OneRoster ${roster.version}, whose ids are others` };
  }
  if (roster.incomplete.size > 0) {
    return { why: `${[...roster.incomplete].join(", ")} could not be read to the end` };
  }
  return { roster, changedAfter: toIso(readAtMs - options.limits.deltaOverlapMinutes * 60_000) };
}

async function pullAll(client: SisClient, options: PullOptions): Promise<Outcome<Roster>> {
  const builder = createRosterBuilder(options.version);
  const noticed = await pullInto(builder, client, options);
  noticed.push(...(await pullLatecomers(builder, client, options)));
  distrustEmptiness(builder);
  const { value, diagnostics } = builder.finish();
  return { value, diagnostics: [...noticed, ...diagnostics] };
}

async function pullChanges(
  client: SisClient,
  options: PullOptions,
  { roster, changedAfter }: Base,
): Promise<Outcome<Roster>> {
  const builder = createRosterBuilder(options.version);
  const noticed = await pullInto(builder, client, { ...options, changedAfter });
  const counts = collections.map((collection) => builder.count(collection));
  const changed = counts.reduce((sum, count) => sum + count, 0);
  const gone = builder.gone();
  const { value, diagnostics } = builder.finish();
  // What a delta points at was mostly read before.
  const own = diagnostics.filter(({ code }) => code !== "dangling-reference");
  const done = diagnose("delta-reading", { at: "sis" }, { changed, after: changedAfter });
  return {
    value: applyDelta(roster, { changed: value, gone }),
    diagnostics: [done, ...noticed, ...own],
  };
}

async function pullInto(
  builder: RosterBuilder,
  client: SisClient,
  options: PullOptions,
): Promise<Diagnostic[]> {
  const noticed: Diagnostic[] = [];
  for (const collection of collections) {
    noticed.push(...(await pullCollection(client, collection, builder, options)));
  }
  return noticed;
}

/**
 * Reads classes and users again when enrollments name some that were made after those were read (F62, F78), and
 * then the enrollments. A handful is asked for one by one first, because in most districts some are missing for
 * ever. Once only.
 */
async function pullLatecomers(
  builder: RosterBuilder,
  client: SisClient,
  options: PullOptions,
): Promise<readonly Diagnostic[]> {
  const late: Collection[] = [];
  for (const [collection, ids] of builder.missing()) {
    for (const id of ids) {
      if (
        late.includes(collection) ||
        !(await isThere(client, options.version, { collection, id }))
      ) {
        continue;
      }
      late.push(collection);
    }
  }
  if (late.length === 0) return [];
  const noticed: Diagnostic[] = [];
  for (const collection of [...late, "enrollments"] as const) {
    builder.restart(collection);
    noticed.push(...(await pullCollection(client, collection, builder, options)));
  }
  const why = "enrollments name records that were made after it was read";
  const reread = late.map((collection) =>
    diagnose("collection-reread", { at: `sis/${collection}` }, { collection, times: 1, why }),
  );
  return [...reread, ...noticed];
}

/** An empty collection never says that everybody left (F65): more often the access or a filter is wrong. */
function distrustEmptiness(builder: RosterBuilder): void {
  for (const collection of ["classes", "users", "enrollments"] as const) {
    if (builder.count(collection) > 0) continue;
    builder.markIncomplete(collection, "it is empty, which does not prove that everybody left");
  }
}
