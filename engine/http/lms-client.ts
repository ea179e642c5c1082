import type { Clock } from "../../core/clock.ts";
import type { Random } from "../../core/random.ts";
import type { HttpRequest, HttpResponse, LmsConnection, Send } from "../ports.ts";
import { RequestError } from "./errors.ts";
import { signOAuth1 } from "./oauth1.ts";
import { sendTogether, sendWithRetry, type RetryPorts } from "./send-with-retry.ts";
import { parseJson } from "./sis-client.ts";

/** Signed access to the LMS. Refuses to write to anything that does not say it is one of our mocks. */
export interface LmsClient {
  /**
   * Gets a path below `/v1` and gives its JSON.
   *
   * @throws RequestError `refused` for any status but 200, `unreadable` when the body is no JSON
   */
  read(path: string): Promise<unknown>;
  /**
   * Gets several paths at once and gives their JSON in the same order.
   *
   * @throws RequestError as `read` does, for the first of them that fails
   */
  readTogether(paths: readonly string[]): Promise<readonly unknown[]>;
  /**
   * Sends `rows` records in one call and gives the answer's JSON, whatever the rows' own results.
   *
   * @throws RequestError `not-a-mock` before anything is sent to a server that is not ours
   */
  write(call: LmsWrite): Promise<unknown>;
  traffic(): LmsTraffic;
}

/** A writing call: `rows` is how many records the body carries. */
export interface LmsWrite {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly body: unknown;
  readonly rows: number;
}

/** What crossed the wire so far. Every try counts. */
export interface LmsTraffic {
  readonly reads: number;
  readonly writes: number;
  readonly rows: number;
}

/** The header by which a mock LMS makes itself known, on every answer. */
const mockHeader = "x-rehearse-mock";

/** Creates a client of the LMS. Each try is signed anew, for a nonce counts once (F82). */
export function createLmsClient(ports: RetryPorts, connection: LmsConnection): LmsClient {
  let reads = 0;
  let writes = 0;
  let rows = 0;
  let knownMock = false;
  const patient = { ...ports, send: refusalsAsBusy(ports.send) };
  // A stream of their own: how many requests are under way must not decide how long a retry waits. Its name is
  // drawn, because the next client of the same chance must not use the same nonces (F82).
  const nonces = ports.random.fork(ports.random.hex(16));
  const signed = { clock: ports.clock, random: nonces, connection };

  const builder =
    (method: HttpRequest["method"], path: string, body: string | undefined) => (): HttpRequest => {
      if (method === "GET") reads += 1;
      else writes += 1;
      return signedRequest(signed, { method, path, body });
    };
  const noted = (response: HttpResponse): HttpResponse => {
    knownMock ||= response.headers[mockHeader] === "mock-lms";
    return response;
  };
  const call = async (
    method: HttpRequest["method"],
    path: string,
    body: string | undefined,
  ): Promise<HttpResponse> => {
    const kind = method === "GET" ? "repeatable" : "changes-something";
    return noted(await sendWithRetry(patient, builder(method, path, body), kind));
  };

  return {
    traffic: () => ({ reads, writes, rows }),
    read: async (path) => readJson(await call("GET", path, undefined), path),
    readTogether: async (paths) => {
      const builds = paths.map((path) => builder("GET", path, undefined));
      const responses = await sendTogether(patient, builds);
      return responses.map((response, index) => readJson(noted(response), paths[index] ?? ""));
    },
    write: async ({ method, path, body, rows: rowCount }) => {
      if (!knownMock) await call("GET", "/app-user-info", undefined);
      if (!knownMock) throw notAMock(connection.baseUrl);
      rows += rowCount;
      return readJson(await call(method, path, JSON.stringify(body)), path);
    },
  };
}

/**
 * Refusals that another try may end, as 429: the page by which the web application limits callers, which comes
 * as HTML with status 200 (F76), and the 401 of a signature whose nonce or time was used before (F82).
 */
function refusalsAsBusy(send: Send): Send {
  return async (request) => {
    const response = await send(request);
    const { status, headers, body } = response;
    const isPage = status === 200 && (headers["content-type"] ?? "").startsWith("text/html");
    const isReplay = status === 401 && body.includes("Duplicate timestamp/nonce");
    return isPage || isReplay ? { ...response, status: 429 } : response;
  };
}

interface Signer {
  readonly clock: Clock;
  readonly random: Random;
  readonly connection: LmsConnection;
}

function signedRequest(
  { clock, random, connection }: Signer,
  call: {
    readonly method: HttpRequest["method"];
    readonly path: string;
    readonly body: string | undefined;
  },
): HttpRequest {
  const url = `${connection.baseUrl}${call.path}`;
  const authorization = signOAuth1({
    method: call.method,
    url,
    consumerKey: connection.consumerKey,
    consumerSecret: connection.consumerSecret,
    nonce: random.hex(24),
    timestampSeconds: Math.floor(clock.now() / 1_000),
  });
  const headers = { authorization, accept: "application/json" };
  if (call.body === undefined) return { method: call.method, url, headers };
  return {
    method: call.method,
    url,
    headers: { ...headers, "content-type": "application/json" },
    body: call.body,
  };
}

function readJson(response: HttpResponse, path: string): unknown {
  if (response.status < 200 || response.status > 299) {
    throw new RequestError({
      code: "refused",
      status: response.status,
      message: `Failed at ${path} of the LMS: it answered ${response.status}${reasonOf(response)}.`,
    });
  }
  if (response.body === "") return {};
  const json = parseJson(response.body);
  if (json !== undefined) return json;
  throw new RequestError({
    code: "unreadable",
    status: response.status,
    message: `Failed to read the LMS's answer at ${path}: it is not JSON.`,
  });
}

/** What the LMS says of a refusal; of 401 and 403 it says nothing, and then the key is what to look at. */
function reasonOf({ status, body }: HttpResponse): string {
  if (status === 401 || status === 403) return ". Check the consumer key and what it may do";
  const said = parseJson(body);
  return typeof said === "string" ? `: ${said.slice(0, 200)}` : "";
}

function notAMock(baseUrl: string): RequestError {
  return new RequestError({
    code: "not-a-mock",
    status: 0,
    message: `Refused to write to ${baseUrl}: it is not a mock LMS. Rehearse never writes to a real system.`,
  });
}
