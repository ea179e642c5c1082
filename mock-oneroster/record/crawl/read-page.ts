import { readCollection } from "../../../contracts/oneroster/tolerant.ts";
import { isObject } from "../../../contracts/oneroster/tolerant-values.ts";
import type { ClassName, OneRosterVersion } from "../../../contracts/oneroster/vocabulary.ts";
import type { WireRecord } from "../anonymise/create-anonymiser.ts";
import type { LinkFacts } from "./next-step.ts";
import { parseJson } from "../parse-json.ts";
import type { Sent } from "./patient-send.ts";
import { readLink } from "./read-link.ts";

/** What was asked for. */
export interface PageRequest {
  readonly version: OneRosterVersion;
  readonly className: ClassName;
  readonly url: string;
}

/** The records of a page, and what its headers say. */
export interface Page {
  readonly records: readonly WireRecord[];
  /** How many items it held, records or not. */
  readonly count: number;
  readonly total: number | undefined;
  readonly link: LinkFacts;
}

/** Why there is no page. */
export interface NoPage {
  readonly problem: "refused" | "missing" | "no-answer" | "too-large" | "not-json" | "no-list";
  readonly status?: number;
}

/** Makes a page of an answer, as tolerantly as the engine would, or says why there is none. */
export function readPage(sent: Sent, { version, className, url }: PageRequest): Page | NoPage {
  if (typeof sent === "string") return { problem: sent };
  const { status, headers } = sent;
  if (status === 404 || status === 501) return { problem: "missing", status };
  if (status !== 200) return { problem: "refused", status };
  const body = parseJson(sent.body);
  if (body === undefined) return { problem: "not-json" };
  const { items, problem } = readCollection({ version, className, body });
  if (problem !== undefined) return { problem: "no-list" };
  return {
    records: items.filter((item) => isObject(item)),
    count: items.length,
    total: readTotal(headers["x-total-count"]),
    link: readLink(headers["link"], url),
  };
}

function readTotal(header: string | undefined): number | undefined {
  const text = header?.trim() ?? "";
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
