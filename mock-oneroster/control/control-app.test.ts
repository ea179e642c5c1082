import { describe, expect, it } from "vitest";
import { createShiftableClock, createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createMockOneroster, type MockOneroster } from "../app.ts";
import { askToken, testCredentials } from "../testing/ask.ts";
import { smallWorld } from "../testing/small-world.ts";
import { createControlApp } from "./control-app.ts";

interface Controlled {
  readonly mock: MockOneroster;
  readonly call: (method: string, path: string, body?: unknown) => Promise<Response>;
  readonly users: (limit?: number) => Promise<Response>;
}

function start(): Controlled {
  const clock = createShiftableClock(createVirtualClock(Date.UTC(2026, 8, 1)));
  const mock = createMockOneroster({
    world: smallWorld(),
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
    ["/nowhere", {}, 404],
  ])("refuses %s %j in a sentence", async (path, body, status) => {
    const { call } = start();

    const response = await call("POST", path, body);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(/\w+ \w+/) });
  });

  it("ends tokens and forgets the journal when asked", async () => {
    const { call, users } = start();
    await users();

    await call("POST", "/tokens/expire");
    await call("DELETE", "/journal");

    expect(await (await call("GET", "/journal")).json()).toMatchObject({ requests: 0 });
  });
});
