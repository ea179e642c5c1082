import type { Operation } from "../../contracts/oneroster/operations.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { FaultBoard } from "../faults/fault-board.ts";
import { isPlainStyle, restyleError } from "../profiles/restyle-error.ts";
import type { SisProfile } from "../profiles/profile.ts";
import { readAddress, type Address } from "../query/address.ts";
import { createSendingWatch } from "./after-sending.ts";
import { BrokenBodyError } from "./bounded-body.ts";
import type { JournalWriter } from "./journal.ts";
import { refuse } from "./refusal.ts";
import type { FoundRoute, Router } from "./router.ts";

/** A request with what its address says. */
export interface Asked {
  readonly request: Request;
  readonly address: Address;
  readonly route: FoundRoute | undefined;
  readonly operation: Operation | undefined;
}

/** What requests pass through on their way to an answer. */
export interface RequestParts {
  readonly profile: SisProfile;
  readonly router: Router;
  readonly journal: JournalWriter;
  readonly faults: FaultBoard;
  readonly answer: (asked: Asked) => Response | Promise<Response>;
}

/** Answers a request. `env` is what the adapter of node says of the connection; without a socket anything. */
export type AnswerRequest = (request: Request, env: unknown) => Response | Promise<Response>;

/** The status in the journal of a request whose connection a fault broke. */
const brokenStatus = 0;

/** Creates what every request passes through: the journal around the faults, those around the answer in the profile's shape. */
export function createAnswerRequest(parts: RequestParts): AnswerRequest {
  const { router, journal, faults } = parts;
  const dress = createDressing(parts.profile);
  const afterSending = createSendingWatch();
  const leave = (): void => journal.leave();
  return (request, env) => {
    const asked = readRequest(router, request);
    const open = journal.open(request.method, asked.address);
    const { operation, route } = asked;
    const known = operation === undefined ? {} : { operationId: operation.operationId };
    const close = (response: Response): Response => {
      afterSending(env, leave);
      journal.close(open, { status: response.status, ...known });
      return response;
    };
    const giveUp = (error: unknown): never => {
      afterSending(env, leave);
      journal.close(open, { status: brokenStatus, ...known });
      throw error;
    };
    const origin = { version: route?.version, service: operation?.service, env };
    const response = faults.around(request, origin, (inner) =>
      dress(answerSafely(parts, inner === request ? asked : readRequest(router, inner)), asked),
    );
    return response instanceof Promise ? response.then(close, giveUp) : close(response);
  };
}

function readRequest(router: Router, request: Request): Asked {
  const address = readAddress(request.url);
  const route = router.find(address.pathname);
  const method = request.method === "HEAD" ? "GET" : request.method;
  return { request, address, route, operation: route?.byMethod.get(method) };
}

/** A bug of ours is an answer too: the journal must close, and the client must hear. */
function answerSafely({ answer }: RequestParts, asked: Asked): Response | Promise<Response> {
  const crash = (error: unknown): Response =>
    error instanceof BrokenBodyError
      ? refuse(versionOf(asked), "malformed", error.message)
      : refuse(
          versionOf(asked),
          "crash",
          "The server failed to answer. This is a bug in the mock.",
        );
  try {
    const response = answer(asked);
    return response instanceof Promise ? response.catch(crash) : response;
  } catch (error) {
    return crash(error);
  }
}

type Dressing = (
  response: Response | Promise<Response>,
  asked: Asked,
) => Response | Promise<Response>;

/** Puts refusals of operations into the shape that the profile has for them. */
function createDressing({ errors }: SisProfile): Dressing {
  if (isPlainStyle(errors)) return (response) => response;
  const dress = (response: Response, asked: Asked): Response | Promise<Response> =>
    response.status < 400 || asked.route === undefined
      ? response
      : restyleError(response, versionOf(asked), errors);
  return (response, asked) =>
    response instanceof Promise
      ? response.then((settled) => dress(settled, asked))
      : dress(response, asked);
}

function versionOf({ route }: Asked): OneRosterVersion {
  return route?.version ?? "1.2";
}
