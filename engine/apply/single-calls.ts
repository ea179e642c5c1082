import * as z from "zod";
import { WireId } from "../../contracts/lms/wire-values.ts";
import { organizationKey, type Change } from "../../contracts/run/plan.ts";
import { RequestError } from "../http/errors.ts";
import type { LmsClient } from "../http/lms-client.ts";
import type { Ids } from "./ids.ts";
import { keyOf } from "./rows.ts";

const Created = z.object({ id: WireId });

/** Creates the one building or grading period of a change and learns its id (Schoology API: schools, gradingperiods). */
export async function applyOne(
  ports: { readonly client: LmsClient; readonly ids: Ids },
  change: Change,
): Promise<void> {
  const isBuilding = change.kind === "building";
  const organization = ports.ids.find("buildings", organizationKey) ?? "";
  const path = isBuilding ? `/schools/${organization}/buildings` : "/gradingperiods";
  const answer = await ports.client.write({ method: "POST", path, body: change.after, rows: 1 });
  const created = Created.safeParse(answer);
  if (!created.success) {
    throw new RequestError({
      code: "unreadable",
      status: 201,
      message: `The LMS did not say which id ${change.address} got.`,
    });
  }
  ports.ids.learn(isBuilding ? "buildings" : "gradingPeriods", keyOf(change), created.data.id);
}
