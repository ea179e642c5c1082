import { createVirtualClock, type VirtualClock } from "../core/clock.ts";
import { createRandom } from "../core/random.ts";
import type { Settings } from "../contracts/run/settings.ts";
import type { Progress, SyncPorts } from "../engine/index.ts";
import {
  createMemoryStore,
  createMockLms,
  serveMockLms,
  type LmsStore,
  type MockLms,
} from "../mock-lms/index.ts";
import {
  createMockOneroster,
  serveMockOneroster,
  type MockOneroster,
  type World as SisWorld,
} from "../mock-oneroster/index.ts";
import { credentialsOf } from "./credentials.ts";
import { createInProcessSend, createSocketSend, type FetchApp } from "./wire.ts";

/** In one process without sockets, or over real HTTP on free ports. The records are the same. */
export type Transport = "in-process" | "http";

/** What a rehearsal is set up with. */
export interface WorldOptions {
  readonly sisWorld: SisWorld;
  readonly settings: Settings;
  readonly seed: number;
  readonly clock: VirtualClock;
  readonly transport: Transport;
  readonly onProgress?: (progress: Progress) => void;
  /** What the LMS holds to begin with; nothing when left out. */
  readonly lmsStore?: LmsStore;
}

/** A simulated district: one clock, one seed, both mocks, and the ports by which the engine reaches them. */
export interface RehearsalWorld extends AsyncDisposable {
  readonly clock: VirtualClock;
  readonly sis: MockOneroster;
  readonly lms: MockLms;
  readonly ports: SyncPorts;
}

/** Opens a world. Dispose it to close its servers. */
export async function openWorld(options: WorldOptions): Promise<RehearsalWorld> {
  const { clock, settings } = options;
  const random = createRandom(options.seed);
  const credentials = credentialsOf(settings);
  const sis = createMockOneroster({
    world: options.sisWorld,
    clock,
    random: random.fork("sis"),
    credentials: credentials.sis,
  });
  const lms = createMockLms({
    store: options.lmsStore ?? createMemoryStore(),
    clock,
    random: random.fork("lms"),
    credentials: credentials.lms,
  });
  const network = await (options.transport === "http"
    ? openSockets(sis, lms)
    : Promise.resolve(joinInProcess(sis, lms)));
  const urls = sis.urls(network.sisRootUrl, settings.oneRoster.version);
  const ports: SyncPorts = {
    send: network.send,
    clock,
    random: random.fork("engine"),
    sis: {
      rootUrl: network.sisRootUrl,
      tokenUrl: urls.tokenUrl,
      ...credentials.sis,
    },
    lms: { baseUrl: network.lmsBaseUrl, ...credentials.lms },
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  };
  return { clock, sis, lms, ports, [Symbol.asyncDispose]: network.close };
}

interface Network {
  readonly send: SyncPorts["send"];
  readonly sisRootUrl: string;
  readonly lmsBaseUrl: string;
  readonly close: () => Promise<void>;
}

function joinInProcess(sis: MockOneroster, lms: MockLms): Network {
  const sisRootUrl = "http://sis.rehearse.invalid";
  const lmsOrigin = "http://lms.rehearse.invalid";
  const apps = new Map<string, FetchApp>([
    [sisRootUrl, sis.app],
    [lmsOrigin, lms.app],
  ]);
  return {
    send: createInProcessSend(apps),
    sisRootUrl,
    lmsBaseUrl: `${lmsOrigin}/v1`,
    close: () => Promise.resolve(),
  };
}

async function openSockets(sis: MockOneroster, lms: MockLms): Promise<Network> {
  const servedSis = await serveMockOneroster(sis, { port: 0 });
  const servedLms = await serveMockLms(lms, { port: 0 });
  const socket = createSocketSend();
  return {
    send: socket.send,
    sisRootUrl: servedSis.rootUrl,
    lmsBaseUrl: servedLms.baseUrl,
    close: async () => {
      await socket.close();
      await servedSis.close();
      await servedLms.close();
    },
  };
}

/** A virtual clock that starts at an ISO 8601 moment. */
export function clockAt(iso: string): VirtualClock {
  return createVirtualClock(Date.parse(iso));
}
