import type { Hono } from "hono";
import { addAssignmentRoutes } from "./assignment-routes.ts";
import type { RouteContext } from "./call.ts";
import { addGradeRoutes } from "./grade-routes.ts";
import { addGradingCategoryRoutes } from "./grading-category-routes.ts";
import { addGradingGroupRoutes } from "./grading-group-routes.ts";
import { addGradingSetupRoutes } from "./grading-setup-routes.ts";

/** The gradebook of a section, and a user's grades in all sections (facts C.3). */
export function addGradebookRoutes(api: Hono, context: RouteContext): void {
  addGradingSetupRoutes(api, context);
  addGradingCategoryRoutes(api, context);
  addGradingGroupRoutes(api, context);
  addAssignmentRoutes(api, context);
  addGradeRoutes(api, context);
}
