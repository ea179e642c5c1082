import { describe, expect, it } from "vitest";
import { createVirtualClock } from "./clock.ts";
import { createLog, createSilentLog } from "./log.ts";

describe("log", () => {
  it("writes events as JSON lines with the clock's time and the scope's fields", () => {
    const lines: string[] = [];
    const log = createLog(createVirtualClock(0), (line) => lines.push(line)).child({
      runId: "r-1",
    });

    log.info("page-fetched", { resource: "users", count: 100 });

    expect(lines).toEqual([
      '{"at":"1970-01-01T00:00:00.000Z","level":"info","event":"page-fetched","runId":"r-1","resource":"users","count":100}',
    ]);
  });

  it("leaves out what is less important than its level", () => {
    const lines: string[] = [];
    const log = createLog(createVirtualClock(0), (line) => lines.push(line), "warn");

    log.debug("a");
    log.info("b");
    log.warn("c");
    log.error("d");

    expect(lines.map((line) => /"event":"(\w)"/.exec(line)?.[1])).toEqual(["c", "d"]);
  });

  it("can keep nothing at all", () => {
    expect(() => createSilentLog().child({ a: 1 }).error("x")).not.toThrow();
  });
});
