import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Tab } from "../contracts/run/plan.ts";
import { planSync, syncOnce, type HttpResponse, type Send } from "../engine/index.ts";
import { generateDistrict } from "../mock-oneroster/index.ts";
import { layeredSettings } from "./settings.ts";
import { createRowLedger } from "./testing/row-ledger.ts";
import { clockAt, openWorld, type RehearsalWorld } from "./world.ts";

const settings = layeredSettings([{ oneRoster: { version: "1.2" } }], "test");
const options = { settings, tabs: Tab.options };

async function openDistrict(): Promise<RehearsalWorld> {
  const sisWorld = generateDistrict({ seed: 2, students: 24, schools: 1, asOf: "2026-08-31" });
  const clock = clockAt("2026-08-31T12:00:00.000Z");
  return openWorld({ sisWorld, settings, seed: 2, clock, transport: "in-process" });
}

const troubles = {
  none: (send: Send): Send => send,
  "connection refused": () => () => Promise.reject(new TypeError("ECONNREFUSED")),
  "answer lost": (send: Send) => async (request: Parameters<Send>[0]) => {
    await send(request);
    throw new TypeError("ECONNRESET");
  },
  "500 although done": (send: Send) => async (request: Parameters<Send>[0]) => ({
    ...(await send(request)),
    status: 500,
    body: "",
  }),
  "502 before anything": () => () => answer(502),
  "429": () => () => answer(429, { "retry-after": "5" }),
  "503": () => () => answer(503),
  "limit page": () => () => answer(200, { "content-type": "text/html" }, "<html>limit</html>"),
  "answer cut off": (send: Send) => async (request: Parameters<Send>[0]) => {
    const response = await send(request);
    return { ...response, body: response.body.slice(0, -5) };
  },
} as const satisfies Record<string, (send: Send) => Send>;
type Trouble = keyof typeof troubles;

function answer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): Promise<HttpResponse> {
  return Promise.resolve({ status, headers, body });
}

/** Sends with the troubles, one for each call in turn and round again; `none` stands between them. */
function troubled(send: Send, list: readonly Trouble[]): Send {
  let call = 0;
  return (request) => {
    call += 1;
    return troubles[list[call % list.length] ?? "none"](send)(request);
  };
}

describe("a sync in trouble", () => {
  it("ends, with retries, where one without trouble ends, no row written twice (F76, F77, F80, F81)", async () => {
    await using calm = await openDistrict();
    const calmLedger = createRowLedger(calm.ports.send);
    await syncOnce({ ...calm.ports, send: calmLedger.send }, options);
    const trouble = fc.constantFrom<Trouble>("none", "none", ...keysOf(troubles));

    await fc.assert(
      fc.asyncProperty(fc.array(trouble, { minLength: 2, maxLength: 25 }), async (list) => {
        await using world = await openDistrict();
        const ledger = createRowLedger(world.ports.send);
        const ports = { ...world.ports, send: troubled(ledger.send, [...list, "none", "none"]) };
        for (let syncs = 0; syncs < 4; syncs += 1) {
          await syncOnce(ports, options).catch(() => undefined);
        }
        await syncOnce({ ...world.ports, send: ledger.send }, options);

        expect(world.lms.counts()).toEqual(calm.lms.counts());
        expect(ledger.rows).toHaveLength(calmLedger.rows.length);
        expect((await planSync(world.ports, options)).plan.changes).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

function keysOf(map: Readonly<Record<Trouble, unknown>>): readonly Trouble[] {
  return Object.keys(map).filter((name): name is Trouble => Object.hasOwn(map, name));
}
