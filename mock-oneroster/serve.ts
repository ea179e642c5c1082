import { once } from "node:events";
import { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { assert } from "../core/assert.ts";
import { createHostCheck } from "../core/host-check.ts";
import type { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import type { MockOneroster } from "./app.ts";
import type { SisUrls } from "./urls.ts";

/** Where to listen. Port 0 takes any that is free. */
export interface ServeOptions {
  readonly host?: string;
  readonly port: number;
  /** Other origins by which clients know the server, such as `https://sis.example.org` of a proxy. */
  readonly origins?: readonly string[];
}

/** An app that listens on a socket until closed. */
export interface ServedApp extends AsyncDisposable {
  /** Such as `http://127.0.0.1:8080`. */
  readonly rootUrl: string;
  readonly port: number;
  /** Stops listening and ends connections that are kept alive. */
  close(): Promise<void>;
}

/** A mock that listens on a socket until closed. */
export interface ServedMockOneroster extends ServedApp {
  urls(version: OneRosterVersion): SisUrls;
}

/** Something that answers requests, as every Hono app does. */
export interface FetchApp {
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
}

/**
 * Opens a mock to other processes. Rejects when the port cannot be had. Clients may name as the host only what leads
 * to it for sure, so that no page of another site can read it (DNS rebinding).
 */
export async function serveMockOneroster(
  mock: MockOneroster,
  options: ServeOptions,
): Promise<ServedMockOneroster> {
  const served = await serveApp(mock.app, options);
  return { ...served, urls: (version) => mock.urls(served.rootUrl, version) };
}

const noHost =
  "The Host header names no host of this mock. Use its address, or name it with --origin.";

/** Opens an app to other processes, such as the control API, which has a port of its own. */
export async function serveApp(
  app: FetchApp,
  { host = "127.0.0.1", port, origins = [] }: ServeOptions,
): Promise<ServedApp> {
  const refuse = createHostCheck({ host, origins });
  const server = createAdaptorServer({
    fetch: (request, env) => {
      const status = refuse(request.url);
      return status === undefined ? app.fetch(request, env) : new Response(noHost, { status });
    },
  });
  assert(server instanceof Server, "the mock listens without TLS.");
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  assert(typeof address === "object" && address !== null, "a listening server has an address.");
  const rootUrl = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { rootUrl, port: address.port, close, [Symbol.asyncDispose]: close };
}
