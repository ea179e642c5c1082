import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMockLms, createMemoryStore, serveMockLms, type ServedMockLms } from "./index.ts";
import { createSystemClock } from "../core/clock.ts";
import { createRandom } from "../core/random.ts";
import { SchoolList } from "../contracts/lms/building.ts";
import { UserList } from "../contracts/lms/user.ts";

type Package = typeof import("schoologyapi", { with: { "resolution-mode": "require" } });
const { default: SchoologyAPI }: Package = createRequire(import.meta.url)("schoologyapi");

/** A client from npm that knows nothing of us: it signs by HMAC-SHA1 for https://api.schoology.com, and connects there. */
const client = new SchoologyAPI("key", "secret");
const direct = globalThis.fetch;
let served: ServedMockLms;

beforeEach(async () => {
  const clock = createSystemClock();
  const credentials = { consumerKey: "key", consumerSecret: "secret" };
  const store = createMemoryStore();
  const mock = createMockLms({ store, clock, random: createRandom(1), credentials });
  served = await serveMockLms(mock, { port: 0 });
  // Where the name leads is the network's business: here it leads to the mock.
  globalThis.fetch = (asked, options) => {
    const { url } = new Request(asked);
    return direct(url.replace("https://api.schoology.com/v1", served.baseUrl), options);
  };
});

afterEach(async () => {
  globalThis.fetch = direct;
  await served.close();
});

describe("a Schoology client that others wrote", () => {
  it("reads, writes in bulk and reads what it wrote", async () => {
    const [school] = SchoolList.parse(await client.request("GET", "/schools")).school;
    const user = {
      school_uid: "u-1",
      name_first: "Ada",
      name_last: "Li",
      username: "ada",
      role_id: 703,
    };
    const written = await client.request("POST", "/users?update_existing=1", undefined, {
      users: { user: [user, { ...user, school_uid: "" }] },
    });

    expect(school?.title).toBe("Rehearsal District");
    expect(written).toMatchObject({ user: [{ response_code: 200 }, { response_code: 400 }] });
    const { user: users } = UserList.parse(await client.request("GET", "/users?school_uids=u-1"));
    expect(users).toMatchObject([{ school_uid: "u-1", name_display: "Ada Li" }]);
  });

  it("is told by status what is not there and what it may not", async () => {
    await expect(client.request("GET", "/users/1")).rejects.toBe(404);
    await expect(new SchoologyAPI("key", "wrong").request("GET", "/roles")).rejects.toBe(401);
  });
});
