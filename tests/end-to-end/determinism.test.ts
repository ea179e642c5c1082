import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadScenarios, playScenarios, type Transport } from "../../harness/index.ts";
import { renderJson } from "../../reports/index.ts";

async function digest(transport: Transport): Promise<string> {
  const scenarios = await loadScenarios(["scenarios"]);
  const record = await playScenarios(scenarios, { transport, version: "0.0.0" });
  const hash = createHash("sha256");
  for (const chunk of renderJson(record)) hash.update(chunk);
  return hash.digest("hex");
}

describe("the same seed", () => {
  it("gives the same bytes twice, and over real sockets as in one process", async () => {
    const once = await digest("in-process");

    expect(await digest("in-process")).toBe(once);
    expect(await digest("http")).toBe(once);
  });
});
