import { createRandom } from "../../core/random.ts";
import { createVirtualClock, type VirtualClock } from "../../core/clock.ts";
import { basePath, type OneRosterService } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createMockOneroster, type MockOneroster } from "../app.ts";
import { generateDistrict } from "../district/generate-district.ts";
import { overrideProfile, type SettingText } from "../profiles/override-profile.ts";
import { profileNamed } from "../profiles/profiles.ts";
import type { WireRecord } from "../project/refs.ts";
import type { Connection } from "../security/connection.ts";
import type { World } from "../store/world.ts";

/** The client that test mocks know. */
export const testCredentials = { clientId: "client-1", clientSecret: "s3cret word&more" };

/** A mock with a clock at 1 September 2026, and a token in hand. */
export interface TestMock {
  readonly mock: MockOneroster;
  readonly clock: VirtualClock;
  /** Asks a path under the base of a version, such as `/users?limit=2`. */
  readonly get: (
    version: OneRosterVersion,
    path: string,
    service?: OneRosterService,
  ) => Promise<Response>;
  /** Every record of a collection, page by page. */
  readonly all: (
    version: OneRosterVersion,
    path: string,
    service?: OneRosterService,
  ) => Promise<readonly WireRecord[]>;
}

/** What is unlike others of a mock. */
export interface TestMockParts {
  /** Settings of the standard profile that are taken over. */
  readonly settings?: readonly SettingText[];
  readonly connection?: Connection;
}

/** Starts a mock around a world, or around a tiny district. */
export async function startTestMock(
  world: World = tinyDistrict(),
  { settings = [], connection }: TestMockParts = {},
): Promise<TestMock> {
  const clock = createVirtualClock(Date.UTC(2026, 8, 1));
  const mock = createMockOneroster({
    world,
    clock,
    random: createRandom("test"),
    credentials: testCredentials,
    profile: overrideProfile(profileNamed("standard"), settings),
    ...(connection === undefined ? {} : { connection }),
  });
  const token = await askToken(mock);
  const get: TestMock["get"] = async (version, path, service = "rostering") =>
    mock.app.request(basePath(version, service) + path, {
      headers: { Authorization: `Bearer ${token}` },
    });
  const all: TestMock["all"] = async (version, path, service) => {
    const body = await readJson(await get(version, `${path}?limit=1000000`, service));
    const records = Object.values(body).find((value) => Array.isArray(value));
    return Array.isArray(records) ? records : [];
  };
  return { mock, clock, get, all };
}

/** Twelve students in one school, always the same. */
export function tinyDistrict(): World {
  return generateDistrict({ seed: 7, preset: "tiny", asOf: "2026-09-01" });
}

/** Asks for a token with the secret in the form. */
export async function askToken(mock: MockOneroster, scope?: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: testCredentials.clientId,
    client_secret: testCredentials.clientSecret,
    ...(scope === undefined ? {} : { scope }),
  });
  const answer = await readJson(await mock.app.request("/token", { method: "POST", body }));
  return String(answer["access_token"]);
}

/** Reads a JSON object out of an answer. */
export async function readJson(response: Response): Promise<WireRecord> {
  const body: unknown = await response.json();
  if (!isObject(body)) throw new TypeError("The answer is not a JSON object.");
  return body;
}

function isObject(value: unknown): value is WireRecord {
  return typeof value === "object" && value !== null;
}
