import type { Hono } from "hono";
import { GradingCategoryWrite } from "../../contracts/lms/gradebook.ts";
import { deleteCategory } from "../actions/gradebook-actions.ts";
import { applyDecision, type Applied } from "../actions/live-world.ts";
import {
  toCreatedCategory,
  toGradingCategory,
  toLoneCategory,
  toUpdatedCategory,
} from "../project/gradebook-to-wire.ts";
import {
  decideCategoryPost,
  decideCategoryPut,
  findCategory,
} from "../rules/grading-category-row.ts";
import { categoriesOf } from "../rules/section-gradebook.ts";
import type { GradingCategoryRecord } from "../store/records.ts";
import { idIn, notFound, readBody, readCall, readRows, type RouteContext } from "./call.ts";
import { carryOutBody, carryOutOne, carryOutRows, replyRows } from "./row-results.ts";
import { sectionIn } from "./section-in-path.ts";

const singular = "grading_category";

/** Grading categories, alone and fifty at a time (Schoology API: grading_categories). */
export function addGradingCategoryRoutes(api: Hono, { world, journal }: RouteContext): void {
  const { gradingCategories } = world.store;

  api.get("/sections/:section_id/grading_categories", (c) =>
    c.json({
      grading_category: categoriesOf(world, sectionIn(c, world).id).map(toGradingCategory),
    }),
  );
  api.post("/sections/:section_id/grading_categories", async (c) => {
    const call = await readCall(c, singular);
    const { id } = sectionIn(c, world);
    const perform = (row: GradingCategoryWrite): Applied<GradingCategoryRecord> =>
      applyDecision(gradingCategories, decideCategoryPost(world, row, id));
    if ("single" in call) {
      const record = carryOutBody(call.single, GradingCategoryWrite, { journal, perform });
      return c.json(toLoneCategory(record), 201);
    }
    const form = { code: 200, echo: echoTitle, describe: toCreatedCategory } as const;
    const results = carryOutRows(call.rows, GradingCategoryWrite, { perform, form });
    return replyRows(c, results, { journal, singular });
  });
  api.put("/sections/:section_id/grading_categories", async (c) => {
    const rows = await readRows(c, singular);
    const { id } = sectionIn(c, world);
    const results = carryOutRows(rows, GradingCategoryWrite, {
      perform: (row) => {
        const applied = applyDecision(gradingCategories, decideCategoryPut(world, row, id));
        return applied.kind === "refuse" ? applied : { ...applied, record: { ...applied, row } };
      },
      form: {
        code: 204,
        echo: ({ id: named }) => (named === undefined ? {} : { id: named }),
        describe: ({ record, row }) =>
          toUpdatedCategory(record, { row, apiUserId: world.apiUserId }),
      },
    });
    return replyRows(c, results, { journal, singular });
  });
  api.get("/sections/:section_id/grading_categories/:gc_id", (c) => {
    const record = findCategory(world, idIn(c, "gc_id"), sectionIn(c, world).id);
    if (record === undefined) throw notFound();
    return c.json(toLoneCategory(record));
  });
  api.put("/sections/:section_id/grading_categories/:gc_id", async (c) => {
    const body = await readBody(c);
    const section = sectionIn(c, world);
    const id = String(idIn(c, "gc_id"));
    carryOutBody(body, GradingCategoryWrite, {
      journal,
      perform: (row) =>
        applyDecision(gradingCategories, decideCategoryPut(world, { ...row, id }, section.id)),
    });
    return c.body(null, 204);
  });
  api.delete("/sections/:section_id/grading_categories/:gc_id", (c) => {
    carryOutOne(journal, deleteCategory(world, idIn(c, "gc_id"), sectionIn(c, world).id));
    return c.body(null, 204);
  });
}

function echoTitle({ title }: GradingCategoryWrite): Readonly<Record<string, unknown>> {
  return title === undefined ? {} : { title };
}
