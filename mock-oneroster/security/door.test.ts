import { createHmac } from "node:crypto";
import OAuth from "oauth-1.0a";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { createMockOneroster, type MockOneroster } from "../app.ts";
import { overrideProfile } from "../profiles/override-profile.ts";
import { profileNamed } from "../profiles/profiles.ts";
import { readJson, testCredentials } from "../testing/ask.ts";
import { smallWorld } from "../testing/small-world.ts";

const root = "http://sis.example";
const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 8, 1);

/** A mock as Infinite Campus, with single settings of its door taken over. */
function campusWith(
  settings: Readonly<Record<string, string>> = {},
  clock = createVirtualClock(nowMs),
): MockOneroster {
  const texts = Object.entries(settings).map(([name, value]) => ({ name, value }));
  return createMockOneroster({
    world: smallWorld(),
    clock,
    random: createRandom("door"),
    credentials: testCredentials,
    profile: overrideProfile(profileNamed("infinite-campus"), texts),
  });
}

describe("the secret of the client (facts A.1, F74)", () => {
  it("opens 1.1 for a year, by tokens and signatures, and 1.2 for ever", async () => {
    const clock = createVirtualClock(nowMs);
    const mock = campusWith({ "auth.tokenLifeSeconds": "99999999" }, clock);
    const statuses = async (secret?: string): Promise<readonly unknown[]> => [
      await bearerStatus(mock, "1.1", secret),
      await signedSecondsAgo(mock, (nowMs - clock.now()) / 1_000, secret),
      await bearerStatus(mock, "1.2", secret),
    ];

    clock.advanceTo(nowMs + 364 * dayMs);
    expect(await statuses()).toEqual([200, 200, 200]);
    clock.advanceTo(nowMs + 365 * dayMs);
    expect(await statuses()).toEqual([401, 401, 200]);
    const { clientSecret } = mock.renewSecret();
    expect(await statuses(clientSecret)).toEqual([200, 200, 200]);
  });

  it("is another when it was renewed: the old one gets no token and signs nothing", async () => {
    const mock = campusWith();

    const first = mock.renewSecret();

    expect(await tokenStatus(mock)).toBe(401);
    expect(await signedSecondsAgo(mock, 0)).toBe(401);
    expect(await tokenStatus(mock, first.clientSecret)).toBe(200);
    expect(mock.renewSecret()).not.toEqual(first);
    expect(await tokenStatus(mock, first.clientSecret)).toBe(401);
  });
});

describe("the door of a profile", () => {
  it("answers a missing appName with the status that it is told (F73)", async () => {
    const statusOf = async (mock: MockOneroster): Promise<number> => {
      const { pathname } = new URL(mock.urls(root, "1.2").tokenUrl);
      return (await mock.app.request(pathname, { method: "POST" })).status;
    };

    expect(await statusOf(campusWith())).toBe(400);
    expect(await statusOf(campusWith({ "auth.missingAppNameStatus": "500" }))).toBe(500);
  });

  it("gives unasked what it is told, whether the address must name an application or not", async () => {
    expect(await scopesUnasked(campusWith())).toContain("gradebook.createput");
    expect(await scopesUnasked(campusWith({ "auth.requireAppName": "off" }))).toContain(
      "gradebook.createput",
    );
    expect(await scopesUnasked(campusWith({ "auth.scopesUnasked": "read" }))).not.toContain(
      "gradebook.createput",
    );
  });

  it("takes a signature as old as it is told", async () => {
    expect(await signedSecondsAgo(campusWith(), 301)).toBe(401);
    expect(await signedSecondsAgo(campusWith({ "auth.oauth1WindowSeconds": "301" }), 301)).toBe(
      200,
    );
  });
});

async function askToken(
  mock: MockOneroster,
  client_secret = testCredentials.clientSecret,
): Promise<Response> {
  const { clientId: client_id } = testCredentials;
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id, client_secret });
  return mock.app.request(mock.urls(root, "1.2").tokenUrl, { method: "POST", body });
}

async function scopesUnasked(mock: MockOneroster): Promise<string> {
  return String((await readJson(await askToken(mock)))["scope"]);
}

async function tokenStatus(mock: MockOneroster, secret?: string): Promise<number> {
  return (await askToken(mock, secret)).status;
}

/** The status of a request with a fresh token. */
async function bearerStatus(
  mock: MockOneroster,
  version: OneRosterVersion,
  secret?: string,
): Promise<number> {
  const token = String((await readJson(await askToken(mock, secret)))["access_token"]);
  const headers = { Authorization: `Bearer ${token}` };
  return (await mock.app.request(`${mock.urls(root, version).baseUrl}/orgs`, { headers })).status;
}

/** The status of a request of 1.1 that the npm library oauth-1.0a signed some time ago. */
async function signedSecondsAgo(
  mock: MockOneroster,
  seconds: number,
  secret = testCredentials.clientSecret,
): Promise<number> {
  const oauth = new OAuth({
    consumer: { key: testCredentials.clientId, secret },
    signature_method: "HMAC-SHA1",
    hash_function: (text, key) => createHmac("sha1", key).update(text).digest("base64"),
  });
  oauth.getTimeStamp = () => nowMs / 1_000 - seconds;
  const url = `${mock.urls(root, "1.1").baseUrl}/orgs`;
  const { Authorization } = oauth.toHeader(oauth.authorize({ url, method: "GET" }));
  return (await mock.app.request(url, { headers: { Authorization } })).status;
}
