import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadScenarios, playScenarios, type Transport } from "../../harness/index.ts";
import { renderJson } from "../../reports/index.ts";
import { openTempFolder, runCli } from "../testing/run-cli.ts";

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

  it("gives the same bytes in any time zone and language", async () => {
    await using folder = await openTempFolder();
    const play = async (
      name: string,
      environment: Readonly<Record<string, string>>,
    ): Promise<string> => {
      const out = path.join(folder.path, name);
      await runCli(["run", "happy-path", "--variant", "default", "--out", out], environment);
      return readFile(path.join(out, "record.json"), "utf8");
    };

    const here = await play("utc", { TZ: "UTC", LANG: "en_US.UTF-8" });

    expect(await play("far", { TZ: "Pacific/Chatham", LANG: "tr_TR.UTF-8" })).toBe(here);
  });
});
