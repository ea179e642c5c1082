import { once } from "node:events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Plan, Tab } from "../contracts/run/plan.ts";
import { ApplyNote } from "../contracts/run/apply-note.ts";
import { applySync, planSync, type Checkpoint, type HttpResponse } from "../engine/index.ts";
import { generateDistrict } from "../mock-oneroster/index.ts";
import { layeredSettings } from "./settings.ts";
import { createRowLedger } from "./testing/row-ledger.ts";
import { clockAt, openWorld, type RehearsalWorld } from "./world.ts";

const settings = layeredSettings([{ oneRoster: { version: "1.2" } }], "test");

async function openDistrict(seed: number): Promise<RehearsalWorld> {
  const sisWorld = generateDistrict({ seed, students: 24, schools: 1, asOf: "2026-08-31" });
  const clock = clockAt("2026-08-31T12:00:00.000Z");
  return openWorld({ sisWorld, settings, seed, clock, transport: "in-process" });
}

async function planOf(world: RehearsalWorld): Promise<Plan> {
  return (await planSync(world.ports, { settings, tabs: Tab.options })).plan;
}

/** Notes that outlive a run, as a file does. */
function keepNotes(notes: ApplyNote[], resumed: boolean): Checkpoint {
  return {
    resumed,
    earlier: [...notes],
    note: (note) => {
      notes.push(ApplyNote.parse(note));
      return Promise.resolve();
    },
  };
}

type Moment = "before it is sent" | "when it is done" | "when it is answered";
const moments: readonly Moment[] = ["before it is sent", "when it is done", "when it is answered"];

/** A run that is killed at a moment of its writing call number `call`: it never goes on. */
async function killedRun(
  world: RehearsalWorld,
  run: { readonly plan: Plan; readonly checkpoint: Checkpoint },
  kill: { readonly call: number; readonly moment: Moment },
): Promise<readonly string[]> {
  const ledger = createRowLedger(world.ports.send);
  let calls = 0;
  const death = new AbortController();
  const killed = once(death.signal, "abort");
  const never = <Value>(): Promise<Value> => {
    death.abort();
    return new Promise(() => undefined);
  };
  const checkpoint: Checkpoint = {
    ...run.checkpoint,
    note: (note) => (calls < kill.call ? run.checkpoint.note(note) : never()),
  };
  const ports = {
    ...world.ports,
    send: async (request: Parameters<typeof ledger.send>[0]) => {
      if (request.method === "GET") return ledger.send(request);
      calls += 1;
      if (calls < kill.call) return ledger.send(request);
      if (kill.moment === "before it is sent") return never<HttpResponse>();
      const response = await ledger.send(request);
      return kill.moment === "when it is done" ? never<HttpResponse>() : response;
    },
  };
  await Promise.race([applySync(ports, run.plan, settings.limits, checkpoint), killed]);
  return ledger.rows;
}

async function resumedRun(world: RehearsalWorld, plan: Plan, notes: ApplyNote[]) {
  const ledger = createRowLedger(world.ports.send);
  const ports = { ...world.ports, send: ledger.send };
  const checkpoint = keepNotes(notes, true);
  const { applied } = await applySync(ports, plan, settings.limits, checkpoint);
  return { rows: ledger.rows, failed: applied.failed.size };
}

describe("a run that is killed at any moment", () => {
  it("resumes and ends in the same state as an undisturbed one, no row twice and none lost (F81)", async () => {
    await using undisturbed = await openDistrict(1);
    const plan = await planOf(undisturbed);
    const whole = await resumedRun(undisturbed, plan, []);
    const calls = new Set(whole.rows.map((row) => row.slice(0, row.indexOf("{")))).size;
    expect(calls).toBeGreaterThan(6);
    const kill = fc.record({
      call: fc.integer({ min: 1, max: 30 }),
      moment: fc.constantFrom(...moments),
      /** Notes of the last batches that the disk lost with the machine's power. */
      lost: fc.integer({ min: 0, max: 3 }),
    });

    await fc.assert(
      fc.asyncProperty(fc.array(kill, { minLength: 1, maxLength: 3 }), async (kills) => {
        await using world = await openDistrict(1);
        const own = await planOf(world);
        const notes: ApplyNote[] = [];
        const rows: string[] = [];
        for (const [index, one] of kills.entries()) {
          const checkpoint = keepNotes(notes, index > 0);
          rows.push(...(await killedRun(world, { plan: own, checkpoint }, one)));
          notes.splice(Math.max(0, notes.length - one.lost));
        }
        const resumed = await resumedRun(world, own, notes);

        expect([...rows, ...resumed.rows]).toEqual(whole.rows);
        expect(resumed.failed).toBe(0);
        expect(world.lms.counts()).toEqual(undisturbed.lms.counts());
        expect((await planOf(world)).changes).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});
