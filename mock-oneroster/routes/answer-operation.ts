import type { Operation } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { isPlainStyle, restyleError } from "../profiles/restyle-error.ts";
import type { SisProfile } from "../profiles/profile.ts";
import type { ReadDesk } from "../project/read-desk.ts";
import type { Access } from "../security/access.ts";
import { answerCollection, answerSingle } from "./answer-read.ts";
import type { JournalWriter } from "./journal.ts";
import { refuse, refuseAccess, refuseMethod } from "./refusal.ts";
import type { FoundRoute, Router } from "./router.ts";

/** What answers are made with. */
export interface AnswerParts {
  readonly profile: SisProfile;
  readonly router: Router;
  readonly access: Access;
  readonly journal: JournalWriter;
  /** By the version of the path. */
  readonly desks: Readonly<Record<OneRosterVersion, ReadDesk>>;
}

/** Answers requests to operations, and writes each into the journal. */
export type AnswerRequest = (request: Request) => Response | Promise<Response>;

/** Creates what answers every request under the bases of a profile. */
export function createAnswer(parts: AnswerParts): AnswerRequest {
  const { profile, router, journal } = parts;
  const isPlain = isPlainStyle(profile.errors);
  return (request) => {
    const url = new URL(request.url);
    const open = journal.open(request.method, url);
    const route = router.find(url.pathname);
    const operation = route === undefined ? undefined : operationOf(route, request.method);
    const finish = (response: Response): Response => {
      const known = operation === undefined ? {} : { operationId: operation.operationId };
      journal.close(open, { status: response.status, ...known });
      return response;
    };
    const dress = (response: Response): Response | Promise<Response> => {
      if (isPlain || response.status < 400) return finish(response);
      return restyleError(response, route?.version ?? "1.2", profile.errors).then(finish);
    };
    const response = answerSafely(parts, { request, url, route, operation });
    return response instanceof Response ? dress(response) : response.then(dress);
  };
}

interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly route: FoundRoute | undefined;
  readonly operation: Operation | undefined;
}

/** A bug of ours is an answer too: the journal must close, and the client must hear. */
function answerSafely(parts: AnswerParts, asked: Asked): Response | Promise<Response> {
  const version = asked.route?.version ?? "1.2";
  const crash = (): Response =>
    refuse(version, "crash", "The server failed to answer. This is a bug in the mock.");
  try {
    const response = answerRoute(parts, asked);
    return response instanceof Response ? response : response.catch(crash);
  } catch {
    return crash();
  }
}

function answerRoute(
  parts: AnswerParts,
  { request, url, route, operation }: Asked,
): Response | Promise<Response> {
  if (route === undefined) return refuse("1.2", "unknown-object", "No operation has this path.");
  if (operation === undefined) return refuseRoute(route);
  const { version } = route;
  const refusal = parts.access.refuse(request, { version, operation });
  if (refusal !== undefined) return refuseAccess(version, refusal);
  const desk = parts.desks[version];
  const read = {
    desk,
    operation,
    ids: route.ids,
    url,
    profile: parts.profile,
    prefix: route.prefix,
  };
  if (operation.kind === "collection") return answerCollection(read);
  if (operation.kind === "single") return answerSingle(read);
  return refuseMethod(version, "Writes are not served yet.");
}

function operationOf(route: FoundRoute, method: string): Operation | undefined {
  return route.byMethod.get(method === "HEAD" ? "GET" : method);
}

function refuseRoute({ version, byMethod }: FoundRoute): Response {
  const [first] = byMethod.values();
  if (first === undefined) return refuse(version, "unknown-object", "No operation has this path.");
  const methods = [...byMethod.keys()].join(", ");
  return refuseMethod(version, `${first.operationId} is a ${first.method}.`, methods);
}
