import { chmod, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { renderLicenses } from "./licenses.ts";

await rm("dist", { recursive: true, force: true });
const result = await build({
  entryPoints: { rehearse: "cli/main.ts" },
  outdir: "dist",
  bundle: true,
  // Each command is loaded when it is asked for, so that a mock server keeps no engine in memory.
  splitting: true,
  chunkNames: "chunk-[hash]",
  // Names stay, so that the stack of a bug that is reported can be read.
  minifyWhitespace: true,
  minifySyntax: true,
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
await chmod("dist/rehearse.js", 0o755);
await writeFile(
  "dist/THIRD-PARTY-LICENSES.txt",
  renderLicenses(Object.keys(result.metafile.inputs)),
);
