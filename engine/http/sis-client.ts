import * as z from "zod";
import { basePath } from "../../contracts/oneroster/operations.ts";
import { readErrorPayload } from "../../contracts/oneroster/status-info.ts";
import type { OneRosterVersion } from "../../contracts/oneroster/vocabulary.ts";
import type { HttpRequest, HttpResponse, SisConnection } from "../ports.ts";
import { RequestError } from "./errors.ts";
import { sendWithRetry, type RetryPorts } from "./send-with-retry.ts";

/**
 * Read-only access to a OneRoster server by its own calls. Nothing here can write: what people change in Schoology
 * never gets to the SIS (guide R3, R24). One request at a time is made of it, which peak hours allow too (F88).
 */
export interface SisClient {
  /**
   * Gets a rostering path such as `/users` with its query, renewing the token once when the server says 401 (F75).
   *
   * @throws RequestError `refused` for any status but 200
   */
  get(path: string, query: Readonly<Record<string, string>>): Promise<HttpResponse>;
  /** How many requests were made so far, the token's included. */
  requests(): number;
}

const TokenAnswer = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().min(0).catch(3_600),
});

interface Token {
  readonly value: string;
  readonly expiresAtMs: number;
}

/** An answer, and the token with which it was asked for. */
interface Sent {
  readonly used: Token;
  readonly response: HttpResponse;
}

/** A token is renewed this long before it ends, so that it does not end on the way. */
const renewBeforeMs = 15_000;

/** Creates a client of the version's rostering service below the connection's root (guide R54). */
export function createSisClient(
  ports: RetryPorts,
  connection: SisConnection,
  version: OneRosterVersion,
): SisClient {
  let token: Token | undefined;
  let requestCount = 0;
  const counted: RetryPorts = {
    ...ports,
    send: (request) => {
      requestCount += 1;
      return ports.send(request);
    },
  };
  let renewal: Promise<Token> | undefined;
  /** However many requests want a new token at once, one is fetched (F75). */
  const renew = (): Promise<Token> => {
    renewal ??= fetchToken(counted, connection)
      .then((fresh) => (token = fresh))
      .finally(() => (renewal = undefined));
    return renewal;
  };
  const sendOnce = async (url: string): Promise<Sent> => {
    const isGood = token !== undefined && token.expiresAtMs > ports.clock.now();
    const used = isGood && token !== undefined ? token : await renew();
    return { used, response: await sendWithRetry(counted, () => getRequest(url, used.value)) };
  };
  return {
    requests: () => requestCount,
    get: async (path, query) => {
      const url = `${connection.rootUrl}${basePath(version, "rostering")}${path}${queryOf(query)}`;
      const first = await sendOnce(url);
      if (first.response.status !== 401) return expectOk(first.response, path);
      if (token === first.used) token = undefined;
      return expectOk((await sendOnce(url)).response, path);
    },
  };
}

function queryOf(query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === "" ? "" : `?${text}`;
}

function getRequest(url: string, bearer: string): HttpRequest {
  return {
    method: "GET",
    url,
    headers: { authorization: `Bearer ${bearer}`, accept: "application/json" },
  };
}

async function fetchToken(ports: RetryPorts, connection: SisConnection): Promise<Token> {
  const basic = Buffer.from(
    `${encodeURIComponent(connection.clientId)}:${encodeURIComponent(connection.clientSecret)}`,
  ).toString("base64");
  const response = await sendWithRetry(ports, () => ({
    method: "POST",
    url: connection.tokenUrl,
    headers: {
      authorization: `Basic ${basic}`,
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    },
    body: "grant_type=client_credentials",
  }));
  const answer = TokenAnswer.safeParse(parseJson(response.body));
  if (response.status !== 200 || !answer.success) {
    throw new RequestError({
      code: "refused",
      status: response.status,
      message: `Failed to get a token from the SIS: it answered ${response.status}${response.status === 200 ? " with something that is no token" : ""}. Check the Consumer ID, the Consumer Secret Key and the SIS Authentication URL, which Infinite Campus wants with ?appName= (F73).`,
    });
  }
  const lifeMs = answer.data.expires_in * 1_000;
  return {
    value: answer.data.access_token,
    expiresAtMs: ports.clock.now() + Math.max(lifeMs - renewBeforeMs, lifeMs / 2),
  };
}

function expectOk(response: HttpResponse, path: string): HttpResponse {
  if (response.status === 200) return response;
  const said = readErrorPayload(parseJson(response.body));
  throw new RequestError({
    code: "refused",
    status: response.status,
    message: `Failed to read ${path} from the SIS: it answered ${response.status}${said === "" ? "" : ` (${said})`}.`,
  });
}

/** An escape that may be half a surrogate pair. Nothing else brings such halves into text that was UTF-8. */
const surrogateEscape = /\\u[dD][89a-fA-F]/;

/** Parses JSON; `undefined` when it is none. Half a surrogate pair in a value becomes U+FFFD, for it cannot be sent on. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, surrogateEscape.test(text) ? toWellFormed : undefined);
  } catch {
    return undefined;
  }
}

function toWellFormed(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
}
