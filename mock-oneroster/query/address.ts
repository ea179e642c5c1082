/** What the address of a request says. */
export interface Address {
  readonly href: string;
  readonly origin: string;
  readonly pathname: string;
  /** From the question mark on; empty without one. */
  readonly search: string;
  /** The query, read when somebody asks for it. */
  readonly parameters: () => URLSearchParams;
}

/**
 * Takes the address of a fetch `Request` apart.
 *
 * Such an address is in its normal form already (Fetch, `Request.url`), so it is only cut, which is a tenth of
 * the work of parsing it again.
 */
export function readAddress(href: string): Address {
  const { end, pathAt } = boundsOf(href);
  const mark = href.indexOf("?", pathAt);
  const queryAt = mark === -1 || mark > end ? end : mark;
  const search = href.slice(queryAt, end);
  let parameters: URLSearchParams | undefined;
  return {
    href,
    origin: href.slice(0, pathAt),
    pathname: href.slice(pathAt, queryAt),
    search,
    parameters: () => (parameters ??= new URLSearchParams(search)),
  };
}

/** Where the path begins, and where the address ends without its fragment. */
function boundsOf(href: string): { readonly pathAt: number; readonly end: number } {
  const fragmentAt = href.indexOf("#");
  return {
    pathAt: href.indexOf("/", href.indexOf("://") + 3),
    end: fragmentAt === -1 ? href.length : fragmentAt,
  };
}
