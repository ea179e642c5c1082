import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type * as z from "zod";
import { issueWords } from "../../contracts/run/issue-words.ts";

/**
 * Reads a JSON body by its schema.
 *
 * @throws HTTPException 400 with what is wrong with it
 */
export async function readJson<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readBody(c));
  if (parsed.success) return parsed.data;
  throw new HTTPException(400, { message: issueWords(parsed.error) });
}

async function readBody(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch (cause) {
    throw new HTTPException(400, { message: "The body is not JSON.", cause });
  }
}
