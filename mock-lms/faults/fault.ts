import * as z from "zod";
import { faultFrame } from "./fault-frame.ts";

/** No fault keeps a client longer than this: a hang that never ends teaches nothing. */
const waitMs = z.number().int().min(0).max(600_000);

const retryAfterSeconds = z.number().int().min(0).max(86_400);
const share = z.number().min(0).max(1);
const text = z.string().min(1).max(500);

/** The answer comes late (F77). */
const Latency = z
  .strictObject({
    fault: z.literal("latency"),
    ...faultFrame,
    ms: waitMs.describe("how long the server thinks before it looks at the request"),
    jitterMs: waitMs.default(0).describe("up to so much more, drawn by seed for each request"),
  })
  .describe("the answer comes late (F77)");

/** 429 with Retry-After; nothing is carried out (F76). */
const TooManyRequests = z
  .strictObject({
    fault: z.literal("too-many-requests"),
    ...faultFrame,
    retryAfterSeconds: retryAfterSeconds
      .nullable()
      .default(5)
      .describe("what Retry-After says; null leaves the header out"),
  })
  .describe("429 with Retry-After; nothing is carried out (F76)");

/** The server fails with 5xx; nothing is carried out (F77). */
const ServerError = z
  .strictObject({
    fault: z.literal("server-error"),
    ...faultFrame,
    status: z.number().int().min(500).max(599).default(503).describe("500 to 599"),
    retryAfterSeconds: retryAfterSeconds
      .exactOptional()
      .describe("what Retry-After says; the header is absent when this is"),
  })
  .describe("the server fails with 5xx; nothing is carried out (F77)");

/** A web page where JSON was expected; nothing is carried out (F76, F77). */
const HtmlInsteadOfJson = z
  .strictObject({
    fault: z.literal("html-instead-of-json"),
    ...faultFrame,
    page: z
      .enum(["limit", "sign-in", "gateway"])
      .default("limit")
      .describe(
        "limit: the request limit of the web application, with 200; sign-in: with 200; gateway: with 502",
      ),
  })
  .describe("a web page where JSON was expected; nothing is carried out (F76, F77)");

/** The connection breaks with a reset (F77). */
const ConnectionReset = z
  .strictObject({
    fault: z.literal("connection-reset"),
    ...faultFrame,
    when: z
      .enum(["before-request", "mid-body"])
      .default("before-request")
      .describe("before-request: nothing is carried out; mid-body: after a part of the answer"),
    atShare: share.default(0.5).describe("mid-body: how much of the body arrives, 0 to 1"),
  })
  .describe("the connection breaks with a reset (F77)");

/** The call is carried out, and the connection dies before a word of the answer (F81). */
const LostResponse = z
  .strictObject({ fault: z.literal("lost-response"), ...faultFrame })
  .describe("the call is carried out, and the connection dies before a word of the answer (F81)");

/** The answer ends too early, as if it were whole (F77). */
const TruncatedJson = z
  .strictObject({
    fault: z.literal("truncated-json"),
    ...faultFrame,
    atShare: share.default(0.5).describe("how much of the body is sent, 0 to 1"),
  })
  .describe("the answer ends too early, as if it were whole (F77)");

/** Rows of a bulk call fail alone; the others are carried out (F80). */
const FailingRows = z
  .strictObject({
    fault: z.literal("failing-rows"),
    ...faultFrame,
    rows: z
      .strictObject({
        field: text.describe("the field of a row that is looked at, such as school_uid"),
        is: z
          .array(text)
          .min(1)
          .max(1_000)
          .exactOptional()
          .describe("the values that fail; every value when neither this nor like is given"),
        like: text.exactOptional().describe("a glob on the value: * any characters, ? one"),
        share: share
          .default(1)
          .describe("how many of the matching rows fail, chosen by seed and value"),
      })
      .describe("which rows fail; a row without the field never does"),
    code: z.number().int().min(400).max(599).default(400).describe("the row's response_code"),
    error: text.default("The row failed.").describe("the row's error"),
  })
  .describe("rows of a bulk call fail alone; the others are carried out (F80)");

/** A way in which the LMS misbehaves, as data: for scenarios, the control API and the command line. */
export const LmsFault = z.discriminatedUnion("fault", [
  Latency,
  TooManyRequests,
  ServerError,
  HtmlInsteadOfJson,
  ConnectionReset,
  LostResponse,
  TruncatedJson,
  FailingRows,
]);
export type LmsFault = z.infer<typeof LmsFault>;

/** The faults of one kind, or of several. */
export type LmsFaultOf<Name extends LmsFault["fault"]> = Extract<
  LmsFault,
  { readonly fault: Name }
>;
