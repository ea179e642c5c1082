import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { openTempFolder } from "./testing/run-cli.ts";

const PackedFiles = z.array(z.object({ files: z.array(z.object({ path: z.string() })) }));

describe("the package", () => {
  it("ships the command, the scenarios and the schemas, and no source or test", () => {
    execFileSync("npm", ["run", "build", "--silent"], { stdio: ["ignore", "ignore", "ignore"] });
    const json = execFileSync("npm", ["pack", "--dry-run", "--json"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const paths = PackedFiles.parse(JSON.parse(json)).flatMap(({ files }) =>
      files.map((file) => file.path),
    );

    expect(paths).toEqual(
      expect.arrayContaining([
        "dist/rehearse.js",
        "scenarios/happy-path.scenario.yaml",
        "docs/reference/scenario.schema.json",
        "LICENSE",
      ]),
    );
    expect(paths.filter((path) => path.endsWith(".ts"))).toEqual([]);
  });

  it("runs the bundled scenarios from the built command, from any folder", async () => {
    await using folder = await openTempFolder();
    const command = `${process.cwd()}/dist/rehearse.js`;
    const stdout = execFileSync(process.execPath, [command, "run", "trial-switch", "--http"], {
      cwd: folder.path,
      encoding: "utf8",
    });

    expect(stdout).toMatch(/PASS {2}2 pass/);
  });
});
