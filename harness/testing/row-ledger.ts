import * as z from "zod";
import type { HttpRequest, HttpResponse, Send } from "../../engine/index.ts";

const Rows = z.record(z.string(), z.record(z.string(), z.array(z.unknown())));
const Results = z.record(z.string(), z.array(z.looseObject({ response_code: z.coerce.number() })));
const SomeRecord = z.record(z.string(), z.unknown());

/** Every row that the LMS has carried out, in words, in the order in which it was. */
export interface RowLedger {
  readonly rows: string[];
  readonly send: Send;
}

/** Sends through `send` and writes down each row that was carried out, even when the answer is then lost. */
export function createRowLedger(send: Send): RowLedger {
  const rows: string[] = [];
  return {
    rows,
    send: async (request) => {
      const response = await send(request);
      const isWrite = request.method !== "GET" && new URL(request.url).pathname.startsWith("/v1/");
      if (isWrite) rows.push(...appliedRows(request, response));
      return response;
    },
  };
}

function appliedRows(request: HttpRequest, response: HttpResponse): readonly string[] {
  const { pathname } = new URL(request.url);
  const call = `${request.method} ${pathname}`;
  const bulk = Rows.safeParse(JSON.parse(request.body ?? "{}"));
  if (!bulk.success) return response.status < 300 ? [`${call} ${request.body ?? ""}`] : [];
  const sent = Object.values(bulk.data).flatMap((kinds) => Object.values(kinds).flat());
  const results = resultsOf(JSON.parse(response.body === "" ? "{}" : response.body));
  return sent
    .filter((_row, index) => Math.floor((results[index] ?? 0) / 100) === 2)
    .map((row) => `${call} ${JSON.stringify(row)}`);
}

/** The response codes of a bulk answer, in either of its two shapes. */
function resultsOf(body: unknown): readonly number[] {
  const outer = SomeRecord.safeParse(body);
  for (const shape of outer.success ? [outer.data, ...Object.values(outer.data)] : []) {
    const rows = Results.safeParse(shape);
    const [first] = rows.success ? Object.values(rows.data) : [];
    if (first !== undefined) return first.map(({ response_code: code }) => code);
  }
  return [];
}
