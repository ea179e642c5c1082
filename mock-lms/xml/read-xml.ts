import { XMLParser, XMLValidator } from "fast-xml-parser";
import { isListElement, isWrapper } from "./list-elements.ts";

/** A body is no XML that is read here. The message is a sentence for the caller and holds nothing of the body. */
export class XmlError extends Error {
  override readonly name = "XmlError";
  readonly code = "unreadable-xml";
  readonly retryable = false;
}

/** XML is read at some two microseconds a byte at worst, so that this many hold the server up for a second at most. */
const xmlLengthMax = 512 * 1024;

/** Deeper than any body of the API goes. */
const depthMax = 12;

/** No document type passes {@link hasDeclaration}. The limits on entities are for what it might overlook. */
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  processEntities: { enabled: true, maxEntityCount: 1, maxEntitySize: 1, maxExpandedLength: 1 },
  maxNestedTags: depthMax,
  isArray: (name, path) => isListElement(String(path).split(".").at(-2) ?? "", name),
});

/**
 * Reads an XML body as the JSON body that says the same: all values are text, lists of one element stay lists.
 *
 * The root counts only where JSON has it too, such as `<users>` around rows; another root, such as `<user>`
 * around one, is dropped.
 *
 * @throws XmlError when it is not well-formed, too long or deep, or brings a document type (entities)
 */
export function parseXml(text: string): unknown {
  if (text.length > xmlLengthMax) throw new XmlError(`XML may have ${xmlLengthMax} characters.`);
  if (hasDeclaration(text)) throw new XmlError("XML may not bring a document type or entities.");
  const [root, ...others] = Object.entries(parse(text));
  if (root === undefined || others.length > 0 || XMLValidator.validate(text) !== true) {
    throw new XmlError("The body is not well-formed XML.");
  }
  const [name, content] = root;
  const value = withoutBlanks(content);
  return isWrapper(name) ? { [name]: value } : value;
}

function parse(text: string): object {
  try {
    const parsed: unknown = parser.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch (cause) {
    throw new XmlError("The body is not XML, or nests too deep.", { cause });
  }
}

/** The blanks between elements count for nothing; nor does text beside elements, which no body has. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "#text")
      .map(([name, part]): [string, unknown] => [name, withoutBlanks(part)]),
  );
}

/** Whether `<!` begins anything but a comment or CDATA. One pass, whatever the text. */
function hasDeclaration(text: string): boolean {
  let at = text.indexOf("<!");
  while (at >= 0) {
    const end = endOfSection(text, at);
    if (end === undefined) return true;
    at = text.indexOf("<!", end);
  }
  return false;
}

function endOfSection(text: string, at: number): number | undefined {
  for (const [open, close] of sections) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    return end < 0 ? text.length : end + close.length;
  }
  return undefined;
}

const sections = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
] as const;
