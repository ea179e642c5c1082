import * as z from "zod";

const nth = z.number().int().min(1).max(1_000_000_000);
const text = z.string().min(1).max(500);

/** Which requests a fault may hit. What is left out does not matter; nothing at all matches every request. */
export const LmsFaultMatch = z.strictObject({
  method: z
    .enum(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
    .exactOptional()
    .describe("only requests with this method"),
  path: text
    .exactOptional()
    .describe(
      "glob on the path: ** is any number of segments, * any characters within one, ? one character, such as /v1/users",
    ),
  query: text
    .exactOptional()
    .describe("text that the query holds, as sent or decoded, such as update_existing=1"),
  from: nth.exactOptional().describe("the first of the matching requests that may be hit, from 1"),
  until: nth.exactOptional().describe("the last of the matching requests that may be hit"),
});
export type LmsFaultMatch = z.infer<typeof LmsFaultMatch>;

/** What every kind of fault has: whom it hits, and how often. */
export const faultFrame = {
  match: LmsFaultMatch.exactOptional().describe("which requests it may hit; all when absent"),
  times: nth
    .exactOptional()
    .describe("how often it hits before it is spent; always when absent. failing-rows counts rows"),
  probability: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .describe("chance of a hit, drawn by seed for each matching request; always when absent"),
};
