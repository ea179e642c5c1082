import { createVirtualClock, type VirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import {
  basePath,
  scopeUris,
  type OneRosterService,
} from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createMockOneroster, type MockOneroster, type MockOnerosterOptions } from "../app.ts";
import type { WireRecord } from "../project/refs.ts";
import { readJson, testCredentials } from "./ask.ts";
import { gradedWorld } from "./graded-world.ts";

/** A mock with a filled grade book at noon of 1 September 2026, and a token that may write in hand. */
export interface GradedMock {
  readonly mock: MockOneroster;
  readonly clock: VirtualClock;
  /** Sends a request to a path under the base of its service. A body that is no text becomes JSON. */
  readonly send: (call: Call) => Promise<Response>;
  /** Every record of a collection. */
  readonly all: (version: OneRosterVersion, path: string) => Promise<readonly WireRecord[]>;
  /** The single record of a path, out of its wrapper. */
  readonly one: (version: OneRosterVersion, path: string) => Promise<WireRecord>;
}

/** One request. */
export interface Call {
  readonly version: OneRosterVersion;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** The Content-Type. JSON unless told otherwise. */
  readonly type?: string;
}

/** Starts a mock around the graded world. */
export async function startGradedMock(
  options: Partial<MockOnerosterOptions> = {},
): Promise<GradedMock> {
  const clock = createVirtualClock(Date.UTC(2026, 8, 1, 12));
  const mock = createMockOneroster({
    world: gradedWorld(),
    clock,
    random: createRandom("graded"),
    credentials: testCredentials,
    tokenLifeSeconds: 1_000_000,
    ...options,
  });
  const Authorization = `Bearer ${await askAllScopes(mock)}`;
  const send = async ({ version, method, path, body, type }: Call): Promise<Response> =>
    mock.app.request(basePath(version, serviceOf(path)) + path, {
      method,
      headers: { Authorization, "Content-Type": type ?? "application/json" },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  const read = async (version: OneRosterVersion, path: string): Promise<WireRecord> =>
    readJson(await send({ version, method: "GET", path }));
  return {
    mock,
    clock,
    send,
    all: async (version, path) => {
      const [records] = Object.values(
        await read(version, `${path}${path.includes("?") ? "&" : "?"}limit=10000`),
      );
      return Array.isArray(records) ? records : [];
    },
    one: async (version, path) => {
      const [record] = Object.values(await read(version, path));
      return isRecord(record) ? record : {};
    },
  };
}

async function askAllScopes(mock: MockOneroster): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: testCredentials.clientId,
    client_secret: testCredentials.clientSecret,
    scope: [...scopeUris("1.1"), ...scopeUris("1.2")].join(" "),
  });
  const path = new URL(mock.urls("http://localhost", "1.2").tokenUrl).pathname;
  const answer = await readJson(await mock.app.request(path, { method: "POST", body }));
  return String(answer["access_token"]);
}

function serviceOf(path: string): OneRosterService {
  if (/\/resources(?:[/?]|$)/.test(path)) return "resources";
  const isGraded = /\/(?:categories|lineItems|results|scoreScales|assessment\w+)(?:[/?]|$)/;
  return isGraded.test(path) ? "gradebook" : "rostering";
}

function isRecord(value: unknown): value is WireRecord {
  return typeof value === "object" && value !== null;
}
