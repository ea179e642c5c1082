import type { MiddlewareHandler } from "hono";
import * as z from "zod";
import type { Clock } from "../../core/clock.ts";
import { limitPage } from "../faults/html-pages.ts";

const count = z.number().int().min(1).max(1_000_000);

/**
 * How much a key may ask: a bucket of credits that fills up evenly. The defaults are the figures that a
 * secondary source gives of the original (facts C.1).
 */
export const LmsRateLimit = z
  .strictObject({
    credits: count.default(50).describe("what the bucket holds when it is full"),
    perSeconds: count.default(5).describe("how long an empty bucket takes to fill"),
    readCost: count.default(1).describe("credits of a GET, HEAD or OPTIONS"),
    writeCost: count.default(3).describe("credits of any other call, POST multiget too"),
    retryAfterSeconds: z
      .number()
      .int()
      .min(0)
      .max(86_400)
      .default(5)
      .describe("what Retry-After says, whatever the bucket holds"),
    answer: z
      .enum(["429", "html-200"])
      .default("429")
      .describe("429: empty, with Retry-After; html-200: the page of the web application (F76)"),
  })
  .refine(({ credits, readCost, writeCost }) => Math.max(readCost, writeCost) <= credits, {
    message: "A call may cost no more credits than there are, or it could never be made.",
  });
export type LmsRateLimit = z.infer<typeof LmsRateLimit>;

/**
 * Refuses calls beyond the limit. Stands behind the signature: who is not let in costs nobody credits, and
 * there is one key, so there is one bucket. Refused calls cost nothing.
 */
export function limitRate(limit: LmsRateLimit, clock: Clock): MiddlewareHandler {
  const bucket = createBucket(limit, clock);
  return async (c, next) => {
    const isRead = /^(GET|HEAD|OPTIONS)$/.test(c.req.method);
    if (bucket.take(isRead ? limit.readCost : limit.writeCost)) return next();
    if (limit.answer === "html-200") return c.html(limitPage());
    return c.body(null, 429, { "Retry-After": String(limit.retryAfterSeconds) });
  };
}

function createBucket(
  { credits, perSeconds }: LmsRateLimit,
  clock: Clock,
): { take(cost: number): boolean } {
  let left = credits;
  let atMs = clock.now();
  return {
    take: (cost) => {
      const nowMs = clock.now();
      const gained = (Math.max(0, nowMs - atMs) * credits) / (perSeconds * 1_000);
      left = Math.min(credits, left + gained);
      atMs = nowMs;
      if (left < cost) return false;
      left -= cost;
      return true;
    },
  };
}
