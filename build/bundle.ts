import { chmod, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { renderLicenses } from "./licenses.ts";

const target = "dist/rehearse.js";

await rm("dist", { recursive: true, force: true });
const result = await build({
  entryPoints: ["cli/main.ts"],
  outfile: target,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  // CommonJS dependencies inside the bundle still ask for require.
  banner: {
    js: 'import { createRequire as createRequireForBundle } from "node:module"; const require = createRequireForBundle(import.meta.url);',
  },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
await chmod(target, 0o755);
await writeFile(
  "dist/THIRD-PARTY-LICENSES.txt",
  renderLicenses(Object.keys(result.metafile.inputs)),
);
