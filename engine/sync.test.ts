import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../core/clock.ts";
import { createRandom } from "../core/random.ts";
import type { HttpRequest, HttpResponse, Progress, SyncPorts } from "./ports.ts";
import { collections } from "./snapshot/roster.ts";
import { syncOnce, type SyncResult } from "./sync.ts";
import { lmsConnection } from "./testing/lms-server.ts";
import { jsonAnswer, servePage, sisConnection } from "./testing/sis-server.ts";
import { allTabs, codesOf, settingsWith, smallestWorld } from "./testing/world.ts";

const emptyLists = {
  "/schools": { school: [{ id: 1, title: "Org" }] },
  "/schools/1/buildings": { building: [] },
  "/roles": {
    role: ["Teacher", "Student"].map((title, index) => ({
      id: 12 + index,
      title,
      faculty: 0,
      role_type: 1,
    })),
  },
  "/gradingperiods": { gradingperiods: [] },
  "/users": { user: [] },
  "/users/inactive": { user: [] },
  "/courses": { course: [] },
};
const lists: ReadonlyMap<string, unknown> = new Map(Object.entries(emptyLists));

function sisAnswer(request: HttpRequest): HttpResponse {
  if (request.url === sisConnection.tokenUrl) return jsonAnswer({ access_token: "t" });
  const name = new URL(request.url).pathname.split("/").at(-1);
  const collection = collections.find((each) => each === name);
  if (collection === undefined) return jsonAnswer({}, {}, 404);
  return servePage(smallestWorld[collection], request, { wrapper: collection });
}

function lmsAnswer(request: HttpRequest): HttpResponse {
  const headers = { "x-rehearse-mock": "mock-lms" };
  const path = new URL(request.url).pathname.slice("/v1".length);
  if (request.method === "GET") return jsonAnswer(lists.get(path) ?? {}, headers);
  return jsonAnswer({}, headers, 403);
}

async function sync(sis: (request: HttpRequest) => HttpResponse, own: Partial<SyncPorts> = {}) {
  const written: string[] = [];
  const send = (request: HttpRequest): Promise<HttpResponse> => {
    if (request.url.startsWith(sisConnection.rootUrl)) return Promise.resolve(sis(request));
    if (request.method !== "GET") written.push(request.url);
    return Promise.resolve(lmsAnswer(request));
  };
  const clock = createVirtualClock(Date.UTC(2026, 8, 15));
  const ports = { send, clock, random: createRandom(1), sis: sisConnection, lms: lmsConnection };
  const outcome = await syncOnce(
    { ...ports, ...own },
    { settings: settingsWith(), tabs: allTabs },
  ).catch((error: unknown): unknown => error);
  return { outcome, written };
}

const isResult = (outcome: unknown): outcome is SyncResult =>
  typeof outcome === "object" && outcome !== null && "plan" in outcome;

describe("syncOnce", () => {
  it("reads, decides, does what was decided, and says what became of it", async () => {
    const progress: Progress[] = [];

    const { outcome, written } = await sync(sisAnswer, {
      onProgress: (step) => progress.push(step),
    });

    if (!isResult(outcome)) throw new Error("the sync failed");
    expect(outcome.plan.changes).toHaveLength(8);
    expect(outcome.activeYear).toBe("2027");
    expect(outcome.applied.failed.size).toBe(8);
    expect(codesOf(outcome.diagnostics)).toEqual([
      "call-failed",
      "dependency-missing",
      "guardians-none",
      "support-staff-absent",
    ]);
    expect(outcome.sisRequests).toBe(1 + 2 * collections.length);
    expect(outcome.lmsTraffic).toMatchObject({ writes: written.length });
    expect(new Set(progress.map(({ phase }) => phase))).toEqual(
      new Set(["read-sis", "read-lms", "apply"]),
    );
  });

  it("writes nothing when the SIS cannot be read", async () => {
    const { outcome, written } = await sync(() => jsonAnswer({}, {}, 403));

    expect(outcome).toMatchObject({ name: "RequestError", status: 403 });
    expect(written).toEqual([]);
  });
});
