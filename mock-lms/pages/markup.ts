import { escapeHtml } from "../../core/html.ts";

/** HTML that is safe to send: everything in it that came from outside was escaped. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text and numbers are escaped, markup and lists of it are not; nothing is nothing. */
type Part = string | number | Markup | readonly Markup[] | undefined;

/** Writes HTML. What is put in is escaped unless it was made by this function. */
export function written(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const pieces = texts.map((text, index) => text + write(parts[index]));
  return { markup: pieces.join("") };
}

function write(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "number") return String(part);
  if (typeof part === "string") return escapeHtml(visible(part));
  if ("markup" in part) return part.markup;
  return part.map(({ markup }) => markup).join("");
}

/** Control characters, and those that turn the direction of text, are shown as what they are. */
function visible(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\u202A-\u202E\u2066-\u2069\u200E\u200F]/gu, "\uFFFD");
}

/** A table with a caption. A table without rows says so instead. */
export function table(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly Part[])[],
): Markup {
  if (rows.length === 0) return written`<p>${caption}: none.</p>`;
  const head = headings.map((heading) => written`<th scope="col">${heading}</th>`);
  const body = rows.map(
    ([first, ...rest]) =>
      written`<tr>
        <th scope="row">${first}</th>
        ${rest.map((cell) => written`<td>${cell}</td>`)}
      </tr> `,
  );
  return written`<div class="wide" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div> `;
}

/** Names with their values, for one thing. */
export function facts(pairs: readonly (readonly [string, Part])[]): Markup {
  const items = pairs.map(
    ([name, value]) =>
      written`<dt>${name}</dt>
        <dd>${value}</dd> `,
  );
  return written`<dl>${items}</dl> `;
}

/** A link. The address is ours; its query is made with `queryOf`. */
export function link(href: string, text: string): Markup {
  return written`<a href="${href}">${text === "" ? "(without a name)" : text}</a>`;
}

/** Several links or texts with commas between. */
export function listed(items: readonly Markup[]): Markup {
  if (items.length === 0) return written`none`;
  return written`${items.map((item, index) => (index === 0 ? item : written`, ${item}`))}`;
}

/** A query of an address. Empty values are left out. */
export function queryOf(values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") query.set(name, String(value));
  }
  return query.size === 0 ? "" : `?${query.toString()}`;
}
