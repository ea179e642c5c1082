import type { Context, MiddlewareHandler } from "hono";
import { answerTypeFor, xmlTypeOf, type XmlType } from "../xml/media-types.ts";
import { parseXml, XmlError } from "../xml/read-xml.ts";
import { formatXml } from "../xml/write-xml.ts";
import { readText, replaceAnswer, replaceBody } from "./rewrite-call.ts";

/**
 * Translates XML bodies to JSON and JSON answers to XML, so that no route knows of XML (Schoology API: C.1).
 *
 * Answers that are no JSON, such as pages, CSV and empty bodies, stay as they are.
 */
export function speakXml(): MiddlewareHandler {
  return async (c, next) => {
    const contentType = c.req.header("content-type");
    const wanted = answerTypeFor({ accept: c.req.header("accept"), contentType });
    if (xmlTypeOf(contentType) !== undefined && c.req.raw.body !== null) {
      const refusal = await translateBody(c);
      if (refusal !== undefined) {
        return wanted === undefined
          ? c.json(refusal, 400)
          : c.body(formatXml(refusal), 400, { "Content-Type": contentTypeOf(wanted) });
      }
    }
    await next();
    if (wanted !== undefined) await translateAnswer(c, wanted);
    return undefined;
  };
}

/** What is wrong with the body; undefined when it is JSON now. */
async function translateBody(c: Context): Promise<string | undefined> {
  const text = await readText(c);
  if (text === "") return undefined;
  try {
    replaceBody(c, parseXml(text));
    return undefined;
  } catch (error) {
    if (error instanceof XmlError) return error.message;
    throw error;
  }
}

async function translateAnswer(c: Context, type: XmlType): Promise<void> {
  if (!/^application\/json\b/.test(c.res.headers.get("content-type") ?? "")) return;
  const json: unknown = await c.res.json();
  replaceAnswer(c, formatXml(json), { "Content-Type": contentTypeOf(type) });
}

function contentTypeOf(type: XmlType): string {
  return `${type}; charset=UTF-8`;
}
