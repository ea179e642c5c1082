import type { Hono } from "hono";
import { rootOf, type RouteContext } from "./call.ts";

/**
 * The account that the API key acts as: `users/me`, which answers 303 to it (Schoology API: C.1), and the
 * account itself. It is a School Admin of the organisation and stands in no list of users.
 *
 * Add these routes before those of users, whose `users/{id}` would not find it.
 */
export function addActingUserRoutes(api: Hono, { world }: RouteContext): void {
  const address = `/users/${world.apiUserId}` as const;

  api.get("/users/me", (c) => c.redirect(`${rootOf(c)}${address}`, 303));
  api.get(address, (c) => {
    const [role] = world.store.roles.values();
    return c.json({
      uid: String(world.apiUserId),
      id: world.apiUserId,
      school_id: world.organizationId,
      building_id: world.organizationId,
      additional_buildings: "",
      school_uid: "",
      name_first: "API",
      name_last: "User",
      name_display: "API User",
      username: "",
      primary_email: "",
      role_id: role?.id ?? 0,
      synced: 0,
      picture_url: "",
      links: { self: `${rootOf(c)}${address}` },
    });
  });
}
