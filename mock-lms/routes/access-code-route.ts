import type { Context, Hono } from "hono";
import { AccessCodeWrite } from "../../contracts/lms/enrollment.ts";
import { applyEnrollment } from "../actions/enrollment-import.ts";
import type { LiveWorld } from "../actions/live-world.ts";
import { toEnrollment } from "../project/to-wire.ts";
import { decideAccessCode } from "../rules/access-code.ts";
import type { UserRecord } from "../store/records.ts";
import {
  forbidden,
  idIn,
  notFound,
  readBody,
  readWhole,
  rootOf,
  type RouteContext,
} from "./call.ts";
import { carryOutBody } from "./row-results.ts";

/**
 * `POST sections/{id}/accesscode`: whoever calls joins the section by its access code, as people do by hand.
 *
 * The key itself is no account that could join. It calls for somebody with the header `X-Schoology-Run-As`
 * (user id), which clients of the original use; without one the answer is 403.
 */
export function addAccessCodeRoute(api: Hono, { world, journal }: RouteContext): void {
  api.post("/sections/:section_id/accesscode", async (c) => {
    const body = await readBody(c);
    const section = world.store.sections.get(idIn(c, "section_id"));
    if (section === undefined) throw notFound();
    const user = callerOf(c, world);
    const record = carryOutBody(body, AccessCodeWrite, {
      journal,
      perform: (row) =>
        applyEnrollment(
          world,
          decideAccessCode(world, { section, user, accessCode: row.access_code }),
        ),
    });
    return c.json(toEnrollment(record, world, rootOf(c)), 201);
  });
}

function callerOf(c: Context, world: LiveWorld): UserRecord {
  const id = readWhole(c.req.header("X-Schoology-Run-As")) ?? world.apiUserId;
  const user = world.store.users.get(id);
  if (user?.inactiveAtMs !== null) throw forbidden();
  return user;
}
