import { escapeHtml } from "../../core/html.ts";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { SisProfile } from "../profiles/profile.ts";
import type { Journal } from "../routes/journal.ts";
import { describeConnection, type Connection } from "../security/connection.ts";
import type { SisCredentials } from "../security/credentials.ts";
import { countWorld } from "../store/count-world.ts";
import type { World } from "../store/world.ts";
import type { SisUrls } from "../urls.ts";
import { page, row } from "./page.ts";

/** What the page at `/` tells. */
export interface IndexFacts {
  readonly world: World;
  readonly profile: SisProfile;
  readonly journal: Journal;
  /** The credentials of this practice server: everyone may use them, so they may be shown. */
  readonly credentials: SisCredentials;
  readonly urls: Readonly<Record<OneRosterVersion, SisUrls>>;
  readonly vendorAuthorization: string | undefined;
  readonly connection: Connection | undefined;
}

/** The page at `/`: what this server is, its versions, credentials to copy, and what it holds right now. No names of people. */
export function renderIndexPage(facts: IndexFacts): string {
  const { profile, world, journal } = facts;
  const counts = Object.entries(countWorld(world));
  return page(
    "Mock OneRoster server",
    `<p>A practice student information system, for rehearsing a roster sync. Everyone in it is made up, or comes from the bundle or recording that it was started with. Nothing that is done here reaches a real system.</p>
<p>How it behaves: <b>${escapeHtml(profile.title)}</b> (profile <code>${escapeHtml(profile.name)}</code>${changeCount(profile)}). <a href="/api-reference">API reference</a></p>
${changeTable(profile)}<h2>Connect</h2>
<table>${OneRosterVersion.options.map((version) => addresses(version, facts.urls[version])).join("")}${secrets(facts)}</table>
<h2>Try it</h2>
<pre>${escapeHtml(example(facts))}</pre>
<h2>What it holds</h2>
<table>${counts.map(([name, count]) => countRow(name, count)).join("")}</table>
<h2>What was asked</h2>
<table>${countRow("requests", journal.requests)}${countRow("tokens given out", journal.tokensIssued)}${countRow("most requests at once", journal.atOnceMax)}${countRow("largest limit", journal.limitMax)}</table>
`,
  );
}

function changeCount({ changes = [] }: SisProfile): string {
  if (changes.length === 0) return "";
  return changes.length === 1
    ? ", but for one setting"
    : `, but for ${changes.length.toLocaleString("en-US")} settings`;
}

/** What was taken over of the profile: nobody shall take it for the vendor's own. */
function changeTable({ changes = [] }: SisProfile): string {
  if (changes.length === 0) return "";
  const rows = changes.map(({ name, from, to }) => row(name, `${to} instead of ${from}`));
  return `<h2>What was changed of the profile</h2>
<table>${rows.join("")}</table>
`;
}

function addresses(version: OneRosterVersion, urls: SisUrls): string {
  const label = `OneRoster ${version}`;
  if (version === "1.1") return row(label, urls.baseUrl);
  return [
    row(`${label} rostering`, urls.baseUrl),
    row(`${label} gradebook`, urls.gradebookUrl),
    row(`${label} resources`, urls.resourcesUrl),
    row("Token URL", urls.tokenUrl),
  ].join("");
}

function secrets({ credentials, vendorAuthorization, connection }: IndexFacts): string {
  const rows = [
    row("Client id", credentials.clientId),
    row("Client secret", credentials.clientSecret),
  ];
  if (vendorAuthorization !== undefined) {
    rows.push(row("x-vendor-authorization (grade book)", vendorAuthorization));
  }
  if (connection !== undefined) rows.push(row("Connection", describeConnection(connection)));
  return rows.join("");
}

function countRow(name: string, count: number): string {
  const shown = count.toLocaleString("en-US");
  return `<tr><th scope="row">${escapeHtml(name)}</th><td class="number">${shown}</td></tr>`;
}

function example({ urls, credentials, profile }: IndexFacts): string {
  const { baseUrl, tokenUrl } = urls["1.2"];
  const slash = profile.paths.trailingSlash === "required" ? "/" : "";
  return `TOKEN=$(curl -s -u '${credentials.clientId}:${credentials.clientSecret}' -d grant_type=client_credentials '${tokenUrl}' | node -pe 'JSON.parse(require("fs").readFileSync(0)).access_token')
curl -H "Authorization: Bearer $TOKEN" '${baseUrl}/users${slash}?limit=2'`;
}
