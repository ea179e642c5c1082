import { XMLBuilder } from "fast-xml-parser";

const builder = new XMLBuilder({
  format: false,
  ignoreAttributes: true,
  processEntities: true,
  suppressEmptyNode: false,
});

/**
 * Writes an answer as XML, below `<result>` as the original does (Schoology API: example requests).
 *
 * A list becomes an element for each item, so that an empty list is no element at all; null becomes an
 * empty element. What XML cannot hold, such as control characters, becomes U+FFFD (F34).
 */
export function formatXml(value: unknown): string {
  const text = builder.build({ result: toElement(value) });
  // Readers of XML take a bare carriage return for a line feed.
  const body = text.replaceAll("\r", "&#13;");
  return `<?xml version="1.0" encoding="utf-8" ?>\n${body}\n`;
}

type Element = string | readonly Element[] | { readonly [name: string]: Element };

function toElement(value: unknown): Element {
  if (Array.isArray(value)) return { item: value.map(toElement) };
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]): [string, Element] => [
        elementName(name),
        Array.isArray(part) ? part.map(toElement) : toElement(part),
      ]),
    );
  }
  if (typeof value === "string") return legalText(value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** A name that XML takes: every character that it does not becomes an underscore. */
function elementName(name: string): string {
  const legal = name.replace(/[^\w.-]/g, "_");
  return /^[A-Za-z_]/.test(legal) ? legal : `_${legal}`;
}

/** XML 1.0 §2.2: no control characters but tab and line ends, no halves of surrogate pairs, no U+FFFE and U+FFFF. */
function legalText(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\uFFFD");
}
