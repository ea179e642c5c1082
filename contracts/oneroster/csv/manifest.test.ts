import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OneRosterVersion } from "../vocabulary.ts";
import { csvColumns, csvFiles } from "./columns.ts";
import { formatManifest, Manifest, parseManifest } from "./manifest.ts";

const anyManifest = fc.constantFrom(...OneRosterVersion.options).chain((version) =>
  fc
    .tuple(
      fc.array(fc.constantFrom("absent" as const, "bulk" as const, "delta" as const), {
        minLength: csvFiles(version).length,
        maxLength: csvFiles(version).length,
      }),
      fc.option(fc.stringMatching(/^[a-z]{1,8}$/), { nil: undefined }),
    )
    .map(([modes, systemName]): Manifest => {
      const files = Object.fromEntries(
        csvFiles(version).map((file, index) => [file, modes[index] ?? "absent"]),
      );
      return systemName === undefined ? { version, files } : { version, files, systemName };
    }),
);

describe("a manifest", () => {
  it("survives the way to rows and back", () => {
    fc.assert(
      fc.property(anyManifest, (manifest) => {
        expect(parseManifest(formatManifest(manifest))).toEqual({ manifest, problems: [] });
        expect(Manifest.safeParse(manifest).success).toBe(true);
      }),
    );
  });

  it("names the 13 files of 1.1 and the 21 of 1.2", () => {
    expect(formatManifest({ version: "1.1", files: {} })).toHaveLength(2 + 13);
    expect(formatManifest({ version: "1.2", files: {} })).toHaveLength(2 + 21);
  });

  it("counts what it does not name as absent and says so", () => {
    const { manifest, problems } = parseManifest([
      { propertyName: "manifest.version", value: "1.0" },
      { propertyName: "oneroster.version", value: "1.1" },
      { propertyName: "file.users", value: "bulk" },
    ]);

    expect(manifest?.files["users"]).toBe("bulk");
    expect(manifest?.files["orgs"]).toBe("absent");
    expect(problems).toHaveLength(12);
    expect(problems[0]).toEqual({
      row: -1,
      property: "file.academicSessions",
      problem: "missing",
      value: "",
    });
  });

  it("names rows that are repeated, unknown or of a wrong value", () => {
    const rows = [
      ...formatManifest({ version: "1.1", files: {} }),
      { propertyName: "file.users", value: "bulk" },
      { propertyName: "file.roles", value: "bulk" },
    ].map((row) =>
      row.propertyName === "file.orgs" ? { propertyName: "file.orgs", value: "all" } : row,
    );

    const { problems } = parseManifest(rows);

    expect(problems.map(({ property, problem }) => `${property} ${problem}`)).toEqual([
      "file.users repeated",
      "file.roles unknown",
      "file.orgs bad-value",
    ]);
  });

  it("has no reading without a version that is known", () => {
    const bad = parseManifest([{ propertyName: "oneroster.version", value: "2.0" }]);
    const patch = parseManifest([{ propertyName: "oneroster.version", value: "1.2.1" }]);

    expect(bad.manifest).toBeUndefined();
    expect(parseManifest([]).manifest).toBeUndefined();
    expect(patch.manifest?.version).toBe("1.2");
    expect(patch.problems[0]).toMatchObject({ problem: "bad-value", value: "1.2.1" });
  });

  it("reads without throwing, whatever the rows say", () => {
    const row = fc.dictionary(fc.constantFrom("propertyName", "value"), fc.string());
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        parseManifest(rows);
      }),
    );
  });
});

describe("the tables", () => {
  it("refer only to files of their own version", () => {
    const dangling = OneRosterVersion.options.flatMap((version) =>
      csvFiles(version).flatMap((file) =>
        csvColumns(version, file).filter(
          ({ kind, of }) => /^refs?$/.test(kind) && !csvFiles(version).some((one) => one === of),
        ),
      ),
    );

    expect(dangling).toEqual([]);
  });

  it("begin every file with the three columns that all have", () => {
    for (const version of OneRosterVersion.options) {
      for (const file of csvFiles(version)) {
        const first = csvColumns(version, file).slice(0, 3);
        expect(first.map(({ name, need }) => `${name} ${need}`)).toEqual([
          "sourcedId always",
          "status delta",
          "dateLastModified delta",
        ]);
      }
    }
  });
});
