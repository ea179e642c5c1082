import * as z from "zod";
import { faultFrame, share } from "./fault-frame.ts";

const driftRows = z
  .number()
  .int()
  .min(1)
  .max(1_000_000)
  .default(1)
  .describe(
    "how many rows; on a page nearer to the start than that, as many as there are before it",
  );
const someRows = {
  share: share.default(0.1).describe("part of all rows, chosen by seed and sourcedId"),
  sourcedIds: z
    .array(z.string().min(1).max(255))
    .min(1)
    .exactOptional()
    .describe("exactly these rows instead of a share"),
};
const harmedFields = {
  fields: z
    .array(z.string().min(1).max(255))
    .min(1)
    .exactOptional()
    .describe(
      "dotted names such as email or course.sourcedId; when absent one field of each row, by seed and never the sourcedId",
    ),
  share: share.default(1).describe("part of the rows that is harmed, chosen by seed and sourcedId"),
};

/** Faults of the data in an answer that is a page or a single record. */
export const pageKinds = [
  z
    .strictObject({ fault: z.literal("rows-inserted"), ...faultFrame, rows: driftRows })
    .describe(
      "rows came in before the cursor, so that the pages after the first repeat rows (F78)",
    ),
  z
    .strictObject({ fault: z.literal("rows-removed"), ...faultFrame, rows: driftRows })
    .describe("rows before the cursor went, so that the pages after the first skip rows (F78)"),
  z
    .strictObject({ fault: z.literal("missing-rows"), ...faultFrame, ...someRows })
    .describe("rows are left out although they are counted; the same ones every time (F65, F78)"),
  z
    .strictObject({ fault: z.literal("duplicate-rows"), ...faultFrame, ...someRows })
    .describe("rows come twice in a row; the same ones every time (F61, F78)"),
  z
    .strictObject({
      fault: z.literal("unstable-order"),
      ...faultFrame,
      reach: z
        .number()
        .int()
        .min(0)
        .max(10_000)
        .default(50)
        .describe("rows of the pages before and after that are mixed in; 0 stays within the page"),
    })
    .describe("rows are in another order at each request, across pages too (F78)"),
  z
    .strictObject({
      fault: z.literal("shuffled-lists"),
      ...faultFrame,
      fields: z
        .array(z.string().min(1).max(255))
        .min(1)
        .default(["orgs", "roles"])
        .describe("lists in a record"),
      share: harmedFields.share,
    })
    .describe(
      "lists in records are in another order at each request, so the first building flips (F28)",
    ),
  z
    .strictObject({ fault: z.literal("empty-page"), ...faultFrame })
    .describe("a page without rows, with the total left as it is (F11, F65, F79)"),
  z
    .strictObject({ fault: z.literal("null-fields"), ...faultFrame, ...harmedFields })
    .describe("null where there should be a value or nothing (F17, F18)"),
  z
    .strictObject({ fault: z.literal("wrong-types"), ...faultFrame, ...harmedFields })
    .describe(
      "numbers for text, booleans for flags, text for lists and references (F36); absent fields stay absent",
    ),
  z
    .strictObject({ fault: z.literal("missing-fields"), ...faultFrame, ...harmedFields })
    .describe("fields are left out (F17, F18)"),
  z
    .strictObject({
      fault: z.literal("wrong-total"),
      ...faultFrame,
      total: z
        .union([z.number().int().min(0), z.literal("page-size")])
        .exactOptional()
        .describe("what is said instead; page-size: the number of rows on the page"),
      by: z
        .number()
        .int()
        .default(1)
        .describe("when there is no total: how much too many, or too few when negative"),
    })
    .describe("X-Total-Count is not the number of records (F78)"),
  z
    .strictObject({
      fault: z.literal("missing-total"),
      ...faultFrame,
      without: z
        .enum(["total", "link", "both"])
        .default("both")
        .describe("total: X-Total-Count, and totalCount in the body; link: Link"),
    })
    .describe("the page does not say how many records there are, or where the next is (F78)"),
  z
    .strictObject({
      fault: z.literal("single-object"),
      ...faultFrame,
      when: z
        .enum(["one-record", "always"])
        .default("one-record")
        .describe("one-record: on pages of one record; always: the first record of any page"),
    })
    .describe("an object where the list of records should be (F79)"),
] as const;

/** Faults of the text in an answer, whatever it says. */
export const byteKinds = [
  z
    .strictObject({
      fault: z.literal("bad-encoding"),
      ...faultFrame,
      as: z
        .enum(["latin-1", "mojibake", "bom"])
        .default("mojibake")
        .describe(
          "latin-1: bytes of ISO 8859-1 under a UTF-8 header; mojibake: é arrives as Ã©; bom: a byte order mark in front",
        ),
    })
    .describe("JSON in a wrong encoding (F34)"),
  z
    .strictObject({
      fault: z.literal("truncated-json"),
      ...faultFrame,
      atShare: share.default(0.5).describe("how much of the body is there, 0 to 1"),
      atByte: z
        .number()
        .int()
        .min(0)
        .exactOptional()
        .describe("how many bytes are there, instead of a share"),
    })
    .describe("the JSON ends in the middle while the HTTP answer is whole (F77)"),
] as const;
