import type { Hono } from "hono";
import { parseBulkRequest } from "../../contracts/lms/bulk.ts";
import { SectionCopyRow } from "../../contracts/lms/section.ts";
import { carryOutDueCopies, orderSectionCopy } from "../actions/section-copy.ts";
import { badCall, boundRows, idIn, notFound, readBody, rootOf, type RouteContext } from "./call.ts";
import { carryOutRows, replyRows } from "./row-results.ts";

/**
 * Copying sections (Schoology API: sections/copy). The rows answer at once; each `transfer_url` tells when its
 * copy is done. Where that address leads in the original is not established: ours is `sections/copy/{id}`.
 *
 * Add these routes before those of sections, and before all whose answers a copy may change.
 */
export function addSectionCopyRoutes(api: Hono, { world, journal }: RouteContext): void {
  api.use(async (_c, next) => {
    carryOutDueCopies(world);
    await next();
  });
  api.post("/sections/copy", async (c) => {
    const rows = parseBulkRequest("section", await readBody(c));
    if (rows === undefined) throw badCall("The body holds no section rows.");
    const root = rootOf(c);
    const results = carryOutRows(boundRows(rows), SectionCopyRow, {
      perform: (row) => orderSectionCopy(world, row),
      form: {
        code: 200,
        echo: (row) => ({
          ...(row.title === undefined ? {} : { title: row.title }),
          ...(row.description === undefined ? {} : { description: row.description }),
          ...(row.section_school_code === undefined
            ? {}
            : { section_school_code: row.section_school_code }),
        }),
        describe: ({ target, transfer }) => ({
          id: String(target.id),
          location: `${root}/sections/${target.id}`,
          title: target.title,
          description: String(target.profile["description"] ?? ""),
          section_school_code: target.schoolCode,
          grading_periods: target.gradingPeriodIds,
          transfer_url: `${root}/sections/copy/${transfer.id}`,
        }),
      },
    });
    return replyRows(c, results, { journal, singular: "section" });
  });
  api.get("/sections/copy/:id", (c) => {
    const transfer = world.store.transfers.get(idIn(c));
    if (transfer === undefined) throw notFound();
    return c.json({
      id: String(transfer.id),
      source_section_id: String(transfer.sourceId),
      section_id: String(transfer.targetId),
      status: transfer.state,
    });
  });
}
