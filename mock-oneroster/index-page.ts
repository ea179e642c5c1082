import { escapeHtml } from "../core/html.ts";
import { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import { countWorld } from "./store/count-world.ts";
import type { World } from "./store/world.ts";
import { createSisUrls } from "./urls.ts";

/** The page at `/`: what this server is, where its versions are, and how much it holds. No secrets. */
export function renderIndexPage(world: World, rootUrl: string): string {
  const addresses = OneRosterVersion.options.map((version) =>
    row([`OneRoster ${version}`, createSisUrls(rootUrl, version).baseUrl]),
  );
  const tokenUrl = row(["Token URL", createSisUrls(rootUrl, "1.2").tokenUrl]);
  const counts = Object.entries(countWorld(world)).map(([name, count]) =>
    row([name, String(count)]),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mock OneRoster server</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:48rem;padding:0 1rem}td,th{padding:.2rem 1rem .2rem 0;text-align:left;font-weight:400}code{overflow-wrap:anywhere}</style>
</head>
<body>
<h1>Mock OneRoster server</h1>
<p>A practice student information system, for rehearsing a roster sync. Everyone in it is made up or comes from the bundle that it was started with. Ask for a token with the client id and secret that were printed at the start.</p>
<h2>Addresses</h2>
<table>${addresses.join("")}${tokenUrl}</table>
<h2>What it holds</h2>
<table>${counts.join("")}</table>
</body>
</html>
`;
}

function row([name, value]: readonly [string, string]): string {
  return `<tr><th scope="row">${escapeHtml(name)}</th><td><code>${escapeHtml(value)}</code></td></tr>`;
}
