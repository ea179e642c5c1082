import { chmod, rm } from "node:fs/promises";
import { build } from "esbuild";

const target = "dist/rehearse.js";

await rm("dist", { recursive: true, force: true });
await build({
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
  legalComments: "linked",
  logLevel: "warning",
});
await chmod(target, 0o755);
