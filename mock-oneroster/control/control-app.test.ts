import { describe, expect, it } from "vitest";
import { createShiftableClock, createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createMockOneroster, type MockOneroster } from "../app.ts";
import { importBundle } from "../import/import-bundle.ts";
import type { World } from "../store/world.ts";
import { askToken, testCredentials } from "../testing/ask.ts";
import {
  cleanBundle,
  createTempFolder,
  manifestText,
  valuesText,
  writeFolder,
  writeZip,
  type TempFolder,
} from "../testing/bundles.ts";
import { dumpWorld } from "../testing/dump-world.ts";
import { smallWorld } from "../testing/small-world.ts";
import { createControlApp } from "./control-app.ts";

interface Controlled {
  readonly mock: MockOneroster;
  readonly call: (method: string, path: string, body?: unknown) => Promise<Response>;
  readonly users: (limit?: number) => Promise<Response>;
}

function start(world: World = smallWorld()): Controlled {
  const clock = createShiftableClock(createVirtualClock(Date.UTC(2026, 8, 1)));
  const mock = createMockOneroster({
    world,
    clock,
    random: createRandom("control"),
    credentials: testCredentials,
  });
  const control = createControlApp({ mock, clock, token: "control-token" });
  return {
    mock,
    call: async (method, path, body) =>
      control.request(path, {
        method,
        headers: { Authorization: "Bearer control-token" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    users: async (limit = 2) =>
      mock.app.request(
        `/ims/oneroster/v1p1/users?limit=${limit}&filter=familyName%3D%27Secret%27`,
        {
          headers: { Authorization: `Bearer ${await askToken(mock)}` },
        },
      ),
  };
}

describe("the control API", () => {
  it("renews the secret of the client, and tells it (F74)", async () => {
    const { mock, call } = start();

    const renewed = await call("POST", "/secret/renew");

    const { clientId, clientSecret } = Object(await renewed.json());
    expect(clientId).toBe(testCredentials.clientId);
    expect(await askToken(mock)).toBe("undefined");
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: String(clientId),
      client_secret: String(clientSecret),
    });
    expect((await mock.app.request("/token", { method: "POST", body })).status).toBe(200);
  });

  it("lets nobody in without its own token, not even a client of the SIS", async () => {
    const { mock } = start();
    const clock = createShiftableClock(createVirtualClock(0));
    const control = createControlApp({ mock, clock, token: "control-token" });
    const authorizations = [undefined, "Bearer wrong", `Bearer ${await askToken(mock)}`];

    for (const authorization of authorizations) {
      const headers = authorization === undefined ? {} : { Authorization: authorization };
      expect((await control.request("/journal", { headers })).status).toBe(401);
    }
  });

  it("tells what was asked without telling by whose name", async () => {
    const { call, users } = start();
    await users();

    const journal = await (await call("GET", "/journal")).text();

    expect(JSON.parse(journal)).toMatchObject({ requests: 2, tokensIssued: 1, limitMax: 2 });
    expect(journal).toContain("filter familyName");
    expect(journal).not.toContain("Secret");
  });

  it("adds a fault that the next requests meet, and takes it away", async () => {
    const { call, users } = start();

    const added = await call("POST", "/faults", {
      fault: "server-error",
      status: 503,
      match: { path: "**/users" },
    });
    const broken = await users();
    await call("DELETE", "/faults");
    const whole = await users();

    expect([added.status, broken.status, whole.status]).toEqual([201, 503, 200]);
  });

  it("lets something happen in the SIS at the time of the clock that it set", async () => {
    const { call, mock } = start();

    await call("POST", "/clock", { to: "2026-12-01T06:00:00Z" });
    const acted = await call("POST", "/actions", { action: "activate-trial", name: "B" });

    expect(acted.status).toBe(200);
    const copies = [...mock.world.sections.values()].filter(({ modified }) =>
      modified.startsWith("2026-12-01T06:00"),
    );
    expect(copies.length).toBeGreaterThan(0);
  });

  it.each([
    ["/actions", { action: "fly" }, 400],
    ["/actions", { action: "withdraw-student", student: "nobody" }, 409],
    ["/faults", { fault: "none such" }, 400],
    ["/clock", { to: "tomorrow" }, 400],
    ["/deltas", { path: "here.zip" }, 400],
    ["/deltas", { path: "/nowhere/delta.zip" }, 409],
    ["/deltas", { path: "/nowhere\0", more: 1 }, 400],
    ["/clock", { to: "9999-12-31T23:59:59Z" }, 400],
    ["/clock", { to: "0000-01-01T00:00:00Z" }, 400],
    ["/nowhere", {}, 404],
  ])("refuses %s %j in a sentence", async (path, body, status) => {
    const { call } = start();

    const response = await call("POST", path, body);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(/\w+ \w+/) });
  });

  it("moves the clock on as often as one likes, but to no moment that cannot be written", async () => {
    const { call } = start();

    const statuses = new Set<number>();
    for (let count = 0; count < 30; count += 1) {
      statuses.add((await call("POST", "/clock", { forwardSeconds: 1e10 })).status);
    }
    const told = await (await call("GET", "/clock")).text();

    expect(statuses).toEqual(new Set([200, 400]));
    expect(told).toMatch(/"now":"\d{4}-/);
  });

  it("ends tokens and forgets the journal when asked", async () => {
    const { call, users } = start();
    await users();

    await call("POST", "/tokens/expire");
    await call("DELETE", "/journal");

    expect(await (await call("GET", "/journal")).json()).toMatchObject({ requests: 0 });
  });
});

