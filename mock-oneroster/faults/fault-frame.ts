import * as z from "zod";
import { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";

const nthMax = 1_000_000_000;
const nth = z.number().int().min(1).max(nthMax);

/** Which requests a fault may hit. What is left out does not matter; nothing at all matches every request. */
export const FaultMatch = z.strictObject({
  method: z
    .enum(["GET", "HEAD", "POST", "PUT", "DELETE"])
    .exactOptional()
    .describe("only requests with this method"),
  path: z
    .string()
    .min(1)
    .max(500)
    .exactOptional()
    .describe(
      "glob on the path after the host: ** is any number of segments, * any characters within one, ? one character, such as **/users",
    ),
  query: z
    .string()
    .min(1)
    .max(500)
    .exactOptional()
    .describe("text that the query holds, as sent or decoded, such as status='active'"),
  version: OneRosterVersion.exactOptional().describe("only requests of this version"),
  service: z
    .enum(["rostering", "gradebook", "resources"])
    .exactOptional()
    .describe("only requests of this service of the standard; the token endpoint is of none"),
  minOffset: z
    .number()
    .int()
    .min(0)
    .exactOptional()
    .describe("only pages that begin at this record or later; 1 spares the first page"),
  from: nth.exactOptional().describe("the first of the matching requests that may be hit, from 1"),
  until: nth.exactOptional().describe("the last of the matching requests that may be hit"),
});
export type FaultMatch = z.infer<typeof FaultMatch>;

/** What every kind of fault has: whom it hits, and how often. */
export const faultFrame = {
  match: FaultMatch.exactOptional().describe("which requests it may hit; all when absent"),
  after: z
    .number()
    .int()
    .min(0)
    .max(nthMax)
    .exactOptional()
    .describe("lets so many matching requests pass before the first hit"),
  times: nth
    .exactOptional()
    .describe("how often it hits before it is spent; an answer that it cannot harm is not counted"),
  probability: z
    .number()
    .min(0)
    .max(1)
    .exactOptional()
    .describe("chance of a hit, drawn by seed for each matching request; always when absent"),
};

/** A part of the rows or of the bytes, 0 to 1. */
export const share = z.number().min(0).max(1);
