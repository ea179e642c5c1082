import * as z from "zod";
import { faultFrame } from "./fault-frame.ts";

const body = z
  .enum(["version", "empty", "html"])
  .default("version")
  .describe("version: the error body of the OneRoster version; html: a page of a gateway");
const retryAfterSeconds = z.number().int().min(0).max(86_400);

/** Faults in which something else answers in the server's place. One request meets at most one of them. */
export const standInKinds = [
  z
    .strictObject({
      fault: z.literal("too-many-requests"),
      ...faultFrame,
      retryAfterSeconds: retryAfterSeconds.default(1).describe("what Retry-After says"),
      retryAfterAs: z
        .enum(["seconds", "http-date", "none"])
        .default("seconds")
        .describe("how Retry-After is written; none leaves it out"),
      body,
    })
    .describe("429 with Retry-After (F76, F88)"),
  z
    .strictObject({
      fault: z.literal("server-error"),
      ...faultFrame,
      status: z.number().int().min(500).max(599).default(503).describe("500 to 599"),
      retryAfterSeconds: retryAfterSeconds
        .exactOptional()
        .describe("what Retry-After says; the header is absent when this is"),
      body,
    })
    .describe("the server fails with 5xx (F77)"),
  z
    .strictObject({
      fault: z.literal("html-instead-of-json"),
      ...faultFrame,
      status: z
        .literal([200, 502, 503, 504])
        .default(200)
        .describe("200: a sign-in page; otherwise the page of a gateway"),
    })
    .describe("a web page where JSON was expected (F76, F77)"),
  z
    .strictObject({
      fault: z.literal("stale-cache"),
      ...faultFrame,
      key: z
        .enum(["url", "path"])
        .default("url")
        .describe("url: path and query must be equal; path: the query is ignored, so pages repeat"),
    })
    .describe(
      "repeats the previous answer to the same GET, from the time on that the fault is there (F78, F83)",
    ),
] as const;
