import { describe, expect, it } from "vitest";
import { Tab } from "../contracts/run/plan.ts";
import { everythingMapped, type Settings } from "../contracts/run/settings.ts";
import { syncOnce, type HttpRequest, type KeptRoster, type Reading } from "../engine/index.ts";
import { applyAction, generateDistrict, SisAction } from "../mock-oneroster/index.ts";
import { layeredSettings } from "./settings.ts";
import { clockAt, openWorld, type RehearsalWorld } from "./world.ts";

async function openSmall(own: Parameters<typeof layeredSettings>[0][number] = {}) {
  const settings = layeredSettings(
    [everythingMapped, { oneRoster: { version: "1.2" } }, own],
    "test",
  );
  const world = await openWorld({
    sisWorld: generateDistrict({ seed: 5, students: 60, schools: 2, asOf: "2026-08-31" }),
    settings,
    seed: 1,
    clock: clockAt("2026-08-31T12:00:00.000Z"),
    transport: "in-process",
  });
  return { world, settings };
}

/** Syncs, and gives what was planned, what was asked, how many at once, and the roster for the next delta. */
async function sync(
  world: RehearsalWorld,
  settings: Settings,
  reading: Reading = { mode: "full" },
) {
  const asked: HttpRequest[] = [];
  const underWay = new Map<string, number>();
  const underWayMost = new Map<string, number>();
  let kept: KeptRoster | undefined;
  const send = async (request: HttpRequest) => {
    asked.push(request);
    const { host } = new URL(request.url);
    const now = (underWay.get(host) ?? 0) + 1;
    underWay.set(host, now);
    underWayMost.set(host, Math.max(now, underWayMost.get(host) ?? 0));
    const answer = await world.ports.send(request);
    underWay.set(host, (underWay.get(host) ?? 1) - 1);
    return answer;
  };
  const options = {
    settings,
    tabs: Tab.options,
    reading,
    keepRoster: (to: KeptRoster) => (kept = to),
  };
  const result = await syncOnce({ ...world.ports, send }, options);
  const toSis = asked.filter(({ url }) => url.startsWith(world.ports.sis.rootUrl));
  return { result, kept, toSis, most: (url: string) => underWayMost.get(new URL(url).host) };
}

function act(world: RehearsalWorld, action: unknown): void {
  world.clock.advanceTo(world.clock.now() + 86_400_000);
  applyAction(world.sis.world, SisAction.parse(action), world.clock);
}

describe("a sync between the mocks", () => {
  it("asks the SIS for its token and reads, and sends it nothing (R3, R24)", async () => {
    const { world, settings } = await openSmall();
    await using _ = world;

    const { toSis } = await sync(world, settings);

    const [token, ...reads] = toSis;
    expect(token).toMatchObject({ method: "POST", body: "grant_type=client_credentials" });
    expect(reads.length).toBeGreaterThan(5);
    expect(reads.every(({ method, body }) => method === "GET" && body === undefined)).toBe(true);
    expect(reads.every(({ url }) => url.includes("/ims/oneroster/rostering/v1p2/"))).toBe(true);
  });

  it("asks the SIS for one thing at a time, and the LMS for no more than the limit (F88)", async () => {
    const { world, settings } = await openSmall({ limits: { pageSize: 50, lmsRequestsAtOnce: 3 } });
    await using _ = world;

    await sync(world, settings);

    const { most } = await sync(world, settings);

    expect(most(world.ports.sis.rootUrl)).toBe(1);
    expect(most(world.ports.lms.baseUrl)).toBe(3);
  });

  it("plans the same whatever the number of requests under way", async () => {
    const plans = await Promise.all(
      [1, 8].map(async (lmsRequestsAtOnce) => {
        const { world, settings } = await openSmall({ limits: { lmsRequestsAtOnce } });
        await using _ = world;
        await sync(world, settings);
        act(world, { action: "withdraw-student", student: "first" });
        const { result } = await sync(world, settings);
        return { plan: result.plan, diagnostics: result.diagnostics, traffic: result.lmsTraffic };
      }),
    );

    expect(plans[1]).toEqual(plans[0]);
  });

  it.each([
    ["end", 2, 0],
    ["drop", 1, 1],
  ])(
    "leaves to the full reading what a delta cannot see: a student leaves by %s (F83)",
    async (how, inDelta, inFull) => {
      const { world, settings } = await openSmall();
      await using _ = world;
      const { kept } = await sync(world, settings);
      act(world, { action: "withdraw-student", student: "first", how });
      act(world, { action: "rename-user", user: "second", familyName: "Rehearsal" });
      if (kept === undefined) throw new Error("The first sync kept no roster.");

      const delta = await sync(world, settings, { mode: "delta", previous: kept });
      const full = await sync(world, settings);

      const kinds = new Set(delta.result.plan.changes.map(({ action }) => action));
      expect(delta.toSis.slice(1).every(({ url }) => url.includes("filter="))).toBe(true);
      expect(kinds.size).toBe(inDelta);
      expect(Math.min(1, full.result.plan.changes.length)).toBe(inFull);
      expect(delta.kept?.roster.people.size).toBe(full.kept?.roster.people.size);
    },
  );
});
