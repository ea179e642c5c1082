import type { CollectionTask } from "./collection-run.ts";
import type { ReadingDesk } from "./read-collection.ts";
import { readPage } from "./read-page.ts";

/** Asks a collection for one record, which is not kept, and notes its total or why there is none. */
export async function probeCollection(
  { reader, version, note }: ReadingDesk,
  { endpoint, baseUrl }: CollectionTask,
): Promise<void> {
  const { path, className } = endpoint;
  const url = `${baseUrl}${path}?limit=1&offset=0`;
  const page = readPage(await reader.get(url), { version, className, url });
  if ("problem" in page) {
    const { problem: code, status } = page;
    note(status === undefined ? { code, path } : { code, path, status });
    return;
  }
  const { total } = page;
  note(total === undefined ? { code: "probed", path } : { code: "probed", path, count: total });
}
