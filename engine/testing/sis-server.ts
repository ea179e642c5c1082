import { createVirtualClock, type VirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createSisClient, type SisClient } from "../http/sis-client.ts";
import type { HttpRequest, HttpResponse, Send, SisConnection } from "../ports.ts";

/** Who we are at the SIS of the tests. */
export const sisConnection: SisConnection = {
  rootUrl: "https://sis.test",
  tokenUrl: "https://sis.test/token",
  clientId: "id",
  clientSecret: "secret",
};

/** An answer with a JSON body. */
export function jsonAnswer(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): HttpResponse {
  return { status, headers, body: JSON.stringify(body) };
}

/** How a list of records is served, page by page. */
export interface PagedOptions {
  readonly clamp?: number;
  readonly link?: boolean;
  readonly total?: number;
  readonly wrapper?: string;
}

/** Answers a collection request as a server with these habits does. */
export function servePage(
  items: readonly unknown[],
  request: HttpRequest,
  options: PagedOptions = {},
): HttpResponse {
  const query = new URL(request.url).searchParams;
  const offset = Number(query.get("offset"));
  const limit = Math.min(Number(query.get("limit")), options.clamp ?? Infinity);
  const hasNext = offset + limit < items.length;
  const link = hasNext ? `<https://sis.test/x?offset=1>; rel="next"` : `<https://x>; rel="first"`;
  return jsonAnswer(
    { [options.wrapper ?? "orgs"]: items.slice(offset, offset + limit) },
    {
      ...(options.link === true ? { link } : {}),
      ...(options.total === undefined ? {} : { "x-total-count": String(options.total) }),
    },
  );
}

/** A SIS that is a plain function, with its client and all requests it got. The token is `token-1`, then `token-2`. */
export function sisOf(answer: (request: HttpRequest, call: number) => HttpResponse): {
  readonly client: SisClient;
  readonly clock: VirtualClock;
  readonly requests: readonly HttpRequest[];
} {
  const clock = createVirtualClock(0);
  const requests: HttpRequest[] = [];
  let tokens = 0;
  let calls = 0;
  const send: Send = (request) => {
    requests.push(request);
    if (request.url === sisConnection.tokenUrl) {
      tokens += 1;
      return Promise.resolve(jsonAnswer({ access_token: `token-${tokens}`, expires_in: 3_600 }));
    }
    calls += 1;
    return Promise.resolve(answer(request, calls));
  };
  const ports = { send, clock, random: createRandom(1), attemptsMax: 3 };
  return { client: createSisClient(ports, sisConnection, "1.1"), clock, requests };
}
