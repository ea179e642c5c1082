import { escapeHtml } from "../../core/html.ts";

const style = `:root{color-scheme:light dark;--line:#8884}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
h1{margin-bottom:.2rem}h2{margin-top:2rem}
table{border-collapse:collapse}td,th{padding:.3rem 1.2rem .3rem 0;text-align:left;font-weight:400;vertical-align:top;border-bottom:1px solid var(--line)}
td:last-child{border-bottom:1px solid var(--line)}
code{overflow-wrap:anywhere}td code{user-select:all}pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:.4rem;padding:.8rem}
details{border-bottom:1px solid var(--line);padding:.3rem 0}summary{cursor:pointer}summary span{opacity:.7}
.number{text-align:right;font-variant-numeric:tabular-nums}`;

/** A page of the server for people: complete by itself, without anything from elsewhere. `body` is HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}</body>
</html>
`;
}

/** A row of a table: a name, and a value as it may be copied. */
export function row(name: string, value: string): string {
  // Long addresses break behind a slash.
  const code = escapeHtml(value).replaceAll("/", "/<wbr>");
  return `<tr><th scope="row">${escapeHtml(name)}</th><td><code>${code}</code></td></tr>`;
}
