import { randomInt } from "node:crypto";
import { assert } from "../../core/assert.ts";
import { createSystemClock, type Clock } from "../../core/clock.ts";
import { createRandom, type Random } from "../../core/random.ts";
import type { DecisionRow } from "../../contracts/run/decision-row.ts";
import type { Diagnostic } from "../../contracts/run/diagnostic.ts";
import type { PlanSource, PlanTarget } from "../../contracts/run/plan-file.ts";
import type { Settings } from "../../contracts/run/settings.ts";
import type { LmsConnection, Progress, SisConnection, SyncPorts } from "../../engine/index.ts";
import { createMemoryStore, createMockLms, openStore, type MockLms } from "../../mock-lms/index.ts";
import { countWorld, createMockOneroster, importBundle } from "../../mock-oneroster/index.ts";
import { credentialsOf } from "../credentials.ts";
import { readDecisionsOf } from "../prep/read-decisions.ts";
import { InputError } from "../input-error.ts";
import { factsOf, settingsFor, type ChosenSettings } from "../source-settings.ts";
import { createInProcessSend, createSocketSend, type FetchApp } from "../wire.ts";
import { clockAt } from "../world.ts";

/** Between what a plan is made: where the roster comes from, and the LMS that it is for. */
export interface EndsOptions {
  readonly source: PlanSource;
  readonly target: PlanTarget;
  /** The day on which it is looked at, `YYYY-MM-DD`; today when absent. */
  readonly asOf: string | null;
  readonly chosen: ChosenSettings;
  readonly seed: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** Both ends, opened. `lms` is there when it is of this process. Dispose it to close what was opened. */
export interface Ends extends AsyncDisposable {
  readonly ports: SyncPorts;
  readonly settings: Settings;
  /** What data preparation decided: the rows of the file that the settings name. */
  readonly decisions: readonly DecisionRow[];
  readonly lms: MockLms | undefined;
  readonly sisCounts: Readonly<Record<string, number>>;
  /** What was noticed while the bundle was read. */
  readonly diagnostics: readonly Diagnostic[];
}

const sisOrigin = "http://sis.rehearse.invalid";
const lmsOrigin = "http://lms.rehearse.invalid";

/**
 * Opens both ends: a bundle and a kept state are served in this process, servers are reached over the network.
 *
 * @throws InputError when the LMS is not one of our mocks, or the day cannot be chosen; BundleError, StoreFileError
 */
export async function openEnds(options: EndsOptions): Promise<Ends> {
  const clock = clockOf(options);
  const random = createRandom(options.seed);
  const apps = new Map<string, FetchApp>();
  const inProcess = createInProcessSend(apps);
  const sockets = createSocketSend();
  const send: SyncPorts["send"] = (request) =>
    apps.has(new URL(request.url).origin) ? inProcess(request) : sockets.send(request);
  try {
    const imported = await importSource(options, clock);
    const facts = imported === undefined ? undefined : factsOf(imported.value);
    const settings = settingsFor(options.chosen, facts);
    const parts = { options, clock, random, apps, settings };
    const sis = openSis(parts, imported);
    const lms = await openLms(parts);
    if (options.target.kind === "server") await checkIsMock(send, lms.connection);
    return {
      ports: {
        send,
        clock,
        random: options.target.kind === "server" ? createRandom(anySeed()) : random.fork("engine"),
        sis: sis.connection,
        lms: lms.connection,
        ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      },
      settings,
      decisions: await readDecisionsOf(settings, options.chosen.settings?.file ?? ""),
      lms: lms.mock,
      sisCounts: imported === undefined ? {} : countWorld(imported.value),
      diagnostics: imported?.diagnostics ?? [],
      [Symbol.asyncDispose]: async () => {
        await sockets.close();
        await lms.close();
      },
    };
  } catch (error) {
    await sockets.close();
    throw error;
  }
}

/** A server remembers the nonces of other runs: with the seed of one of them they would come again (F82). */
function anySeed(): number {
  return randomInt(2 ** 47);
}

/** Mocks of this process live on the day that is asked for; servers have clocks of their own. */
function clockOf({ source, target, asOf }: EndsOptions): Clock {
  const system = createSystemClock();
  if (source.kind !== "server" && target.kind !== "server") {
    const day = asOf ?? new Date(system.now()).toISOString().slice(0, 10);
    return clockAt(`${day}T12:00:00.000Z`);
  }
  if (asOf === null) return system;
  const message = "a server has a clock of its own: the day cannot be chosen. Leave it away.";
  throw new InputError([{ file: "--as-of", message }]);
}

interface Parts {
  readonly options: EndsOptions;
  readonly clock: Clock;
  readonly random: Random;
  readonly apps: Map<string, FetchApp>;
  readonly settings: Settings;
}

type Imported = Awaited<ReturnType<typeof importBundle>>;

async function importSource({ source }: EndsOptions, clock: Clock): Promise<Imported | undefined> {
  return source.kind === "bundle" ? importBundle(source.path, clock) : undefined;
}

interface OpenedSis {
  readonly connection: SisConnection;
}

function openSis(
  { options, clock, random, apps, settings }: Parts,
  imported: Imported | undefined,
): OpenedSis {
  const { source } = options;
  const credentials = credentialsOf(settings).sis;
  if (source.kind === "server") {
    return { connection: { rootUrl: source.url, tokenUrl: source.tokenUrl, ...credentials } };
  }
  assert(imported !== undefined, "a bundle is imported before it is served.");
  const world = imported.value;
  const sis = createMockOneroster({ world, clock, random: random.fork("sis"), credentials });
  apps.set(sisOrigin, sis.app);
  const { tokenUrl } = sis.urls(sisOrigin, settings.oneRoster.version);
  return { connection: { rootUrl: sisOrigin, tokenUrl, ...credentials } };
}

interface OpenedLms {
  readonly connection: LmsConnection;
  readonly mock: MockLms | undefined;
  readonly close: () => Promise<void>;
}

async function openLms({ options, clock, random, apps, settings }: Parts): Promise<OpenedLms> {
  const { target } = options;
  const credentials = credentialsOf(settings).lms;
  if (target.kind === "server") {
    const connection = { baseUrl: target.url, ...credentials };
    return { connection, mock: undefined, close: () => Promise.resolve() };
  }
  const store = target.kind === "state" ? await openStore(target.path) : createMemoryStore();
  const mock = createMockLms({ store, clock, random: random.fork("lms"), credentials });
  apps.set(lmsOrigin, mock.app);
  const connection = { baseUrl: `${lmsOrigin}/v1`, ...credentials };
  return { connection, mock, close: () => store.close() };
}

/** Not even read is an LMS that is not one of our mocks. */
async function checkIsMock(send: SyncPorts["send"], { baseUrl }: LmsConnection): Promise<void> {
  const { headers } = await send({
    method: "GET",
    url: `${baseUrl}/app-user-info`,
    headers: { accept: "application/json" },
  }).catch((cause: unknown) => {
    const message = `no answer from ${baseUrl}. Start it with rehearse mock lms.`;
    throw new InputError([{ file: "--lms", message }], { cause });
  });
  if (headers["x-rehearse-mock"] === "mock-lms") return;
  const message = `${baseUrl} is not a mock LMS. Rehearse works with its own mocks only.`;
  throw new InputError([{ file: "--lms", message }]);
}
