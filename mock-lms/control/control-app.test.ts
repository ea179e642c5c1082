import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createShiftableClock, createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createLmsControlApp, createMemoryStore, createMockLms, LmsAction } from "../index.ts";
import { testCredentials, testStartMs } from "../testing/signed-client.ts";

const token = "control-token";

function openControl() {
  const clock = createShiftableClock(createVirtualClock(testStartMs));
  const mock = createMockLms({
    store: createMemoryStore(),
    clock,
    random: createRandom(1),
    credentials: testCredentials,
  });
  const app = createLmsControlApp({ mock, clock, token });
  const send = async (method: string, path: string, body?: string) => {
    const reply = await app.request(path, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body }),
    });
    const text = await reply.text();
    const json: unknown = text === "" ? "" : JSON.parse(text);
    return { status: reply.status, body: json };
  };
  const post = (path: string, body: unknown) => send("POST", path, JSON.stringify(body));
  return { mock, app, clock, send, post };
}

/** A section c-1 and an account u-1, made as the store has them. */
function addPeople({ mock }: ReturnType<typeof openControl>): void {
  const { store } = mock;
  store.sections.add((id) => ({
    id,
    courseId: 1,
    title: "Art",
    code: "1",
    schoolCode: "c-1",
    gradingPeriodIds: [1],
    accessCode: "",
    synced: 1,
    profile: {},
  }));
  store.users.add((id) => ({
    id,
    schoolUid: "u-1",
    username: "u-1",
    email: "",
    nameFirst: "A",
    nameLast: "B",
    roleId: 703,
    buildingId: 10_001,
    additionalBuildings: [],
    synced: 1,
    inactiveAtMs: null,
    profile: {},
  }));
}

describe("control of the lms", () => {
  it.each([undefined, "Bearer", "Bearer wrong", `Basic ${token}`, `Bearer ${token} x`])(
    "lets nobody in with %j",
    async (authorization) => {
      const { app } = openControl();

      const reply = await app.request("/faults", {
        headers: authorization === undefined ? {} : { authorization },
      });

      expect(reply.status).toBe(401);
      expect(await reply.json()).toEqual({ error: expect.stringContaining("control token") });
    },
  );

  it("says what the mock holds and was asked", async () => {
    const control = openControl();
    await control.mock.app.request("http://lms.test/v1/roles");

    expect(await control.send("GET", "/")).toMatchObject({
      status: 200,
      body: { mock: "lms", now: "2026-09-01T12:00:00.000Z", faults: 0, calls: { reads: 1 } },
    });
  });

  it("shows the journal and forgets it", async () => {
    const control = openControl();
    await control.mock.app.request("http://lms.test/v1/roles");

    expect((await control.send("GET", "/journal")).body).toMatchObject({
      entries: [{ order: 1, method: "GET", path: "/v1/roles", status: 401, atOnce: 1 }],
    });
    expect((await control.send("DELETE", "/journal")).status).toBe(204);
    expect((await control.send("GET", "/journal")).body).toMatchObject({ entries: [], reads: 0 });
  });

  it("adds, lists and takes away faults", async () => {
    const { mock, post, send } = openControl();

    const added = await post("/faults", { fault: "server-error", times: 1 });
    expect(added).toEqual({ status: 201, body: { id: "fault-1" } });
    expect((await mock.app.request("http://lms.test/v1/roles")).status).toBe(503);
    expect((await send("GET", "/faults")).body).toMatchObject({ faults: [{ hits: 1 }] });
    expect((await send("DELETE", "/faults/fault-1")).status).toBe(204);
    expect((await send("DELETE", "/faults/fault-1")).status).toBe(404);
    await post("/faults", { fault: "lost-response" });
    expect((await send("DELETE", "/faults")).status).toBe(204);
    expect((await send("GET", "/faults")).body).toEqual({ faults: [] });
  });

  it("moves the clock, though not beyond what a date can say", async () => {
    const { clock, post, send } = openControl();

    expect((await post("/clock", { to: "2027-01-01T00:00:00Z" })).body).toEqual({
      now: "2027-01-01T00:00:00.000Z",
    });
    await post("/clock", { forwardSeconds: 60 });
    expect(clock.now()).toBe(Date.UTC(2027, 0, 1, 0, 1));
    expect((await post("/clock", { to: "9999-12-01T00:00:00Z" })).status).toBe(400);
    expect((await post("/clock", { to: "0000-01-01T00:00:00Z" })).body).toEqual({
      error: "The clock runs from the year 1970 to 9998.",
    });
    expect((await post("/clock", { forwardSeconds: 1e11 })).status).toBe(400);
    expect((await send("GET", "/clock")).body).toEqual({ now: "2027-01-01T00:01:00.000Z" });
  });

  it("lets people act: a member by hand, an address that is taken elsewhere", async () => {
    const control = openControl();
    addPeople(control);
    const { mock, post } = control;

    const added = await post("/actions", {
      kind: "add-member",
      sectionSchoolCode: "c-1",
      schoolUid: "u-1",
      admin: true,
    });
    const taken = await post("/actions", { kind: "take-email-elsewhere", email: "A@b.test" });

    expect(added).toMatchObject({ status: 200, body: { userId: 100_000_001 } });
    expect([...mock.store.enrollments.values()]).toMatchObject([{ admin: 1, source: "manual" }]);
    expect(taken).toEqual({ status: 200, body: {} });
    expect(mock.store.outsideEmails.find("email", "a@b.test")).toBeDefined();
  });

  it("refuses with 409 what cannot be done, with 400 what it does not understand", async () => {
    const { post } = openControl();
    const nobody = { kind: "add-member", sectionSchoolCode: "c-9", schoolUid: "u-9" };

    expect(await post("/actions", nobody)).toEqual({
      status: 409,
      body: { error: expect.stringContaining("no section") },
    });
    expect((await post("/actions", { kind: "dance" })).status).toBe(400);
    expect((await post("/actions", { ...nobody, schoolUid: 5 })).body).toEqual({
      error: expect.stringContaining("schoolUid"),
    });
  });

  it("describes every kind of action", () => {
    for (const { description, shape } of LmsAction.options) {
      expect(description).toMatch(/^\w/);
      expect(shape.kind.value).toMatch(/^[a-z-]+$/);
    }
  });

  it("answers 404 with what there is, and bounds bodies", async () => {
    const { send } = openControl();

    expect(await send("GET", "/nothing")).toMatchObject({
      status: 404,
      body: { error: expect.stringContaining("POST /actions") },
    });
    expect((await send("POST", "/faults", "x".repeat(32_000_001))).status).toBe(413);
  });

  it("never fails, whatever it is sent", async () => {
    const { send } = openControl();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("/faults", "/actions", "/clock"),
        fc.oneof(fc.json(), fc.string()),
        async (path, body) => {
          const reply = await send("POST", path, body);

          expect(reply).toEqual({ status: 400, body: { error: expect.any(String) } });
        },
      ),
    );
  });
});
