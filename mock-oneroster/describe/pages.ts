import type { Hono } from "hono";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { SisUrls } from "../urls.ts";
import { renderApiReference } from "./api-reference.ts";
import { describeAll, type DescribedServer } from "./describe-server.ts";
import { renderIndexPage, type IndexFacts } from "./index-page.ts";

/** What the pages for people show: the server, and what the one at `/` tells of it. */
export interface PagesParts {
  readonly described: DescribedServer;
  readonly shown: Omit<IndexFacts, "urls">;
  readonly urls: (rootUrl: string, version: OneRosterVersion) => SisUrls;
}

/** Adds the pages for people: what this server is at `/`, and the reference of its operations. */
export function addPages(app: Hono, { described, shown, urls }: PagesParts): void {
  app.get("/", (context) => {
    const { origin } = new URL(context.req.url);
    const both = { "1.1": urls(origin, "1.1"), "1.2": urls(origin, "1.2") };
    return context.html(renderIndexPage({ ...shown, urls: both }));
  });
  app.get("/api-reference", (context) => {
    const { origin } = new URL(context.req.url);
    return context.html(renderApiReference(describeAll(described, origin)));
  });
}
