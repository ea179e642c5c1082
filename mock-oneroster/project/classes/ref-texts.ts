import type { RefMaker } from "../refs.ts";

/** The JSON of references, for records that hold many. */
export interface RefTexts {
  readonly user: (sourcedId: string) => string;
  readonly org: (sourcedId: string) => string;
  readonly resource: (sourcedId: string) => string;
}

/** How many references to orgs are remembered: more than most districts have schools. */
const orgsMax = 1_024;

/** Remembers the texts of each maker for as long as there is the maker. */
export function rememberRefTexts(): (ref: RefMaker) => RefTexts {
  const known = new WeakMap<RefMaker, RefTexts>();
  return (ref) => {
    const found = known.get(ref);
    if (found !== undefined) return found;
    const texts = createRefTexts(ref);
    known.set(ref, texts);
    return texts;
  };
}

/** Creates the texts of what a maker refers to. */
function createRefTexts(ref: RefMaker): RefTexts {
  // Hosts that clients name may hold quotes, which are escaped here once.
  const address = JSON.stringify(ref("user", "").href).slice(1, -1);
  const orgs = new Map<string, string>();
  return {
    user: (sourcedId) =>
      /^[\w.-]+$/.test(sourcedId)
        ? `{"href":"${address}${sourcedId}","sourcedId":"${sourcedId}","type":"user"}`
        : JSON.stringify(ref("user", sourcedId)),
    org: (sourcedId) => {
      const known = orgs.get(sourcedId);
      if (known !== undefined) return known;
      if (orgs.size >= orgsMax) orgs.clear();
      const text = JSON.stringify(ref("org", sourcedId));
      orgs.set(sourcedId, text);
      return text;
    },
    resource: (sourcedId) => JSON.stringify(ref("resource", sourcedId)),
  };
}
