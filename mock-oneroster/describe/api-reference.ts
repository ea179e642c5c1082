import { escapeHtml } from "../../core/html.ts";
import { page } from "./page.ts";
import type { Json } from "./openapi.ts";

/** The page that shows an OpenAPI document to a person: every operation, what it takes and which scopes open it. */
export function renderApiReference(documents: readonly Json[]): string {
  const contents = documents.map(
    (document, index) =>
      `<li><a href="#service-${index}">${text(members(document["info"])["title"])}</a></li>`,
  );
  return page(
    "API reference",
    `<p><a href="/">What this server is, and credentials to copy</a></p>
<ul>${contents.join("")}</ul>
${asking}${documents.map(renderDocument).join("")}`,
  );
}

/** What a list can be asked for: wrong filters are the most frequent mistake. */
const asking = `<h2>Asking for a list</h2>
<ul>
<li>Pages: <code>?limit=100&amp;offset=200</code>. The header <code>X-Total-Count</code> says how many there are, <code>Link</code> where the next page is.</li>
<li>Order: <code>?sort=familyName&amp;orderBy=desc</code></li>
<li>Filter: <code>?filter=status='active' AND role='student'</code>, URL-encoded: a field, one of <code>= != &gt; &gt;= &lt; &lt;= ~</code>, and a value in single quotes (a quote inside is written twice); at most two, with <code>AND</code> or <code>OR</code> between. Fields inside others have a dot: <code>roles.role</code> (1.2), <code>class.sourcedId</code>.</li>
<li>Only some fields: <code>?fields=sourcedId,status</code></li>
</ul>
`;

function renderDocument(document: Json, index: number): string {
  const info = members(document["info"]);
  const server = members(list(document["servers"])[0])["url"];
  const paths = Object.entries(members(document["paths"]));
  const rows = paths.flatMap(([path, methods]) =>
    Object.entries(members(methods)).map(([method, operation]) =>
      renderOperation(method, path, members(operation)),
    ),
  );
  return `<h2 id="service-${index}">${text(info["title"])}</h2>
<p><code>${text(server)}</code></p>
${rows.join("\n")}
`;
}

function renderOperation(method: string, path: string, operation: Json): string {
  const parameters = list(operation["parameters"]).map(members);
  const scopes = list(operation["security"])
    .flatMap((one) => Object.values(members(one)))
    .flatMap(list);
  return `<details><summary><b>${text(method.toUpperCase())}</b> <code>${text(path)}</code> <span>${text(operation["operationId"])}</span></summary>
<p>${text(operation["summary"])}</p>
<p>Parameters: ${parameters.length === 0 ? "none" : parameters.map(renderParameter).join(", ")}</p>
<p>Opened by any of:</p><ul>${scopes.map((scope) => `<li><code>${text(scope)}</code></li>`).join("")}</ul>
</details>`;
}

function renderParameter(parameter: Json): string {
  const description = parameter["description"];
  const hint = typeof description === "string" ? ` title="${escapeHtml(description)}"` : "";
  return `<code${hint}>${text(parameter["name"])}</code>`;
}

function text(value: unknown): string {
  return typeof value === "string" ? escapeHtml(value) : "";
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function members(value: unknown): Json {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
