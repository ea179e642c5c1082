import { escapeHtml } from "../../core/html.ts";
import { page } from "./page.ts";
import type { Json } from "./openapi.ts";

/** The page that shows an OpenAPI document to a person: every operation, what it takes and which scopes open it. */
export function renderApiReference(documents: readonly Json[]): string {
  return page("API reference", documents.map(renderDocument).join(""));
}

function renderDocument(document: Json): string {
  const info = members(document["info"]);
  const server = members(list(document["servers"])[0])["url"];
  const paths = Object.entries(members(document["paths"]));
  const rows = paths.flatMap(([path, methods]) =>
    Object.entries(members(methods)).map(([method, operation]) =>
      renderOperation(method, path, members(operation)),
    ),
  );
  return `<h2>${text(info["title"])}</h2>
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
