import type { Hono } from "hono";
import { toGradingScale, toSectionPeriod } from "../project/gradebook-to-wire.ts";
import { scalesOf } from "../rules/grading-scale.ts";
import { periodKey } from "../rules/period-key.ts";
import { periodsOf, weighPeriods } from "../rules/section-gradebook.ts";
import type { RouteContext } from "./call.ts";
import { sectionIn } from "./section-in-path.ts";

/** The scales and grading periods of a section; both lists come whole. */
export function addGradingSetupRoutes(api: Hono, { world }: RouteContext): void {
  api.get("/sections/:section_id/grading_scales", (c) =>
    c.json({
      grading_scale: scalesOf(world, sectionIn(c, world).id).map(toGradingScale),
      links: { self: c.req.url },
    }),
  );
  api.get("/sections/:section_id/grading_periods", (c) => {
    const section = sectionIn(c, world);
    const items = world.store.assignments.list("section", section.id);
    const weights = new Map(
      weighPeriods(world, section, items).map(({ key, weight }) => [key, weight]),
    );
    return c.json({
      grading_period: periodsOf(world, section).map((period) =>
        toSectionPeriod(period, weights.get(periodKey(period.id)) ?? 0),
      ),
      links: { self: c.req.url },
    });
  });
}
