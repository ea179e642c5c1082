import { createAdaptorServer, type ServerType } from "@hono/node-server";
import type { MockLms } from "./app.ts";
import { createHostCheck } from "../core/host-check.ts";
import { signingRulesDefault } from "./middleware/oauth1.ts";

/** An app that listens on a socket. Dispose of it, or close it, when done. */
export interface ServedLmsApp extends AsyncDisposable {
  /** Such as `http://127.0.0.1:4021`. */
  readonly rootUrl: string;
  readonly port: number;
  /** Stops listening and ends every connection, kept-alive ones too. May be called twice. */
  close(): Promise<void>;
}

/** A mock LMS that listens. */
export interface ServedMockLms extends ServedLmsApp {
  /** Such as `http://127.0.0.1:4020/v1`. */
  readonly baseUrl: string;
}

/** Where to listen, and for how long to wait. Port 0 takes a free one; without a host, only this machine is let in. */
export interface LmsServeOptions {
  readonly host?: string;
  readonly port: number;
  /** Other origins by which clients know the server: they may name them as the host. */
  readonly origins?: readonly string[];
  /** A request that is not complete by then is answered 408 and its connection ended. 60 seconds by default. */
  readonly requestTimeoutMs?: number;
}

/** Something that answers requests, as every Hono app does. */
export interface LmsFetchApp {
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
}

/** The mock LMS could not listen. */
export class ServeError extends Error {
  override readonly name = "ServeError";
  readonly code = "could-not-listen";
  readonly retryable = false;
}

/**
 * Serves a mock LMS over HTTP; port 0 takes a free one. Only this machine can reach it unless another
 * host is given. Clients may name as the host what they may sign for, such as `api.schoology.com`.
 *
 * @throws ServeError when the port is taken or the host is not ours
 */
export async function serveMockLms(
  mock: MockLms,
  options: LmsServeOptions,
): Promise<ServedMockLms> {
  const { origins = signingRulesDefault.origins } = options;
  const served = await serveLmsApp(mock.app, { ...options, origins });
  return { ...served, baseUrl: `${served.rootUrl}/v1` };
}

/**
 * Serves an app over HTTP, such as the control API, which has a port of its own.
 *
 * @throws ServeError when the port is taken or the host is not ours
 */
export async function serveLmsApp(
  app: LmsFetchApp,
  options: LmsServeOptions,
): Promise<ServedLmsApp> {
  const { host = "127.0.0.1", origins = [], requestTimeoutMs = 60_000 } = options;
  const refuse = createHostCheck({ host, origins });
  const server = createAdaptorServer({
    fetch: (request, env) => {
      const status = refuse(request.url);
      return status === undefined
        ? app.fetch(request, env)
        : new Response(
            "The Host header names no host of this mock. Use its address, or name it with --origin.",
            { status },
          );
    },
    serverOptions: {
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(requestTimeoutMs, 5_000),
    },
  });
  const port = await listen(server, host, options.port);
  const close = (): Promise<void> => closeServer(server);
  const name = host.includes(":") ? `[${host}]` : host;
  return { rootUrl: `http://${name}:${port}`, port, close, [Symbol.asyncDispose]: close };
}

function listen(server: ServerType, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        new ServeError(
          `Failed to serve the mock LMS on ${host}:${port}: ${cause.message}. Choose another port or host.`,
          { cause },
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(address !== null && typeof address === "object" ? address.port : port);
    });
  });
}

function closeServer(server: ServerType): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
