import { createVirtualClock } from "../../core/clock.ts";
import { createRandom } from "../../core/random.ts";
import { createLmsClient, type LmsClient } from "../http/lms-client.ts";
import type { HttpRequest, HttpResponse, LmsConnection } from "../ports.ts";

/** Who we are at the LMS of the tests. */
export const lmsConnection: LmsConnection = {
  baseUrl: "https://lms.test/v1",
  consumerKey: "key",
  consumerSecret: "secret",
};

/** What an LMS of the tests says to a request: a body, with a status other than 200 if there is one. */
export type LmsSays = { readonly status?: number; readonly body: unknown } | Error;

/** An LMS that is a plain function, its client, and the requests other than GET. It is a mock unless told otherwise. */
export function lmsOf(
  says: (request: HttpRequest, path: string) => LmsSays,
  mockHeader: Readonly<Record<string, string>> = { "x-rehearse-mock": "mock-lms" },
): { readonly client: LmsClient; readonly requests: readonly HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const send = (request: HttpRequest): Promise<HttpResponse> => {
    requests.push(request);
    const said = says(request, request.url.slice(lmsConnection.baseUrl.length));
    if (said instanceof Error) return Promise.reject(said);
    const body = typeof said.body === "string" ? said.body : JSON.stringify(said.body);
    return Promise.resolve({ status: said.status ?? 200, headers: mockHeader, body });
  };
  const ports = { send, clock: createVirtualClock(0), random: createRandom(1), attemptsMax: 2 };
  return { client: createLmsClient(ports, lmsConnection), requests };
}
