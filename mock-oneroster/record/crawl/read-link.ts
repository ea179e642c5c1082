import type { LinkFacts } from "./next-step.ts";

const headerLengthMax = 20_000;
const pageRelations: ReadonlySet<string> = new Set(["next", "prev", "previous", "first", "last"]);

interface Link {
  readonly target: string;
  readonly relations: readonly string[];
}

/**
 * Reads a Link header (RFC 8288), also one without angle brackets, as gg4l sends it.
 *
 * A next page counts only when it lies on the same server, in the same collection: the token must not go
 * anywhere else, whatever the server says.
 */
export function readLink(header: string | undefined, requestUrl: string): LinkFacts {
  const links = header === undefined ? [] : parseLinks(header.slice(0, headerLengthMax));
  const next = links.find(({ relations }) => relations.includes("next"));
  const url = next === undefined ? undefined : ownPage(next.target, requestUrl);
  return {
    next: url,
    isForeign: next !== undefined && url === undefined,
    hasPages: links.some(({ relations }) => relations.some((name) => pageRelations.has(name))),
  };
}

function parseLinks(header: string): readonly Link[] {
  const parts = header.includes("<")
    ? [...header.matchAll(/<([^<>]*)>([^<]*)/g)].map(([, target = "", rest = ""]) => ({
        target,
        rest,
      }))
    : header.split(",").map((part) => ({ target: part.split(";")[0]?.trim() ?? "", rest: part }));
  return parts.map(({ target, rest }) => ({ target, relations: relationsOf(rest) }));
}

/** One `rel` may name several (RFC 8288 §3.3). */
function relationsOf(parameters: string): readonly string[] {
  const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters) ?? [];
  return (quoted ?? bare ?? "").toLowerCase().split(/\s+/);
}

function ownPage(target: string, requestUrl: string): string | undefined {
  if (!URL.canParse(target, requestUrl)) return undefined;
  const [next, asked] = [new URL(target, requestUrl), new URL(requestUrl)];
  next.hash = "";
  const isOwn =
    next.origin === asked.origin &&
    next.username === "" &&
    next.password === "" &&
    withoutSlash(next.pathname) === withoutSlash(asked.pathname);
  return isOwn ? next.href : undefined;
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, "");
}
