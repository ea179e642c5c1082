import { createHash } from "node:crypto";
import { written, link, type Markup } from "./markup.ts";

const style = `:root{color-scheme:light dark;--line:#8886;--link:light-dark(#0550ae,#79b8ff)}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:75rem;padding:0 1rem 3rem}
a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:Canvas;padding:.4rem}
header{border-bottom:1px solid var(--line);padding:.8rem 0;margin-bottom:1rem}
header p{margin:.2rem 0}nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;list-style:none;padding:0;margin:.4rem 0}
nav a[aria-current]{font-weight:700;text-decoration:none}
h1{margin:.5rem 0;overflow-wrap:anywhere}h2{margin:1.8rem 0 .5rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:600;padding:.3rem 0}
td,th{padding:.35rem 1rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:break-word;min-width:4rem;max-width:22rem}
tbody th{font-weight:400}thead th{white-space:nowrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
form{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:.5rem 0 1rem}
label{display:grid;font-size:.9rem}input,select,button{font:inherit;padding:.3rem .5rem;max-width:100%}
@media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** The headers of every page: no script, nothing from elsewhere, in no frame, never kept. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

const places = [
  ["/", "Overview"],
  ["/buildings", "Buildings"],
  ["/people", "People"],
  ["/courses", "Courses"],
  ["/grading-periods", "Grading periods"],
  ["/arrangements", "Linked and cross-listed"],
  ["/journal", "Journal"],
] as const;

/** The place in the navigation that a page belongs to. */
export type PagePlace = (typeof places)[number][0];

/** A whole page. */
export function renderPage(page: {
  readonly organization: string;
  readonly title: string;
  readonly place: PagePlace;
  readonly body: Markup;
}): string {
  const entries = places.map(([href, text]) =>
    href === page.place
      ? written`<li><a href="${href}" aria-current="page">${text}</a></li>`
      : written`<li>${link(href, text)}</li>`,
  );
  // The style goes in as it is: its hash is what the policy allows.
  return written`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} · Mock LMS</title>
        <style>${{ markup: style }}</style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header>
          <p>
            <strong>Mock LMS: ${page.organization}</strong>. A rehearsal server of Rehearse, not a
            real LMS.
          </p>
          <nav aria-label="Organisation">
            <ul>
              ${entries}
            </ul>
          </nav>
        </header>
        <main id="main">
          <h1>${page.title}</h1>
          ${page.body}
        </main>
      </body>
    </html> `.markup;
}
