import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";

const PackageJson = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
});

/** The licences of the packages whose files went into a bundle, which the bundle must carry with it. */
export function renderLicenses(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => packageFolder(input) ?? []));
  return [...folders]
    .toSorted()
    .map(renderLicense)
    .join(`\n${"-".repeat(80)}\n`);
}

/** `node_modules/@a/b/lib/c.js` belongs to `node_modules/@a/b`. */
function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function renderLicense(folder: string): string {
  const about = PackageJson.parse(
    JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")),
  );
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text =
    file === undefined || !existsSync(path.join(folder, file))
      ? ""
      : readFileSync(path.join(folder, file), "utf8");
  return `${about.name} ${about.version} (${about.license ?? "see below"})\n\n${text.trim()}\n`;
}
