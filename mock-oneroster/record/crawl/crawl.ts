import type { OneRosterService } from "../../../contracts/oneroster/operations.ts";
import { checkAddress, checkBaseAddress } from "./check-address.ts";
import { type CollectionGroup, collectionsOf } from "./collections.ts";
import { CrawlError } from "./crawl-error.ts";
import type { CrawlOptions } from "./crawl-options.ts";
import { type CrawlNote, isGap } from "./note.ts";
import { probeCollection } from "./probe-collection.ts";
import { readCollection, type ReadingDesk } from "./read-collection.ts";
import { createReader } from "./reader.ts";
import type { SeenIds } from "./seen-ids.ts";

/** What was noticed, in order. What was read is in the sink. */
export interface CrawlOutcome {
  readonly notes: readonly CrawlNote[];
  /** Those of the notes by which something of the server is not in the sink. */
  readonly gaps: readonly CrawlNote[];
  /** Whether there was a page of any collection. */
  readonly isAnyRead: boolean;
  readonly requests: number;
}

/**
 * Reads every collection of a OneRoster server, one request at a time, and never writes.
 *
 * A collection that is refused or missing is noted, and the others are read. Parts of a collection, such as
 * `/terms`, are asked for one record, to know whether they are there, and read only where the whole was not.
 *
 * @throws CrawlError without consent, with an address that may not be used, or when no token can be had
 */
export async function crawl(options: CrawlOptions): Promise<CrawlOutcome> {
  checkConsent(options.consent);
  const services = checkAddresses(options);
  const notes: CrawlNote[] = [];
  const gaps: CrawlNote[] = [];
  const { send, clock, limits } = options;
  const reader = createReader({ send, clock, bodyLengthMax: limits.bodyLengthMax }, options.auth);
  const desk: ReadingDesk = {
    ...options,
    reader,
    note: (note) => {
      notes.push(note);
      if (isGap(note)) gaps.push(note);
    },
    onProgress: options.onProgress ?? (() => undefined),
  };
  const probeDesk: ReadingDesk = { ...desk, note: (note) => notes.push(note) };
  let isAnyRead = false;
  for (const group of collectionsOf(options.version, new Set(services.keys()))) {
    const baseUrl = services.get(group.whole.service) ?? "";
    isAnyRead = (await readGroup({ desk, probeDesk }, group, baseUrl)) || isAnyRead;
  }
  return { notes, gaps, isAnyRead, requests: reader.requests() };
}

/** The type says it already, but not to those who come from JavaScript or read options from a file. */
function checkConsent(consent: unknown): void {
  if (consent === true) return;
  throw new CrawlError(
    "no-consent",
    "A crawl reads personal data. Say that the owner of the data agrees: consent must be true.",
  );
}

function checkAddresses(options: CrawlOptions): ReadonlyMap<OneRosterService, string> {
  const { addresses, auth, plainHttp = "refused" } = options;
  checkAddress("token URL", auth.tokenUrl, plainHttp);
  const services = new Map<OneRosterService, string>();
  for (const service of ["rostering", "gradebook", "resources"] as const) {
    const address = addresses[service];
    if (address === undefined) continue;
    services.set(service, checkBaseAddress(`${service} URL`, address, plainHttp));
  }
  return services;
}

/** Where what is noticed of a reading goes, and of a probe, which leaves no gap. */
interface Desks {
  readonly desk: ReadingDesk;
  readonly probeDesk: ReadingDesk;
}

/**
 * Says whether there was a page of any of them. Parts are read without what another part has brought: in 1.2 one
 * user is a student and a teacher.
 */
async function readGroup(
  { desk, probeDesk }: Desks,
  { whole, parts }: CollectionGroup,
  baseUrl: string,
): Promise<boolean> {
  const { isRead } = await readCollection(desk, { endpoint: whole, baseUrl, seenBefore: [] });
  const seenBefore: SeenIds[] = [];
  let isAnyRead = isRead;
  for (const endpoint of parts) {
    const task = { endpoint, baseUrl, seenBefore };
    if (isRead) {
      await probeCollection(probeDesk, task);
      continue;
    }
    const part = await readCollection(desk, task);
    isAnyRead ||= part.isRead;
    seenBefore.push(part.ids);
  }
  return isAnyRead;
}
