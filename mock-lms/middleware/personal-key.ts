import type { MiddlewareHandler } from "hono";
import { traceOf } from "../call-trace.ts";

/** Whose key it is: the organisation's, or a person's, which opens that person's own data only (facts C.1). */
export type KeyKind = "organization" | "personal";

/**
 * Answers 401 with an empty body to calls for the data of other users, as to a personal key since 2025-06-25.
 *
 * Which paths that covers is not documented. Here: everything under `users` but the acting user's own,
 * exports of users, and the members and grades of sections.
 */
export function refuseOthersData(actingUserId: number): MiddlewareHandler {
  const own = new RegExp(`^/v1/users/(me$|${actingUserId}(/|$)|languages$)`);
  const others =
    /^\/v1\/(users(\/|$)|csvexport\/|enrollments(\/|$)|sections\/[^/]+\/(enrollments|grades)(\/|$))/;
  return async (c, next) => {
    const { path } = c.req;
    if (!others.test(path) || own.test(path)) return next();
    traceOf(c).unauthorized = "personal-key";
    return c.body(null, 401);
  };
}
