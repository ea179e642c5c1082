import * as z from "zod";
import { faultFrame, share } from "./fault-frame.ts";

/** No fault keeps a client longer than this: a hang that never ends teaches nothing. */
const waitMsMax = 600_000;

const waitMs = z.number().int().min(0).max(waitMsMax);

/** Faults of the way between client and server, and of the token. */
export const connectionKinds = [
  z
    .strictObject({
      fault: z.literal("latency"),
      ...faultFrame,
      ms: waitMs.describe("how long the server thinks before it looks at the request"),
      jitterMs: waitMs.default(0).describe("up to so much more, chosen by seed for each request"),
    })
    .describe("the answer comes late (F77)"),
  z
    .strictObject({
      fault: z.literal("slow-drip"),
      ...faultFrame,
      bytes: z.number().int().min(1).default(64).describe("how many bytes come at a time"),
      everyMs: z
        .number()
        .int()
        .min(1)
        .max(waitMsMax)
        .default(1_000)
        .describe("the pause after each of them"),
      forMs: waitMs.default(60_000).describe("then the rest comes at once"),
    })
    .describe("the body comes a few bytes at a time (F77)"),
  z
    .strictObject({
      fault: z.literal("connection-reset"),
      ...faultFrame,
      when: z
        .enum(["before-request", "before-answer", "mid-body"])
        .default("before-request")
        .describe(
          "before-request: nothing was carried out; before-answer: it was carried out and the answer is lost; mid-body: after a part of the body",
        ),
      atShare: share.default(0.5).describe("mid-body: how much of the body arrives, 0 to 1"),
    })
    .describe("the connection breaks with a reset (F77, F81)"),
  z
    .strictObject({ fault: z.literal("token-expires"), ...faultFrame })
    .describe("every token ends just before the request is judged (F75)"),
] as const;