describe("a delta bundle in the control API", () => {
  const importClean = async (): Promise<World> => {
    await using folder = await createTempFolder();
    const bundle = await writeFolder(folder, cleanBundle("1.1"));
    return (await importBundle(bundle, createVirtualClock(Date.UTC(2026, 8, 1)))).value;
  };
  const renamed = (folder: TempFolder, name: string): Promise<string> => {
    const dateLastModified = "2026-09-02T00:00:00.000Z";
    const row = { sourcedId: "sch1", status: "active", name, type: "school", dateLastModified };
    const orgs = valuesText("1.1", "orgs", [{ ...row, parentSourcedId: "nobody" }]);
    return writeZip(folder, {
      "orgs.csv": orgs,
      "manifest.csv": manifestText("1.1", ["orgs.csv"], "delta"),
    });
  };

  it("changes what is served, and tells what was noticed in it", async () => {
    await using folder = await createTempFolder();
    const { call, mock } = start(await importClean());

    const applied = await call("POST", "/deltas", { path: await renamed(folder, "South") });

    expect(applied.status).toBe(200);
    expect(await applied.json()).toEqual({
      version: "1.1",
      findings: 1,
      listed: [{ at: "orgs.csv:2:7", message: expect.stringContaining("nobody") }],
    });
    expect(mock.world.orgs.get("sch1")).toMatchObject({ name: "South" });
  });

  it("changes nothing when it is bad, and says why", async () => {
    await using folder = await createTempFolder();
    const { call, mock } = start(await importClean());
    const before = dumpWorld(mock.world);
    await writeFolder(folder, { "orgs.csv": 'sourcedId,status\n"open' });

    const refused = await call("POST", "/deltas", { path: folder.path });

    expect(refused.status).toBe(409);
    expect(await refused.json()).toEqual({ error: expect.stringContaining("orgs.csv:2:1") });
    expect(dumpWorld(mock.world)).toEqual(before);
  });

  it("is applied alone: another one has to wait", async () => {
    await using folder = await createTempFolder();
    const { call } = start(await importClean());
    const path = await renamed(folder, "South");

    const both = await Promise.all([
      call("POST", "/deltas", { path }),
      call("POST", "/deltas", { path }),
    ]);
    const after = await call("POST", "/deltas", { path });

    const statuses = both.map(({ status }) => status);
    expect(statuses).toEqual([200, 409]);
    expect(after.status).toBe(200);
  });
});
