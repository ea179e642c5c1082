import { takeApart } from "./answer-draft.ts";
import { readPage, type JsonPage } from "./json-page.ts";
import { shuffle } from "./shuffle.ts";
import { strikesOf, type Strike } from "./strike.ts";

/** Asks the server behind the faults. */
export type Ask = (request: Request) => Response | Promise<Response>;

/**
 * Shuffles a page anew at each request, with rows of the pages beside it mixed in.
 *
 * That is what a server without a stable order does (OneRoster facts §2.1, §8.2): over all pages some rows
 * come twice and others not at all, while each page is of the right length.
 */
export async function harmOrder(
  page: JsonPage,
  strikes: readonly Strike[],
  { request, ask }: { readonly request: Request; readonly ask: Ask },
): Promise<JsonPage> {
  if (page.shape === "object") return page;
  let { rows } = page;
  for (const { fault, random, claim } of strikesOf(strikes, "unstable-order")) {
    if (!claim()) continue;
    const around = await readAround({ request, ask, reach: fault.reach, length: page.rows.length });
    const mixed = shuffle([...around.before, ...rows, ...around.after], random.fork("order"));
    rows = mixed.slice(around.before.length, around.before.length + rows.length);
  }
  return rows === page.rows ? page : { ...page, rows };
}

interface Surroundings {
  readonly request: Request;
  readonly ask: Ask;
  readonly reach: number;
  /** How many rows the page itself has. */
  readonly length: number;
}

interface Neighbours {
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
}

async function readAround({ request, ask, reach, length }: Surroundings): Promise<Neighbours> {
  const offset = Number(new URL(request.url).searchParams.get("offset") ?? 0);
  const read = async (from: number, count: number): Promise<readonly unknown[]> =>
    count <= 0 ? [] : readRows(await ask(toRequest(request, from, count)));
  const before = await read(Math.max(0, offset - reach), Math.min(reach, offset));
  return { before, after: await read(offset + length, reach) };
}

function toRequest({ url, method, headers }: Request, offset: number, limit: number): Request {
  const target = new URL(url);
  target.searchParams.set("offset", String(offset));
  target.searchParams.set("limit", String(limit));
  return new Request(target, { method, headers });
}

async function readRows(response: Response): Promise<readonly unknown[]> {
  const page = readPage(await takeApart(response));
  return page?.shape === "list" ? page.rows : [];
}
