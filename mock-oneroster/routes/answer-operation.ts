import type { Clock } from "../../core/clock.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import { answerWrite } from "../gradebook/answer-write.ts";
import type { SisProfile } from "../profiles/profile.ts";
import type { ReadDesk } from "../project/read-desk.ts";
import type { Access } from "../security/access.ts";
import { answerTokenRequest, type TokenDesk } from "../security/client-credentials.ts";
import type { AnswerCache } from "./answer-cache.ts";
import { answerCollection, answerSingle } from "./answer-read.ts";
import type { Asked } from "./answer-request.ts";
import { refuse, refuseAccess, refuseMethod } from "./refusal.ts";
import type { FoundRoute } from "./router.ts";

/** What operations are answered with. */
export interface AnswerParts {
  readonly profile: SisProfile;
  readonly access: Access;
  readonly tokenDesk: TokenDesk;
  readonly clock: Clock;
  /** Whether the licence covers a school, by its sourcedId. */
  readonly maySendGrades: (schoolId: string) => boolean;
  /** By the version of the path. */
  readonly desks: Readonly<Record<OneRosterVersion, ReadDesk>>;
  readonly answers: AnswerCache;
}

/** Answers a request for a token or to an operation. */
export function answerOperation(parts: AnswerParts, asked: Asked): Response | Promise<Response> {
  const { request, address, route, operation } = asked;
  const { profile, access, tokenDesk, desks } = parts;
  if (profile.paths.tokenPaths.includes(address.pathname)) {
    return request.method === "POST"
      ? answerTokenRequest(tokenDesk, request)
      : refuseMethod("1.2", "Tokens are asked for by POST.", "POST");
  }
  if (route === undefined) return refuse("1.2", "unknown-object", "No operation has this path.");
  if (operation === undefined) return refuseRoute(route);
  const { version, ids, prefix } = route;
  const refusal = access.refuse(request, { version, operation });
  if (refusal !== undefined) return refuseAccess(version, refusal);
  const { answers } = parts;
  const read = { desk: desks[version], operation, ids, address, profile, prefix, answers };
  if (operation.kind === "collection") return answerCollection(read);
  if (operation.kind === "single") return answerSingle(read);
  const { clock, maySendGrades } = parts;
  return answerWrite({
    projection: desks[version].projection,
    operation,
    ids,
    request,
    clock,
    rules: profile.writes,
    maySendGrades,
  });
}

function refuseRoute({ version, byMethod }: FoundRoute): Response {
  const [first] = byMethod.values();
  if (first === undefined) return refuse(version, "unknown-object", "No operation has this path.");
  const methods = [...byMethod.keys()].join(", ");
  return refuseMethod(version, `${first.operationId} is a ${first.method}.`, methods);
}
