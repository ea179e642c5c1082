import type { AnswerDraft } from "./answer-draft.ts";
import { harmFields } from "./field-faults.ts";
import { harmListOrder } from "./list-order.ts";
import { readPage, writePage } from "./json-page.ts";
import { showDrift } from "./page-drift.ts";
import type { RequestFacts } from "./request-facts.ts";
import { harmRows, harmShape } from "./row-faults.ts";
import type { Strike } from "./strike.ts";
import { harmTotals } from "./total-faults.ts";
import { harmOrder, type Ask } from "./unstable-order.ts";

/** Where a page came from. */
export interface PageOrigin {
  /** What the server was asked, which is not what the client asked when rows drifted. */
  readonly request: Request;
  readonly drift: number;
  /** What the client asked. */
  readonly facts: RequestFacts;
  readonly ask: Ask;
}

/** Harms the records of an answer. An answer that has none, or is not harmed, keeps its very bytes. */
export async function harmPage(
  draft: AnswerDraft,
  strikes: readonly Strike[],
  origin: PageOrigin,
): Promise<AnswerDraft> {
  const page = readPage(draft);
  if (page === undefined) return draft;
  const drifted = showDrift(page, origin.facts, origin.drift);
  const ordered = await harmOrder(drifted, strikes, origin);
  const rows = harmFields(harmListOrder(harmRows(ordered, strikes), strikes), strikes);
  const harmed = harmShape(harmTotals(rows, strikes), strikes);
  return harmed === page ? draft : writePage(draft, harmed);
}
