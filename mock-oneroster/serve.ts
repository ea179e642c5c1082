import { once } from "node:events";
import { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { assert } from "../core/assert.ts";
import type { OneRosterVersion } from "../contracts/oneroster/vocabulary.ts";
import type { MockOneroster } from "./app.ts";
import type { SisUrls } from "./urls.ts";

/** Where to listen. Port 0 takes any that is free. */
export interface ServeOptions {
  readonly host?: string;
  readonly port: number;
}

/** A mock that listens on a socket until closed. */
export interface ServedMockOneroster extends AsyncDisposable {
  /** Everything before `/ims/oneroster`. */
  readonly rootUrl: string;
  readonly port: number;
  urls(version: OneRosterVersion): SisUrls;
  /** Stops listening and ends connections that are kept alive. */
  close(): Promise<void>;
}

/** Opens a mock to other processes. Rejects when the port cannot be had. */
export async function serveMockOneroster(
  mock: MockOneroster,
  { host = "127.0.0.1", port }: ServeOptions,
): Promise<ServedMockOneroster> {
  const server = createAdaptorServer({ fetch: mock.app.fetch });
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
  return {
    rootUrl,
    port: address.port,
    urls: (version) => mock.urls(rootUrl, version),
    close,
    [Symbol.asyncDispose]: close,
  };
}
