import { createVirtualClock, type VirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import {
  createMemoryStore,
  createMockLms,
  type LmsRules,
  type LmsStore,
  type MockLms,
  type MockLmsOptions,
} from "../index.ts";

/** An answer, read to its end. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** A mock LMS with someone who may call it. Bodies are sent as JSON. */
export interface TestLms {
  readonly lms: MockLms;
  readonly clock: VirtualClock;
  /** Asks by any method; the body is sent as it is. */
  call(method: string, path: string, body?: string): Promise<Reply>;
  get(path: string): Promise<Reply>;
  post(path: string, body: unknown): Promise<Reply>;
  put(path: string, body: unknown): Promise<Reply>;
  remove(path: string): Promise<Reply>;
}

export const testCredentials = { consumerKey: "key", consumerSecret: "secret" };
export const testStartMs = Date.UTC(2026, 8, 1, 12);

/** Creates a mock LMS in the morning of 2026-09-01 UTC and signs every call with PLAINTEXT. */
export function createTestLms(
  options: {
    store?: LmsStore;
    timeZone?: string;
    rules?: Partial<LmsRules>;
    gradebook?: MockLmsOptions["gradebook"];
  } & Partial<Pick<MockLmsOptions, "rateLimit" | "keyKind" | "signing" | "passwords">> = {},
): TestLms {
  const {
    store = createMemoryStore(),
    timeZone = "UTC",
    rules = {},
    gradebook = {},
    ...wire
  } = options;
  const clock = createVirtualClock(testStartMs);
  const lms = createMockLms({
    ...wire,
    store,
    clock,
    random: createRandom(7),
    credentials: testCredentials,
    organization: { title: "Test District", timeZone },
    rules,
    gradebook,
  });
  let calls = 0;
  const call = async (method: string, path: string, body?: string): Promise<Reply> => {
    calls += 1;
    const nonce = `n${calls}`;
    const timestamp = Math.floor(clock.now() / 1_000);
    const response = await lms.app.request(`http://lms.test/v1${path}`, {
      method,
      headers: { authorization: plainAuthorization({ nonce, timestamp }) },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, body: readText(text), headers: response.headers };
  };
  return {
    lms,
    clock,
    call,
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, JSON.stringify(body)),
    put: (path, body) => call("PUT", path, JSON.stringify(body)),
    remove: (path) => call("DELETE", path),
  };
}

/** The header of a PLAINTEXT signature as Schoology's documentation shows it. */
export function plainAuthorization(by: {
  readonly nonce: string;
  readonly timestamp: number;
  readonly key?: string;
  readonly signature?: string;
}): string {
  return [
    'OAuth realm="Schoology API"',
    `oauth_consumer_key="${by.key ?? testCredentials.consumerKey}"`,
    'oauth_token=""',
    `oauth_nonce="${by.nonce}"`,
    `oauth_timestamp="${by.timestamp}"`,
    'oauth_signature_method="PLAINTEXT"',
    'oauth_version="1.0"',
    `oauth_signature="${by.signature ?? `${testCredentials.consumerSecret}%26`}"`,
  ].join(", ");
}

function readText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
