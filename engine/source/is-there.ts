import { readCollection, readTolerant } from "../../contracts/oneroster/tolerant.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { RequestError } from "../http/errors.ts";
import { parseJson, type SisClient } from "../http/sis-client.ts";

/** Whether the SIS has a class or a user that is not marked tobedeleted. Whatever goes wrong counts as no. */
export async function isThere(
  client: SisClient,
  version: OneRosterVersion,
  { collection, id }: { readonly collection: "classes" | "users"; readonly id: string },
): Promise<boolean> {
  const className = collection === "classes" ? "class" : "user";
  try {
    const { body } = await client.get(`/${collection}/${encodeURIComponent(id)}`, {});
    const [raw] = readCollection({ version, className, body: parseJson(body) }).items;
    const { record } = readTolerant({ version, className, raw, at: "" });
    return record?.sourcedId === id && record.status !== "tobedeleted";
  } catch (error) {
    if (error instanceof RequestError) return false;
    throw error;
  }
}
