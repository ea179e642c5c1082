import type { Hono } from "hono";
import { BuildingWrite } from "../../contracts/lms/building.ts";
import { GradingPeriodWrite } from "../../contracts/lms/grading-period.ts";
import { deleteGradingPeriod } from "../actions/grading-period-actions.ts";
import { applyDecision } from "../actions/live-world.ts";
import { toBuilding, toGradingPeriod, toRole } from "../project/to-wire.ts";
import {
  decideBuildingCreate,
  decideBuildingUpdate,
  refuseBuildingDelete,
  schoolOf,
} from "../rules/building-row.ts";
import { decideGradingPeriod } from "../rules/grading-period-row.ts";
import type { GradingPeriodRecord } from "../store/records.ts";
import {
  callRefused,
  idIn,
  isOn,
  notFound,
  readBody,
  replyPage,
  rootOf,
  type RouteContext,
} from "./call.ts";
import { carryOutBody, carryOutOne } from "./row-results.ts";

/** Who the key is: `app-user-info`. */
export function addAppRoutes(api: Hono, { world }: RouteContext): void {
  api.get("/app-user-info", (c) =>
    c.json({
      web_session_timestamp: Math.floor(world.clock.now() / 1_000),
      api_uid: world.apiUserId,
    }),
  );
}

/** The organisation and its buildings, which answer under one path (Schoology API: schools). */
export function addSchoolRoutes(api: Hono, { world, journal }: RouteContext): void {
  const { buildings } = world.store;
  const campuses = (schoolId: number) =>
    [...buildings.values()].filter(
      (building) => building.kind === "building" && schoolOf(world, building) === schoolId,
    );
  const isSchool = (id: number) => buildings.get(id)?.kind === "organization";

  api.get("/schools", (c) =>
    replyPage(
      c,
      [...buildings.values()].filter((building) => building.kind === "organization"),
      { key: "school", total: "number", render: (record) => toBuilding(record, rootOf(c)) },
    ),
  );
  api.post("/schools", async (c) => {
    const record = carryOutBody(await readBody(c), BuildingWrite, {
      journal,
      perform: (row) =>
        applyDecision(buildings, decideBuildingCreate(row, { kind: "organization" })),
    });
    return c.json(toBuilding(record, rootOf(c)), 201);
  });
  api.delete("/schools/:id", (c) => {
    const record = buildings.get(idIn(c));
    if (record === undefined) throw notFound();
    const refusal = refuseBuildingDelete(world, record);
    if (refusal !== undefined) throw callRefused(refusal);
    buildings.remove(record.id);
    journal.addRows(1);
    return c.body(null, 204);
  });
  api.get("/schools/:id", (c) => {
    const record = buildings.get(idIn(c));
    if (record === undefined) throw notFound();
    return c.json(toBuilding(record, rootOf(c)));
  });
  api.put("/schools/:id", async (c) => {
    const body = await readBody(c);
    const before = buildings.get(idIn(c));
    if (before === undefined) throw notFound();
    carryOutBody(body, BuildingWrite, {
      journal,
      perform: (row) => applyDecision(buildings, decideBuildingUpdate(before, row)),
    });
    return c.body(null, 204);
  });
  api.get("/schools/:id/buildings", (c) => {
    if (!isSchool(idIn(c))) throw notFound();
    return c.json({ building: campuses(idIn(c)).map((record) => toBuilding(record, rootOf(c))) });
  });
  api.post("/schools/:id/buildings", async (c) => {
    const body = await readBody(c);
    const schoolId = idIn(c);
    if (!isSchool(schoolId)) throw notFound();
    const place = schoolId === world.organizationId ? {} : { schoolId };
    const record = carryOutBody(body, BuildingWrite, {
      journal,
      perform: (row) =>
        applyDecision(buildings, decideBuildingCreate(row, { kind: "building", ...place })),
    });
    return c.json(toBuilding(record, rootOf(c)), 201);
  });
}

/** The roles that users may have. */
export function addRoleRoutes(api: Hono, { world }: RouteContext): void {
  // Overrides stand apart, under `building_role` (facts C.3, roles).
  api.get("/roles", (c) => {
    const all = [...world.store.roles.values()];
    const overrides = all.filter((role) => role.buildingId !== undefined);
    return replyPage(
      c,
      all.filter((role) => role.buildingId === undefined),
      {
        key: "role",
        total: "number",
        render: (record) => toRole(record, rootOf(c)),
        beside:
          overrides.length === 0
            ? {}
            : { building_role: overrides.map((record) => toRole(record, rootOf(c))) },
      },
    );
  });
  api.get("/roles/:id", (c) => {
    const record = world.store.roles.get(idIn(c));
    if (record === undefined) throw notFound();
    return c.json(toRole(record, rootOf(c)));
  });
}

/** Grading periods. The list's key is plural and its `total` a number (Schoology API: gradingperiods). */
export function addGradingPeriodRoutes(api: Hono, { world, journal }: RouteContext): void {
  const { gradingPeriods } = world.store;

  api.get("/gradingperiods", (c) => {
    const items = withTitle(gradingPeriods.values(), {
      title: c.req.query("title"),
      startsWith: isOn(c, "startswith"),
    });
    const place = { root: rootOf(c), today: world.today, alone: false };
    return replyPage(c, items, {
      key: "gradingperiods",
      total: "number",
      render: (record) => toGradingPeriod(record, place),
    });
  });
  api.post("/gradingperiods", async (c) => {
    const record = carryOutBody(await readBody(c), GradingPeriodWrite, {
      journal,
      perform: (row) => applyDecision(gradingPeriods, decideGradingPeriod(world, row)),
    });
    const place = { root: rootOf(c), today: world.today, alone: true };
    return c.json(toGradingPeriod(record, place), 201);
  });
  api.get("/gradingperiods/:id", (c) => {
    const record = gradingPeriods.get(idIn(c));
    if (record === undefined) throw notFound();
    const place = { root: rootOf(c), today: world.today, alone: true };
    return c.json(toGradingPeriod(record, place));
  });
  api.put("/gradingperiods/:id", async (c) => {
    const body = await readBody(c);
    const before = gradingPeriods.get(idIn(c));
    if (before === undefined) throw notFound();
    carryOutBody(body, GradingPeriodWrite, {
      journal,
      perform: (row) => applyDecision(gradingPeriods, decideGradingPeriod(world, row, before)),
    });
    return c.body(null, 204);
  });
  api.delete("/gradingperiods/:id", (c) => {
    carryOutOne(journal, deleteGradingPeriod(world, idIn(c)));
    return c.body(null, 204);
  });
}

function withTitle(
  periods: Iterable<GradingPeriodRecord>,
  wanted: { readonly title: string | undefined; readonly startsWith: boolean },
): readonly GradingPeriodRecord[] {
  const { title, startsWith } = wanted;
  if (title === undefined) return [...periods];
  return [...periods].filter((period) =>
    startsWith ? period.title.startsWith(title) : period.title === title,
  );
}
