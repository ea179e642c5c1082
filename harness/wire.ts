import { request as sendOverSocket, Agent } from "undici";
import type { HttpRequest, HttpResponse, Send } from "../engine/index.ts";

/** Something that answers requests without a socket, as every Hono app does. */
export interface FetchApp {
  fetch(request: Request): Response | Promise<Response>;
}

/** The whole network of a simulated district: each origin is an app, and no socket is opened. */
export function createInProcessSend(apps: ReadonlyMap<string, FetchApp>): Send {
  return async (request) => {
    const { origin } = new URL(request.url);
    const app = apps.get(origin);
    if (app === undefined) throw new TypeError(`No app answers for ${origin}.`);
    const response = await app.fetch(toFetchRequest(request));
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
}

function toFetchRequest(request: HttpRequest): Request {
  const { method, url, headers, body } = request;
  return new Request(url, { method, headers, ...(body === undefined ? {} : { body }) });
}

/** A sender over real sockets with kept-alive connections. */
export interface SocketSend {
  readonly send: Send;
  close(): Promise<void>;
}

const answerTimeoutMs = 120_000;

/** Sends over real HTTP. Redirects are not followed: a signature counts once (F82). */
export function createSocketSend(): SocketSend {
  const agent = new Agent({ bodyTimeout: answerTimeoutMs, headersTimeout: answerTimeoutMs });
  return {
    close: () => agent.close(),
    send: async ({ method, url, headers, body }): Promise<HttpResponse> => {
      const response = await sendOverSocket(url, {
        method,
        headers,
        dispatcher: agent,
        ...(body === undefined ? {} : { body }),
      });
      return {
        status: response.statusCode,
        headers: joinHeaders(response.headers),
        body: await response.body.text(),
      };
    },
  };
}

function joinHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}
