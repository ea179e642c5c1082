/** A type under which XML travels; the original says `text/xml`. */
export type XmlType = "text/xml" | "application/xml";

/** The XML type that a Content-Type names, whatever its parameters. */
export function xmlTypeOf(contentType: string | undefined): XmlType | undefined {
  const type = contentType?.split(";")[0]?.trim().toLowerCase();
  return type === "text/xml" || type === "application/xml" ? type : undefined;
}

/**
 * The XML type to answer in; undefined for JSON (Schoology API: C.1).
 *
 * What Accept likes best counts, by its `q` and then by its order. Who accepts anything, or says nothing,
 * is answered as he asks: in XML when the body came as XML, else in JSON.
 */
export function answerTypeFor(headers: {
  readonly accept: string | undefined;
  readonly contentType: string | undefined;
}): XmlType | undefined {
  for (const { type } of preferences(headers.accept ?? "")) {
    if (type === "application/json") return undefined;
    const xml = xmlTypeOf(type);
    if (xml !== undefined) return xml;
  }
  return xmlTypeOf(headers.contentType);
}

function preferences(accept: string): readonly { readonly type: string; readonly q: number }[] {
  return accept
    .split(",", typesMax)
    .map((part) => {
      const [type = "", ...parameters] = part.split(";").map((each) => each.trim().toLowerCase());
      const q = parameters.find((each) => /^q=[\d.]+$/.test(each))?.slice(2);
      return { type, q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ q }) => q > 0)
    .toSorted((left, right) => right.q - left.q);
}

/** More than any client has use for. */
const typesMax = 20;
