import { describe, expect, it } from "vitest";
import { createRandom } from "../../core/random.ts";
import { createMockOneroster } from "../app.ts";
import type { WireRecord } from "../project/refs.ts";
import { serveMockOneroster } from "../serve.ts";
import { askToken, startTestMock, testCredentials } from "../testing/ask.ts";
import { createTempFolder } from "../testing/bundles.ts";
import { exportClock as clock } from "../testing/export-records.ts";
import { compareAll, exportBoth } from "../testing/four-forms.ts";
import { recordRest, replayRest } from "../testing/recorded-rest.ts";
import { smallWorld } from "../testing/small-world.ts";
import { basePath } from "../../contracts/oneroster/operations.ts";
import { checkParity } from "./check-parity.ts";
import { createWorldKeys } from "./world-keys.ts";
import type { ParityGet } from "./rest-records.ts";

describe("a source", () => {
  it("may be a server that is asked over HTTP", async () => {
    const options = {
      world: smallWorld(),
      clock,
      random: createRandom("x"),
      credentials: testCredentials,
    };
    const mock = createMockOneroster(options);
    const token = await askToken(mock);
    await using served = await serveMockOneroster(mock, { port: 0 });
    const get: ParityGet = async (version, path, service) =>
      await fetch(served.rootUrl + basePath(version, service) + path, {
        headers: { Authorization: `Bearer ${token}` },
      });
    await using folder = await createTempFolder();

    const report = await compareAll(get, await exportBoth(smallWorld(), folder));

    expect(report.differences).toEqual([]);
    expect(report.sources).toEqual(["REST 1.1", "REST 1.2", "CSV 1.1", "CSV 1.2"]);
  });

  it("is read to its end, however small its pages and without a total", async () => {
    const { get } = await startTestMock(smallWorld());
    const short: ParityGet = async (version, path, service) => {
      const response = await get(version, path.replace(/limit=\d+/, "limit=3"), service);
      return Response.json(await response.json());
    };

    const report = await checkParity([
      { kind: "rest", version: "1.1", get },
      { kind: "rest", version: "1.1", get: short, label: "short pages", pageSize: 5 },
    ]);

    expect(report.differences).toEqual([]);
    const enrollments = report.classes.find(({ className }) => className === "enrollment");
    expect(enrollments?.counts).toEqual({ "REST 1.1": 48, "short pages": 48 });
  });

  it("that does not serve a class is told, and the class compared among the others", async () => {
    const { get } = await startTestMock(smallWorld());
    const rosterOnly: ParityGet = async (version, path, service) =>
      service === "gradebook"
        ? new Response(null, { status: 403 })
        : await get(version, path, service);

    const report = await checkParity([
      { kind: "rest", version: "1.1", get: rosterOnly },
      { kind: "rest", version: "1.2", get },
    ]);

    expect(report.differences).toEqual([]);
    expect(report.unread).toEqual([
      { where: "REST 1.1", className: "category", status: 403 },
      { where: "REST 1.1", className: "lineItem", status: 403 },
      { where: "REST 1.1", className: "result", status: 403 },
    ]);
  });

  it("that fails ends the comparison", async () => {
    const get: ParityGet = async () => new Response("{}", { status: 500 });

    const failed = checkParity([{ kind: "rest", version: "1.1", get }]);

    await expect(failed).rejects.toMatchObject({
      code: "not-served",
      status: 500,
      retryable: true,
    });
    const empty: ParityGet = async () => Response.json({ nothing: 1 });
    await expect(checkParity([{ kind: "rest", version: "1.1", get: empty }])).rejects.toMatchObject(
      {
        code: "no-records",
      },
    );
  });

  it("may have other ids than another, when told how they meet", async () => {
    const world = smallWorld();
    const newGuid = {
      user: "newGuid",
      org: "newGuid",
      academicSession: "newGuid",
      course: "newGuid",
      class: "newGuid",
      enrollment: "newGuid",
    } as const;
    world.setView({ idPolicy: newGuid });
    const { get } = await startTestMock(world);
    const sources = (["1.1", "1.2"] as const).map(
      (version) => ({ kind: "rest", version, get }) as const,
    );

    const blind = await checkParity(sources);
    const told = await checkParity(sources, { keyOf: createWorldKeys(world) });

    expect(blind.differenceCount).toBeGreaterThan(0);
    expect(told.differences).toEqual([]);
  });

  it("may be the only one of its version: bundles are compared with each other then", async () => {
    await using folder = await createTempFolder();
    const [old = "", fresh = ""] = await exportBoth(smallWorld(), folder);

    const report = await checkParity([
      { kind: "csv", path: old },
      { kind: "csv", path: fresh },
    ]);

    expect(report.differences).toEqual([]);
  });
});

describe("differences", () => {
  it("are counted in full and listed up to a bound, with what both sides say", async () => {
    const rest = await recordRest(smallWorld());
    const rename = (record: WireRecord): WireRecord => ({ ...record, title: "x".repeat(300) });
    const get = replayRest(rest, (records, { version, className }) =>
      version === "1.2" && className === "class" ? records.map(rename) : records,
    );

    const report = await checkParity(
      (["1.1", "1.2"] as const).map((version) => ({ kind: "rest", version, get }) as const),
      { listedMax: 5 },
    );

    expect(report.differenceCount).toBe(12);
    expect(report.differences).toHaveLength(5);
    expect(report.differences[0]).toEqual({
      className: "class",
      id: "60001",
      field: "title",
      left: "Section 60001",
      right: `${"x".repeat(199)}…`,
      where: "REST 1.1 | REST 1.2",
    });
    expect(report.classes.find(({ className }) => className === "class")?.differences).toBe(12);
  });
});
