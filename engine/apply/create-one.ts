import * as z from "zod";
import { WireId } from "../../contracts/lms/wire-values.ts";
import { RequestError } from "../http/errors.ts";
import type { LmsClient } from "../http/lms-client.ts";
import { callOf } from "./batches.ts";
import type { Ids } from "./ids.ts";
import type { Sendable } from "./look-up.ts";

const Created = z.object({ id: WireId });

/**
 * Creates one building or grading period and gives its id (Schoology API: schools, gradingperiods).
 *
 * @throws RequestError when it is refused, or when the answer does not say the id
 */
export async function createOne(
  { client, ids }: { readonly client: LmsClient; readonly ids: Ids },
  { change, row }: Sendable,
): Promise<string> {
  const answer = await client.write({ ...callOf(change, ids), body: row, rows: 1 });
  const created = Created.safeParse(answer);
  if (created.success) return created.data.id;
  throw new RequestError({
    code: "unreadable",
    status: 201,
    message: `The LMS did not say which id ${change.address} got.`,
  });
}
