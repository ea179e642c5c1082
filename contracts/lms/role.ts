import * as z from "zod";
import { ListFrame, WireCount, WireFlag, WireId, WireText } from "./wire-values.ts";

/** What a user may be (Schoology API: roles). `role_type` is 1 for the organisation, 2 for a building's override. */
export const Role = z.object({
  id: WireId,
  title: WireText,
  faculty: WireFlag,
  role_type: WireCount,
});
export type Role = z.infer<typeof Role>;

/** The answer of `GET roles`. */
export const RoleList = z.object({ role: z.array(Role), ...ListFrame.shape });
export type RoleList = z.infer<typeof RoleList>;
